#!/usr/bin/env bash
# okta 3.4.6 (PyPI, Okta's Python SDK): an attribute cannot be emptied; null, "" and [] are taken out of every body, and the call succeeds.
#
# Okta's updates of a user and of an app's user are partial: what a body leaves out stays, and null clears. Seen, against a server that does just that:
# updates that set a title to None, then to "", a custom list to [] and an attribute of an app's user to None send bodies without them. Each
# call ends without an error, and the value is still there: whoever takes a role or a cost centre away from people with it takes nothing away.
# Issue 224 of okta/okta-sdk-python reported the like for [""] of an app's user in version 1, in 2021; it is open.
# Output:
# > user, title None: sent {"profile": {"firstName": "Ada"}}, err None, title is Countess
# > user, title "": sent {"profile": {"firstName": "Ada"}}, err None, title is Countess
# > user, regions []: sent {"profile": {"firstName": "Ada"}}, err None, regions is ['eu']
# > app's user, role None: sent {"profile": {"region": "eu"}}, err None, role is editor
# > user, title "Doctor": sent {"profile": {"firstName": "Ada", "title": "Doctor"}}, err None, title is Doctor
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 900 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
python3 -m venv env || exit 2
env/bin/pip install --quiet --disable-pip-version-check okta==3.4.6 || exit 2
cat >run.py <<'PY'
import asyncio, http.server, json, threading

from okta.client import Client
from okta.models import AppUserProfileRequestPayload, AppUserUpdateRequest, UpdateUserRequest

user = {"id": "00uexample", "status": "ACTIVE", "profile": {"login": "ada@example.com", "firstName": "Ada", "title": "Countess", "regions": ["eu"]}}
app_user = {"id": "00uexample", "scope": "USER", "status": "PROVISIONED", "profile": {"role": "editor", "region": "eu"}}


class Handler(http.server.BaseHTTPRequestHandler):
    sent = ""

    def do_POST(self):
        Handler.sent = self.rfile.read(int(self.headers["content-length"])).decode()
        kept = app_user if "/apps/" in self.path else user
        kept["profile"].update(json.loads(Handler.sent)["profile"])
        body = json.dumps(kept).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client({"orgUrl": f"http://127.0.0.1:{server.server_port}", "token": "example"})


async def update_user(name, value):
    _, _, err = await client.update_user(user["id"], UpdateUserRequest.from_dict({"profile": {"firstName": "Ada", name: value}}))
    print(f"user, {name} {json.dumps(value) if value is not None else None}: sent {Handler.sent}, err {err}, {name} is {user['profile'][name]}")


async def main():
    await update_user("title", None)
    await update_user("title", "")
    await update_user("regions", [])
    payload = AppUserUpdateRequest(AppUserProfileRequestPayload(profile={"role": None, "region": "eu"}))
    _, _, err = await client.update_application_user("0oaexample", app_user["id"], payload)
    print(f"app's user, role None: sent {Handler.sent}, err {err}, role is {app_user['profile']['role']}")
    await update_user("title", "Doctor")


asyncio.run(main())
PY
env -i PATH="$PATH" HOME="$dir" OKTA_TESTING_TESTINGDISABLEHTTPSCHECK=true env/bin/python -W ignore run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
