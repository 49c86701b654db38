#!/usr/bin/env bash
# scim-patch 0.8.3 (npm): an operation without `path` is not the same as the one with it: it loses sub-attributes and files extensions wrongly.
#
# RFC 7644, section 3.5.2: without a path the target is the resource, and the value holds attributes to add or replace; sub-attributes that a
# replace does not name stay. Identity providers send both forms. Seen:
#   - replace of `{"name":{"familyName":"Lovelace"}}` without path removes the given name; with `"path":"name"` it stays;
#   - add of the enterprise extension without path puts it under `urn:…:enterprise:2.0` with a member `User`: the name is cut at the dot of
#     "2.0", so the department is stored where nobody reads it. With the full path it is right. Both are done without an error.
# Output seen (6 s, most of it npm):
#   replace name, no path: {"familyName":"Lovelace"} | path: {"givenName":"Ada","familyName":"Lovelace"}
#   add extension, no path: {"urn:ietf:params:scim:schemas:extension:enterprise:2.0":{"User":{"department":"Maths"}}}
#   add extension, path: {"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"Maths"}}
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scim-patch@0.8.3 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
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
assert.deepStrictEqual(bare, { familyName: 'Lovelace' })
assert.deepStrictEqual(named, { givenName: 'Ada', familyName: 'Lovelace' })
assert.deepStrictEqual(misfiled, { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0': { User: { department: 'Maths' } } })
assert.deepStrictEqual(filed, { [enterprise]: { department: 'Maths' } })
JS
timeout 60 node run.mjs
