#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): a poll of an app's provisioning feature sees the first answer for ever.
#
# Seen: with the settings a client has by default, the second GET of `/apps/{id}/features/USER_PROVISIONING` sends no request. A box
# ticked in the admin console in between is not seen, a year later (by the clock) neither. Only a change made by the same client to the
# same address clears the entry; one made in the console, or by a second client, does not.
# The README says that answers with a `self` link are cached and speaks of expired entries; no entry ever gets an expiry, so a loop
# that waits for an administrator waits in vain. `cacheMiddleware: null` is the way out, shown below as the counter-test.
# Output seen (19 s, most of it npm):
#   cached:   DISABLED DISABLED, after a year DISABLED, requests 1
#   no cache: DISABLED ENABLED, after a year ENABLED, requests 3
# Exit: 0 as described, 1 the behaviour changed, others: could not be run.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @okta/okta-sdk-nodejs@8.1.0 >/dev/null
cat >run.cjs <<'JS'
const { createServer } = require('node:http')
const { Client } = require('@okta/okta-sdk-nodejs')
const assert = require('node:assert')

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
  return [first, second, third, requests]
}

poll('cached:  ', {}).then(async cached => {
  const plain = await poll('no cache:', { cacheMiddleware: null })
  assert.deepStrictEqual(cached, ['DISABLED', 'DISABLED', 'DISABLED', 1])
  assert.deepStrictEqual(plain, ['DISABLED', 'ENABLED', 'ENABLED', 3])
}).catch(error => { console.error(error); process.exit(1) })
JS
timeout 60 env -i PATH="$PATH" HOME="$dir" node run.cjs
