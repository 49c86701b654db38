#!/usr/bin/env bash
# scim-patch 0.8.3 (npm): what SCIM takes for the same is stored a second time: a member, an attribute, the address of a type.
#
# RFC 7644, section 3.5.2.1: adding a value that is there changes nothing; RFC 7643, section 4.2: a member is named by its `value`, section 2.1:
# upper and lower case of attribute names do not matter, and `type` of an email is not case exact (section 8.7.1). Seen, without an error:
#   - an add of a member, as Okta's SCIM 2.0 reference has it, lists the member again when the display name is not the one of the first time;
#   - a replace of `UserName` leaves `userName` as it was and adds a member with the other spelling beside it;
#   - a replace of `emails[type eq "Work"].value` finds no address of the type "work" and adds a second one.
# Output:
# > add the member again: [{"value":"u1","display":"Ada Byron"}]
# > add the member after a change of name: [{"value":"u1","display":"Ada Byron"},{"value":"u1","display":"Ada Lovelace"}]
# > replace UserName: {"userName":"ada@example.com","UserName":"lovelace@example.com"}
# > replace the address of type "Work": [{"value":"ada@example.com","type":"work"},{"type":"Work","value":"lovelace@example.com"}]
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scim-patch@0.8.3 >/dev/null || exit 2
cat >run.mjs <<'JS'
import { scimPatch } from 'scim-patch'

const group = operation => scimPatch(
  { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], id: 'g1', displayName: 'Example', members: [{ value: 'u1', display: 'Ada Byron' }], meta: { resourceType: 'Group' } },
  [operation],
).members
const user = operation => scimPatch(
  { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id: 'u1', userName: 'ada@example.com', emails: [{ value: 'ada@example.com', type: 'work' }], meta: { resourceType: 'User' } },
  [operation],
)
const tell = (name, value) => console.log(`${name}: ${JSON.stringify(value)}`)

tell('add the member again', group({ op: 'add', path: 'members', value: [{ value: 'u1', display: 'Ada Byron' }] }))
tell('add the member after a change of name', group({ op: 'add', path: 'members', value: [{ value: 'u1', display: 'Ada Lovelace' }] }))
const { userName, UserName } = user({ op: 'replace', path: 'UserName', value: 'lovelace@example.com' })
tell('replace UserName', { userName, UserName })
tell('replace the address of type "Work"', user({ op: 'replace', path: 'emails[type eq "Work"].value', value: 'lovelace@example.com' }).emails)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
