#!/usr/bin/env bash
# scim2-parse-filter 0.2.10 (npm): dates are compared letter by letter, so "changed since" leaves out people who changed.
#
# RFC 7644, section 3.4.2.2 asks for a chronological comparison of DateTime values, and RFC 7643, section 2.3.5 allows any xsd:dateTime, thus
# fractions of a second and offsets. Seen: `meta.lastModified ge "2026-01-01T01:00:00+02:00"`, an hour before midnight UTC, does not find
# a user changed at "2026-01-01T00:00:00Z"; the same moment written with ".000" is neither `eq` nor `le`, and a client cannot know
# how the server writes its dates. A synchronisation by date silently skips users.
# Output:
# > meta.lastModified ge "2026-01-01T01:00:00+02:00" -> false
# > meta.lastModified eq "2026-01-01T00:00:00.000Z" -> false
# > meta.lastModified le "2026-01-01T00:00:00.000Z" -> false
# > meta.lastModified lt "2026-01-01T01:30:00+02:00" -> true
# > meta.lastModified ge "2026-01-01T00:00:00Z" -> true
# Chronologically: true, true, true, false, true.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" scim2-parse-filter@0.2.10 >/dev/null || exit 2
cat >run.cjs <<'JS'
const { filter, parse } = require('scim2-parse-filter')

const user = { userName: 'ada@example.com', meta: { lastModified: '2026-01-01T00:00:00Z' } }
for (const condition of [
  'ge "2026-01-01T01:00:00+02:00"', 'eq "2026-01-01T00:00:00.000Z"', 'le "2026-01-01T00:00:00.000Z"', 'lt "2026-01-01T01:30:00+02:00"',
  'ge "2026-01-01T00:00:00Z"',
]) console.log(`meta.lastModified ${condition} -> ${filter(parse(`meta.lastModified ${condition}`))(user)}`)
JS
node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
