#!/usr/bin/env bash
# scim-query-filter-parser 2.0.4 (npm): of three conditions joined by `and`, two neighbours are enough.
#
# RFC 7644, section 3.4.2.2: "and" holds when both sides do, and it binds tighter than "or". Seen: each pair of neighbours becomes an alternative
# of its own, so `a and b and c` finds who satisfies a and b, or b and c. With brackets round the first
# two the answer is right. `not (…)`, written with the space that the RFC's grammar has, and names with their schema's URN are refused.
# Output:
# > userType eq "Employee" and active eq true and title eq "Engineer" -> ada, alan, grace
# > (userType eq "Employee" and active eq true) and title eq "Engineer" -> ada
# > userType eq "Employee" and active eq true -> ada, alan
# > not (userType eq "Guest") -> refused: Failed to parse!
# > urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada" -> refused: Failed to parse!
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scim-query-filter-parser@2.0.4 >/dev/null || exit 2
cat >run.mjs <<'JS'
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
for (const text of [
  'userType eq "Employee" and active eq true and title eq "Engineer"',
  '(userType eq "Employee" and active eq true) and title eq "Engineer"',
  'userType eq "Employee" and active eq true',
  'not (userType eq "Guest")',
  'urn:ietf:params:scim:schemas:core:2.0:User:userName eq "ada"',
]) console.log(`${text} -> ${answer(text)}`)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
