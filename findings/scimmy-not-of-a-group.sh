#!/usr/bin/env bash
# scimmy 1.3.5 (npm): `not (a or b)` finds who is neither or only one of them, `not (a and b)` only who is neither.
#
# RFC 7644, section 3.4.2.2: "not" turns the whole bracket round. Seen: each condition is turned round by itself while "and" and "or" stay, so the
# two answers are as if they were exchanged. A filter that leaves out service accounts and guests brings both; 200, no error.
# Output seen (7 s, most of it npm):
#   not (userType eq "Guest" or active eq false) -> ada, alan, grace
#   not (userType eq "Guest" and active eq false) -> ada
# Right are: ada; and ada, alan, grace.
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scimmy@1.3.5 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
import SCIMMY from 'scimmy'

const users = [
  { userName: 'ada', userType: 'Employee', active: true },
  { userName: 'alan', userType: 'Guest', active: true },
  { userName: 'grace', userType: 'Employee', active: false },
  { userName: 'edith', userType: 'Guest', active: false },
]
const find = text => {
  const found = new SCIMMY.Types.Filter(text).match(users).map(user => user.userName).join(', ')
  console.log(`${text} -> ${found}`)
  return found
}
assert.strictEqual(find('not (userType eq "Guest" or active eq false)'), 'ada, alan, grace')
assert.strictEqual(find('not (userType eq "Guest" and active eq false)'), 'ada')
JS
timeout 60 node run.mjs
