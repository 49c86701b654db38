#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): a poll of an app's provisioning feature sees the first answer for ever.
#
# Seen: with the settings a client has by default, the second GET of `/apps/{id}/features/USER_PROVISIONING` sends no request. A box
# ticked in the admin console in between is not seen, a year later (by the clock of the process) neither: a loop that waits for an administrator
# waits in vain. The README says that answers with a `self` link are cached and speaks of expired entries. `cacheMiddleware: null` is the way
# out, shown below as the counter-test.
# Output:
# > cached:   DISABLED DISABLED, after a year DISABLED, requests 1
# > no cache: DISABLED ENABLED, after a year ENABLED, requests 3
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @okta/okta-sdk-nodejs@8.1.0 >/dev/null || exit 2
cat >run.cjs <<'JS'
const { createServer } = require('node:http')
const { Client } = require('@okta/okta-sdk-nodejs')

async function poll(name, options) {
  let status = 'DISABLED'
  let requests = 0
  const server = createServer((request, response) => {
    requests += 1
    const href = `http://127.0.0.1:${server.address().port}${request.url}`
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ name: 'USER_PROVISIONING', status: 'ENABLED', capabilities: { create: { lifecycleCreate: { status } } }, _links: { self: { href } } }))
  })
  await new Promise(done => server.listen(0, '127.0.0.1', done))
  const client = new Client({ orgUrl: `http://127.0.0.1:${server.address().port}`, token: 'example', testing: { disableHttpsCheck: true }, ...options })
  const read = async () => (await client.applicationApi.getFeatureForApplication({ appId: '0oaexample', name: 'USER_PROVISIONING' })).capabilities.create.lifecycleCreate.status
  const first = await read()
  status = 'ENABLED' // an administrator ticks the box in the console
  const second = await read()
  const now = Date.now
  Date.now = () => now() + 365 * 86_400_000
  const third = await read()
  Date.now = now
  server.closeAllConnections()
  server.close()
  console.log(`${name} ${first} ${second}, after a year ${third}, requests ${requests}`)
}

poll('cached:  ', {}).then(() => poll('no cache:', { cacheMiddleware: null }))
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
