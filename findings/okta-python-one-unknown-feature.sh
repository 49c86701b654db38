#!/usr/bin/env bash
# okta 3.4.6 (PyPI, Okta's Python SDK): one app with a feature name that the SDK does not know hides every app of the org.
#
# `features` of an app is a read-only list of names, and real orgs hold names that the published description lacks, such as
# AUTO_CONFIRM_IMPORTS (it stands in Okta's own recorded answers). Seen, for a list of three apps of which the second has it:
# `list_applications` raises pydantic's ValidationError for the whole list. It does not come as the third value of the result, where the
# SDK puts its errors, so code that checks `err` as its README shows ends with a traceback; the other two apps cannot be had either.
# The same list without that one name gives three apps.
# Output:
# > known names only: 3 apps, err None
# > with AUTO_CONFIRM_IMPORTS: raised ValidationError for features
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


def app(number, features):
    return {
        "id": f"0oaexample{number}", "name": f"example_{number}", "label": f"Example {number}", "status": "ACTIVE",
        "signOnMode": "SAML_2_0", "features": features, "created": "2026-01-01T00:00:00.000Z", "lastUpdated": "2026-01-01T00:00:00.000Z",
    }


class Handler(http.server.BaseHTTPRequestHandler):
    features = []

    def do_GET(self):
        body = json.dumps([app(1, []), app(2, self.features), app(3, [])]).encode()
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


async def apps(features):
    Handler.features = features
    try:
        found, _, err = await client.list_applications()
        return f"{len(found)} apps, err {err}"
    except Exception as raised:
        return f"raised {type(raised).__name__} for {str(raised).splitlines()[1]}"


known = asyncio.run(apps(["PUSH_NEW_USERS"]))
unknown = asyncio.run(apps(["PUSH_NEW_USERS", "AUTO_CONFIRM_IMPORTS"]))
print(f"known names only: {known}\nwith AUTO_CONFIRM_IMPORTS: {unknown}")
PY
env -i PATH="$PATH" HOME="$dir" OKTA_TESTING_TESTINGDISABLEHTTPSCHECK=true env/bin/python -W ignore run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
