#!/usr/bin/env bash
# scimmy 1.3.5 (npm): the schema that it publishes says that case does not matter for a user name; its filter says that it does.
#
# RFC 7644, section 3.4.2.2: the attribute's `caseExact` decides how strings are compared. Seen: the library's own User schema, as served under
# /Schemas, has `"caseExact": false` for `userName` and for `emails.value`, and its filter compares both letter by letter. Before it creates an
# account a provisioning client asks for the user name as it knows it; an account that was made with another case is not found.
# Output, for a stored "Ada@Example.com":
# > published: userName caseExact false, emails.value caseExact false
# > userName eq "ada@example.com" -> 0
# > userName sw "ada" -> 0
# > emails.value eq "ada@example.com" -> 0
# > userName eq "Ada@Example.com" -> 1
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scimmy@1.3.5 >/dev/null || exit 2
cat >run.mjs <<'JS'
import SCIMMY from 'scimmy'

const { attributes } = JSON.parse(JSON.stringify(SCIMMY.Schemas.User.definition.describe()))
const named = (list, name) => list.find(attribute => attribute.name === name)
const published = [named(attributes, 'userName').caseExact, named(named(attributes, 'emails').subAttributes, 'value').caseExact]
console.log(`published: userName caseExact ${published[0]}, emails.value caseExact ${published[1]}`)
for (const text of ['userName eq "ada@example.com"', 'userName sw "ada"', 'emails.value eq "ada@example.com"', 'userName eq "Ada@Example.com"']) {
  const found = new SCIMMY.Types.Filter(text).match([{ userName: 'Ada@Example.com', emails: [{ value: 'Ada@Example.com' }] }])
  console.log(`${text} -> ${found.length}`)
}
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
