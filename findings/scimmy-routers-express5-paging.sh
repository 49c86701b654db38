#!/usr/bin/env bash
# scimmy-routers 1.3.2 with scimmy 1.3.5 and express 5.3.0 (npm): every page of a list is the first page, of 20.
#
# The package asks for express ">=4.18", so an `npm install` of today brings Express 5. Seen there: `startIndex` and `count` have no effect. A
# question for users 21 to 40 is answered with users 1 to 20, `startIndex` 1 and `itemsPerPage` 20; `count=0` brings 20 users. A provisioning
# client that imports accounts page by page never sees the 21st. With Express 4.21.2 and the same program all answers are right, so a server
# breaks by an upgrade of Express, with no error anywhere. (The figures are totalResults/startIndex/itemsPerPage, first and last user.)
# Output:
# > express 5.3.0: startIndex=21&count=20 25/1/20 user1..user20 | count=0 25/1/20 user1..user20
# > express 4.21.2: startIndex=21&count=20 25/21/20 user21..user25 | count=0 25/1/0 none
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cat >"$dir/run.mjs" <<'JS'
import { createRequire } from 'node:module'
import express from 'express'
import SCIMMY from 'scimmy'
import Routers from 'scimmy-routers'

const users = Array.from({ length: 25 }, (_, index) => ({ id: `${index + 1}`, userName: `user${index + 1}`, meta: { created: new Date(0), lastModified: new Date(0) } }))
SCIMMY.Resources.declare(SCIMMY.Resources.User).ingress((_, data) => data).egress(resource => resource.id ? users.find(user => user.id === resource.id) : users).degress(() => {})
const server = express().use('/scim', new Routers({ type: 'bearer', handler: () => 'example' })).listen(0, '127.0.0.1', async () => {
  const told = []
  for (const query of ['startIndex=21&count=20', 'count=0']) {
    const answer = await fetch(`http://127.0.0.1:${server.address().port}/scim/Users?${query}`, { headers: { authorization: 'Bearer example' } })
    const { totalResults, startIndex, itemsPerPage, Resources } = await answer.json()
    told.push(`${query} ${totalResults}/${startIndex}/${itemsPerPage} ${Resources.length > 0 ? `${Resources[0].userName}..${Resources.at(-1).userName}` : 'none'}`)
  }
  console.log(`express ${createRequire(import.meta.url)('express/package.json').version}: ${told.join(' | ')}`)
  server.closeAllConnections()
  server.close()
})
JS
check() {
  mkdir "$dir/express$1" && cd "$dir/express$1"
  npm install --silent --no-audit --no-fund --ignore-scripts --prefix . "express@$1" scimmy@1.3.5 scimmy-routers@1.3.2 >/dev/null || exit 2
  cp ../run.mjs . && node run.mjs
}
{ check 5.3.0; check 4.21.2; } | tee "$dir/seen"
cd "$dir"
diff <(sed -n 's/^# > //p' "$self") seen
