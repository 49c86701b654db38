#!/usr/bin/env bash
# scim2-models 0.12.3 (PyPI; scim2-server and scim2-client stand on it): a manager given by `value` alone is refused.
#
# The enterprise extension's `manager` is sent by identity providers as a value, with or without a display name: a client that knows a
# manager's id does not know the server's address for it. RFC 7643 says RECOMMENDED for `$ref` (section 4.3) and `"required": false` in its
# schema (section 8.7.1; the word REQUIRED in that description is the subject of erratum 8359). Seen: validating such a user as a create
# or replace request fails on `$ref`, so mapping "manager" in the provisioning client makes every create and update of people who
# have a manager end in an error. The same text passes as an answer, so a server's own output cannot be put back to it.
# Output seen (44 s and 212 s, most of it pip and the first import):
#   RESOURCE_CREATION_REQUEST: Field '$ref' is required but value is missing, null or empty
#   RESOURCE_REPLACEMENT_REQUEST: Field '$ref' is required but value is missing, null or empty
#   RESOURCE_QUERY_RESPONSE: accepted
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
python3 -m venv env
timeout 500 env/bin/pip install --quiet --disable-pip-version-check scim2-models==0.12.3
cat >run.py <<'PY'
import sys

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
    return said


said = [check(f"RESOURCE_{name}") for name in ("CREATION_REQUEST", "REPLACEMENT_REQUEST", "QUERY_RESPONSE")]
needs = "Field '$ref' is required but value is missing, null or empty"
sys.exit(0 if said == [needs, needs, "accepted"] else 1)
PY
timeout 200 env/bin/python run.py
