#!/usr/bin/env bash
# scim-patch 0.8.3 (npm): an operation without `path` is not the same as the one with it: it loses sub-attributes and files extensions wrongly.
#
# RFC 7644, section 3.5.2: without a path the target is the resource, and the value holds attributes to add or replace; sub-attributes that a
# replace does not name stay. Identity providers send both forms. Seen:
#   - replace of `{"name":{"familyName":"Lovelace"}}` without path removes the given name; with `"path":"name"` it stays;
#   - add of the enterprise extension without path puts it under `urn:…:enterprise:2.0` with a member `User`, where nobody looks for it. With the
#     full path it is right. Both are done without an error.
# Output:
# > replace name, no path: {"familyName":"Lovelace"} | path: {"givenName":"Ada","familyName":"Lovelace"}
# > add extension, no path: {"urn:ietf:params:scim:schemas:extension:enterprise:2.0":{"User":{"department":"Maths"}}}
# > add extension, path: {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Maths"}}
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

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const patch = operation => scimPatch(
  { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise], id: '1', userName: 'ada@example.com', name: { givenName: 'Ada', familyName: 'Byron' }, meta: { resourceType: 'User' } },
  [operation],
)
const extensions = user => Object.fromEntries(Object.entries(user).filter(([key]) => key.startsWith('urn:')))

const bare = patch({ op: 'replace', value: { name: { familyName: 'Lovelace' } } }).name
const named = patch({ op: 'replace', path: 'name', value: { familyName: 'Lovelace' } }).name
const misfiled = extensions(patch({ op: 'add', value: { [enterprise]: { department: 'Maths' } } }))
const filed = extensions(patch({ op: 'add', path: `${enterprise}:department`, value: 'Maths' }))
console.log(`replace name, no path: ${JSON.stringify(bare)} | path: ${JSON.stringify(named)}`)
console.log(`add extension, no path: ${JSON.stringify(misfiled)}\nadd extension, path: ${JSON.stringify(filed)}`)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
