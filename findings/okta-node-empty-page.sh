#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): an empty page that has a next page yields null in one loop and ends the other too early.
#
# Okta's System Log gives such a page to a client that follows it (no `until`) while nothing new has happened, so this is an ordinary
# answer there. Seen, for a first page `[]` and a second page with two events:
#   - `for await (const event of collection)` hands out null first, then both events: `event.eventType` fails on the first turn;
#   - `collection.each(callback)` stops at the empty page: the callback is never called, the promise is fulfilled, no error.
# Output:
# > for await: null, application.provision.user.push, application.provision.user.sync
# > each:      (nothing)
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

const events = ['push', 'sync'].map((kind, index) => ({ uuid: `event-${index}`, eventType: `application.provision.user.${kind}`, published: '2026-01-02T00:00:00.000Z' }))
const server = createServer((request, response) => {
  response.setHeader('content-type', 'application/json')
  if (request.url.includes('after=')) return response.end(JSON.stringify(events))
  response.setHeader('link', `<http://127.0.0.1:${server.address().port}/api/v1/logs?after=1>; rel="next"`)
  return response.end('[]')
})
server.listen(0, '127.0.0.1', async () => {
  try {
    const client = new Client({ orgUrl: `http://127.0.0.1:${server.address().port}`, token: 'example', cacheMiddleware: null, testing: { disableHttpsCheck: true } })
    const list = () => client.systemLogApi.listLogEvents({ since: '2026-01-01T00:00:00Z' })
    const looped = []
    for await (const event of await list()) looped.push(event && event.eventType)
    const called = []
    await (await list()).each(event => { called.push(event.eventType) })
    console.log(`for await: ${looped.map(String).join(', ')}\neach:      ${called.join(', ') || '(nothing)'}`)
    process.exit(0)
  } catch (error) { console.error(error); process.exit(1) }
})
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
