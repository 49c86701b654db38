#!/usr/bin/env bash
# scimmy 1.3.5 (npm): the schema that it publishes says that case does not matter for a user name; its filter says that it does.
#
# RFC 7644, section 3.4.2.2: the attribute's `caseExact` decides how strings are compared. Seen: the library's own User schema, as served under
# /Schemas, has `"caseExact": false` for `userName` and for `emails.value`, and its filter compares both letter by letter, with every
# operator. Before it creates an account a provisioning client asks for the user name as it knows it; an account that was made with another
# case, by hand or by a sign-in, is not found, and a second one is created or the create ends in a conflict that no search explains.
# Output seen (4 s, most of it npm), for a stored "Ada@Example.com":
#   published: userName caseExact false, emails.value caseExact false
#   userName eq "ada@example.com" -> 0
#   userName sw "ada" -> 0
#   emails.value eq "ada@example.com" -> 0
#   userName eq "Ada@Example.com" -> 1
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scimmy@1.3.5 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
import SCIMMY from 'scimmy'

const { attributes } = JSON.parse(JSON.stringify(SCIMMY.Schemas.User.definition.describe()))
const named = (list, name) => list.find(attribute => attribute.name === name)
const published = [named(attributes, 'userName').caseExact, named(named(attributes, 'emails').subAttributes, 'value').caseExact]
console.log(`published: userName caseExact ${published[0]}, emails.value caseExact ${published[1]}`)
const count = text => {
  const found = new SCIMMY.Types.Filter(text).match([{ userName: 'Ada@Example.com', emails: [{ value: 'Ada@Example.com' }] }]).length
  console.log(`${text} -> ${found}`)
  return found
}
assert.deepStrictEqual(published, [false, false])
assert.deepStrictEqual(['userName eq "ada@example.com"', 'userName sw "ada"', 'emails.value eq "ada@example.com"', 'userName eq "Ada@Example.com"'].map(count), [0, 0, 0, 1])
JS
timeout 60 node run.mjs
