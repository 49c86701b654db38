#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): `requestTimeout` counts from the first page of a list, and the first 429 after it ends the list.
#
# The README: "How long to wait before giving up on the request, regardless of how many retries are made." Seen, with 30 seconds and a list of two
# pages whose people take a minute to be dealt with (by the clock of the process): the second page is asked for, answered at once with 429 and
# not asked for again; "HTTP request time exceeded", although that request took no time. The same answer is waited out when nothing is done
# between the pages, and the same loop ends well without a 429. So a list that somebody works through, as in assigning people to an app,
# fails at the first rate limit, and the retries that were meant for it do not happen. Pages share one request, with its start.
# Output:
# > 429, nothing done between the pages: 4 people, 3 requests
# > 429, a minute between the pages: Error: HTTP request time exceeded okta.client.rateLimit.requestTimeout after 2 people, 2 requests
# > no 429, a minute between the pages: 4 people, 2 requests
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
const { Client, DefaultRequestExecutor } = require('@okta/okta-sdk-nodejs')

const realNow = Date.now
let limits = 0
let requests = 0
const server = createServer((request, response) => {
  requests += 1
  const second = request.url.includes('after=')
  response.setHeader('content-type', 'application/json')
  if (second && limits > 0) {
    limits -= 1
    response.statusCode = 429
    response.setHeader('x-rate-limit-reset', String(Math.floor(realNow() / 1000)))
    return response.end(JSON.stringify({ errorCode: 'E0000047', errorSummary: 'API call exceeded rate limit due to too many requests.' }))
  }
  if (!second) response.setHeader('link', `<http://127.0.0.1:${server.address().port}/api/v1/apps/0oaexample/users?after=1>; rel="next"`)
  return response.end(JSON.stringify([1, 2].map(each => ({ id: `00u${second ? 2 : 1}${each}`, scope: 'USER', status: 'PROVISIONED' }))))
})

async function list(name, limited, takesMs) {
  limits = limited
  requests = 0
  const client = new Client({
    orgUrl: `http://127.0.0.1:${server.address().port}`, token: 'example', cacheMiddleware: null, testing: { disableHttpsCheck: true },
    requestExecutor: new DefaultRequestExecutor({ maxRetries: 2, requestTimeout: 30_000 }),
  })
  let people = 0
  let outcome
  try {
    await (await client.applicationApi.listApplicationUsers({ appId: '0oaexample' })).each(() => {
      people += 1
      const now = Date.now
      Date.now = () => now() + takesMs // what is done with one person takes this long
    })
    outcome = `${people} people`
  } catch (error) { outcome = `${error} after ${people} people` }
  Date.now = realNow
  console.log(`${name}: ${outcome}, ${requests} requests`)
}

server.listen(0, '127.0.0.1', async () => {
  await list('429, nothing done between the pages', 1, 0)
  await list('429, a minute between the pages', 1, 30_000)
  await list('no 429, a minute between the pages', 0, 30_000)
  process.exit(0)
})
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
