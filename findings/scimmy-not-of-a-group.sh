#!/usr/bin/env bash
# scimmy 1.3.5 (npm): `not (a or b)` finds who is neither or only one of them, `not (a and b)` only who is neither.
#
# RFC 7644, section 3.4.2.2: "not" turns the whole bracket round. Seen: each condition is turned round by itself while "and" and "or" stay, so the
# two answers are as if they were exchanged, without an error.
# Output:
# > not (userType eq "Guest" or active eq false) -> ada, alan, grace
# > not (userType eq "Guest" and active eq false) -> ada
# Right are: ada; and ada, alan, grace.
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

const users = [
  { userName: 'ada', userType: 'Employee', active: true },
  { userName: 'alan', userType: 'Guest', active: true },
  { userName: 'grace', userType: 'Employee', active: false },
  { userName: 'edith', userType: 'Guest', active: false },
]
for (const text of ['not (userType eq "Guest" or active eq false)', 'not (userType eq "Guest" and active eq false)'])
  console.log(`${text} -> ${new SCIMMY.Types.Filter(text).match(users).map(user => user.userName).join(', ')}`)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
