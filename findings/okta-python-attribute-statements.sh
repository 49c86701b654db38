#!/usr/bin/env bash
# okta 3.4.6 (PyPI): the attribute statements of a SAML app come back empty, and an app that is put back unchanged loses them all.
#
# Seen for an app with one statement for a name and one for groups: `get_application` gives a list of two elements that hold nothing (their
# `actual_instance` is None), without an error. `replace_application` of that same object sends a body without `attributeStatements`, and a PUT
# replaces the app: a script that renames an app takes its attribute statements away. A statement that is built by hand is sent.
# The same statement read by `SamlAttributeStatement.from_dict` is whole, so it is the way from the answer to the app that drops it. Issue 354 of
# okta/okta-sdk-python, about statements in an update of an older version, was closed with a pointer to version 3. Pull request 70 of
# okta/okta-mcp-server works around the same loss where a statement is built with the constructor.
# Output:
# > read: 2 statements: None, None; read one by one: firstName
# > put back unchanged: attributeStatements is not in the body
# > put back with one built by hand: firstName
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
from okta.models.saml_attribute_statement import SamlAttributeStatement
from okta.models.saml_attribute_statement_expression import SamlAttributeStatementExpression

first_name = {
    "type": "EXPRESSION", "name": "firstName", "namespace": "urn:oasis:names:tc:SAML:2.0:attrname-format:basic", "values": ["user.firstName"],
}
groups = {
    "type": "GROUP", "name": "groups", "namespace": "urn:oasis:names:tc:SAML:2.0:attrname-format:basic", "filterType": "STARTS_WITH", "filterValue": "Example",
}
acs = "https://sp.example.com/acs"
app = {
    "id": "0oaexample", "name": "example_1", "label": "Example", "status": "ACTIVE", "signOnMode": "SAML_2_0", "features": [],
    "created": "2026-01-01T00:00:00.000Z", "lastUpdated": "2026-01-01T00:00:00.000Z",
    "settings": {"signOn": {
        "ssoAcsUrl": acs, "recipient": acs, "destination": acs, "audience": "urn:example:sp", "assertionSigned": True, "responseSigned": True,
        "attributeStatements": [first_name, groups],
    }},
}


class Handler(http.server.BaseHTTPRequestHandler):
    sent = None

    def answer(self):
        length = int(self.headers.get("content-length") or 0)
        if length:
            Handler.sent = json.loads(self.rfile.read(length))
        body = json.dumps(app).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = answer

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = Client({"orgUrl": f"http://127.0.0.1:{server.server_port}", "token": "example"})


async def put(read):
    _, _, err = await client.replace_application(read.id, read)
    sign_on = Handler.sent["settings"]["signOn"]
    names = [statement["name"] for statement in sign_on["attributeStatements"]] if "attributeStatements" in sign_on else ["attributeStatements is not in the body"]
    return f"{', '.join(names)}{'' if err is None else f', err {err}'}"


async def main():
    read, _, _ = await client.get_application(app["id"])
    statements = read.settings.sign_on.attribute_statements
    alone = SamlAttributeStatement.from_dict(first_name).actual_instance
    seen = [
        f"read: {len(statements)} statements: {', '.join(str(statement.actual_instance) for statement in statements)}; read one by one: {alone.name}",
        f"put back unchanged: {await put(read)}",
    ]
    read.settings.sign_on.attribute_statements = [SamlAttributeStatement(SamlAttributeStatementExpression(**first_name))]
    seen.append(f"put back with one built by hand: {await put(read)}")
    return seen


seen = asyncio.run(main())
print("\n".join(seen))
PY
env -i PATH="$PATH" HOME="$dir" OKTA_TESTING_TESTINGDISABLEHTTPSCHECK=true env/bin/python -W ignore run.py | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
