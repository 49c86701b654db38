#!/usr/bin/env bash
# okta 3.4.6 (PyPI, Okta's Python SDK): an error on a later page ends a list as if it were whole.
#
# `paginate_all` and `paginate_pages` of `okta.pagination` are the SDK's way through a list of several pages. Seen, for an app with six people on
# three pages: when the second page is answered with 500, or with 429 until the SDK's own retries are used up, the loop ends after two people.
# Nothing is raised, and no value says that people are missing: a script that looks up who is assigned takes four people for unassigned.
# The call by hand has the error as the third value of its result; the two helpers drop it. (The README imports them from `okta` and
# hands them `…_with_http_info`, neither of which exists: issue 540 and pull request 569 of okta/okta-sdk-python, which do not speak of errors.)
# Output:
# > every page answered: 6 people, raised nothing
# > second page 500: 2 people, raised nothing
# > second page 429: 2 people, raised nothing
# > second page 500, by pages: page 1 of 2 people, more to come True, raised nothing
# > second page 500, by hand: Okta HTTP 500 E0000009 Internal Server Error
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
import asyncio, http.server, json, threading, time
from urllib.parse import parse_qs, urlparse

from okta.client import Client
from okta.pagination import paginate_all, paginate_pages

errors = {
    429: {"errorCode": "E0000047", "errorSummary": "API call exceeded rate limit due to too many requests."},
    500: {"errorCode": "E0000009", "errorSummary": "Internal Server Error"},
}


class Handler(http.server.BaseHTTPRequestHandler):
    second = 200

    def do_GET(self):
        address = urlparse(self.path)
        page = int(parse_qs(address.query).get("after", ["1"])[0])
        status = Handler.second if page == 2 else 200
        people = [{"id": f"00u{page}{each}", "scope": "USER", "status": "PROVISIONED"} for each in (1, 2)]
        body = json.dumps(people if status == 200 else errors[status]).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.send_header("x-okta-request-id", "example")
        if status == 429:
            self.send_header("x-rate-limit-limit", "600")
            self.send_header("x-rate-limit-remaining", "0")
            self.send_header("x-rate-limit-reset", str(int(time.time())))
        if page < 3:
            self.send_header("link", f'<http://127.0.0.1:{server.server_port}{address.path}?after={page + 1}&limit=2>; rel="next"')
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client({"orgUrl": f"http://127.0.0.1:{server.server_port}", "token": "example"})


async def count(name, second):
    Handler.second = second
    people = 0
    raised = "nothing"
    try:
        async for _ in paginate_all(client.list_application_users, limit=2, app_id="0oaexample"):
            people += 1
    except Exception as error:
        raised = type(error).__name__
    print(f"{name}: {people} people, raised {raised}")


async def main():
    await count("every page answered", 200)
    await count("second page 500", 500)
    await count("second page 429", 429)
    Handler.second = 500
    pages = [page async for page in paginate_pages(client.list_application_users, limit=2, app_id="0oaexample")]
    told = ", ".join(f"page {number} of {len(people)} people, more to come {more}" for people, number, more in pages)
    print(f"second page 500, by pages: {told}, raised nothing")
    _, _, err = await client.list_application_users("0oaexample", limit=2, after="2")
    print(f"second page 500, by hand: {err.message.strip()}")


asyncio.run(main())
PY
env -i PATH="$PATH" HOME="$dir" OKTA_TESTING_TESTINGDISABLEHTTPSCHECK=true env/bin/python -W ignore run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
