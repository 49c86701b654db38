#!/usr/bin/env bash
# scim2-models 0.12.3 (PyPI; scim2-server and scim2-client stand on it): a manager given by `value` alone is refused.
#
# The enterprise extension's `manager` is sent by identity providers as a value, with or without a display name: a client that knows a
# manager's id does not know the server's address for it. RFC 7643 says RECOMMENDED for `$ref` (section 4.3) and `"required": false` in its
# schema (section 8.7.1; the word REQUIRED in that description is the subject of erratum 8359). Seen: validating such a user as a create
# or replace request fails on `$ref`: for a server that validates with it, people who have a manager can be neither created nor replaced. The same
# text passes as an answer.
# Output:
# > RESOURCE_CREATION_REQUEST: Field '$ref' is required but value is missing, null or empty
# > RESOURCE_REPLACEMENT_REQUEST: Field '$ref' is required but value is missing, null or empty
# > RESOURCE_QUERY_RESPONSE: accepted
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
python3 -m venv env || exit 2
env/bin/pip install --quiet --disable-pip-version-check scim2-models==0.12.3 || exit 2
cat >run.py <<'PY'
from scim2_models import Context, EnterpriseUser, User

core, enterprise = "urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"
user = {"schemas": [core, enterprise], "id": "1", "userName": "ada@example.com", enterprise: {"manager": {"value": "2"}}}


def check(name):
    try:
        User[EnterpriseUser].model_validate(user, scim_ctx=Context[name])
        said = "accepted"
    except ValueError as refused:
        said = str(refused).splitlines()[-1].strip().split(" [")[0]
    print(f"{name}: {said}")


for name in ("CREATION_REQUEST", "REPLACEMENT_REQUEST", "QUERY_RESPONSE"):
    check(f"RESOURCE_{name}")
PY
env/bin/python run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
