#!/usr/bin/env bash
# scim2-models 0.12.3 with email-validator 2.4.0 (PyPI; scim2-server and scim2-client stand on it): one person with an address at a local domain makes a whole list unreadable.
#
# RFC 7643, section 4.1.2: an email SHOULD have the form of RFC 5321, which knows no domains that are refused. Companies with an internal domain such as
# corp.local have it in their people's addresses, and the users of Okta's SCIM 2.0 reference are at okta.local. Seen:
#   - an answer that lists two users, one of them at such a domain, is refused as a whole, so the other one cannot be read either;
#   - a create request with such an address is refused; the same text as user name alone passes;
#   - of an address that is taken the domain is rewritten in lower case: what a client reads back is not what it sent.
# Output:
# > list of ada@example.com, alan@example.com: 2 users
# > list of ada@example.com, alan@corp.local: refused, special-use or reserved name
# > create alan@corp.local with that email: refused, special-use or reserved name
# > create alan@corp.local without an email: accepted
# > create Ada@Example.com with that email: accepted, Ada@example.com
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
python3 -m venv env || exit 2
env/bin/pip install --quiet --disable-pip-version-check scim2-models==0.12.3 email-validator==2.4.0 || exit 2
cat >run.py <<'PY'
from scim2_models import Context, ListResponse, User

core = "urn:ietf:params:scim:schemas:core:2.0:User"


def user(number, address, with_email=True):
    emails = {"emails": [{"value": address, "type": "work", "primary": True}]} if with_email else {}
    return {"schemas": [core], "id": str(number), "userName": address, **emails}


def attempt(name, validate):
    try:
        said = validate()
    except ValueError as refused:
        said = "refused, special-use or reserved name" if "is a special-use or reserved name" in str(refused) else str(refused)
    print(f"{name}: {said}")


def read(*addresses):
    answer = {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": len(addresses), "startIndex": 1,
        "itemsPerPage": len(addresses), "Resources": [user(number, address) for number, address in enumerate(addresses)],
    }
    attempt(
        f"list of {', '.join(addresses)}",
        lambda: f"{len(ListResponse[User].model_validate(answer, scim_ctx=Context.RESOURCE_QUERY_RESPONSE).resources)} users",
    )


def create(address, with_email=True):
    def validate():
        created = User.model_validate(user(1, address, with_email), scim_ctx=Context.RESOURCE_CREATION_REQUEST)
        return ", ".join(["accepted", *(email.value for email in created.emails or [])])

    attempt(f"create {address} {'with that' if with_email else 'without an'} email", validate)


read("ada@example.com", "alan@example.com")
read("ada@example.com", "alan@corp.local")
create("alan@corp.local")
create("alan@corp.local", with_email=False)
create("Ada@Example.com")
PY
env/bin/python run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
