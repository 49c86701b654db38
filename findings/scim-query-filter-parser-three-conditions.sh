#!/usr/bin/env bash
# scim-query-filter-parser 2.0.4 (npm): of three conditions joined by `and`, two neighbours are enough.
#
# RFC 7644, section 3.4.2.2: "and" holds when both sides do, and it binds tighter than "or". Seen: each pair of neighbours becomes an alternative
# of its own, so `a and b and c` finds who satisfies a and b, or b and c; four conditions make three alternatives. With brackets round the first
# two the answer is right. `not (…)`, written with the space that the RFC's grammar has, and names with their schema's URN are refused.
# A service that takes "employees who are active and …" through it hands out everybody who misses the first condition or the last.
# Output seen (3 s, most of it npm):
#   userType eq "Employee" and active eq true and title eq "Engineer" -> ada, alan, grace
#   (userType eq "Employee" and active eq true) and title eq "Engineer" -> ada
#   userType eq "Employee" and active eq true -> ada, alan
#   not (userType eq "Guest") -> refused: Failed to parse!
#   urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada" -> refused: Failed to parse!
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scim-query-filter-parser@2.0.4 >/dev/null
cat >run.mjs <<'JS'
import assert from 'node:assert'
import { compileFilter } from 'scim-query-filter-parser'

const users = [
  { userName: 'ada', userType: 'Employee', active: true, title: 'Engineer' },
  { userName: 'alan', userType: 'Employee', active: true, title: 'Chemist' },
  { userName: 'grace', userType: 'Guest', active: true, title: 'Engineer' },
  { userName: 'edith', userType: 'Employee', active: false, title: 'Engineer' },
]
const answer = text => {
  try {
    return users.filter(compileFilter(text)).map(user => user.userName).join(', ')
  } catch (refused) {
    return `refused: ${refused.message}`
  }
}
for (const [text, seen] of [
  ['userType eq "Employee" and active eq true and title eq "Engineer"', 'ada, alan, grace'],
  ['(userType eq "Employee" and active eq true) and title eq "Engineer"', 'ada'],
  ['userType eq "Employee" and active eq true', 'ada, alan'],
  ['not (userType eq "Guest")', 'refused: Failed to parse!'],
  ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"', 'refused: Failed to parse!'],
]) {
  console.log(`${text} -> ${answer(text)}`)
  assert.strictEqual(answer(text), seen)
}
JS
timeout 60 node run.mjs
