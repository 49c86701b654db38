#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm, with parse-link-header 2.0.0): a list whose Link header has more than 2,000 characters cannot be read.
#
# Okta repeats the whole search in the `self` and in the `next` link, so a search for some twenty people by login is enough, as
# whoever matches a list of emails to users sends it. The answer is 200 with all its users; the SDK's reader of the header gives null
# for a long one (its own limit, since pull request 25 of thlorenz/parse-link-header), and the collection reads a property of that.
# Output:
# > 5 logins, Link of less than 2000 characters: 5 users
# > 20 logins, Link of more than 2000 characters: TypeError: Cannot read properties of null (reading 'next')
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @okta/okta-sdk-nodejs@8.1.0 parse-link-header@2.0.0 >/dev/null || exit 2
cat >run.cjs <<'JS'
const { createServer } = require('node:http')
const { Client } = require('@okta/okta-sdk-nodejs')

let linkLength = 0
const server = createServer((request, response) => {
  const origin = `http://127.0.0.1:${server.address().port}`
  const logins = [...decodeURIComponent(request.url).matchAll(/profile\.login eq "([^"]+)"/g)].map(found => found[1])
  const link = `<${origin}${request.url}>; rel="self"`
  const both = request.url.includes('after=') ? link : `${link}, <${origin}${request.url}&after=1>; rel="next"`
  linkLength = Math.max(linkLength, both.length)
  response.setHeader('content-type', 'application/json')
  response.setHeader('link', both)
  const page = request.url.includes('after=') ? [] : logins
  response.end(JSON.stringify(page.map((login, index) => ({ id: `00u${index}`, status: 'ACTIVE', profile: { login } }))))
})
const read = async (count) => {
  linkLength = 0
  const { port } = server.address()
  const client = new Client({ orgUrl: `http://127.0.0.1:${port}`, token: 'example', cacheMiddleware: null, testing: { disableHttpsCheck: true } })
  const search = Array.from({ length: count }, (_, index) => `profile.login eq "person.${index + 10}@example.com"`).join(' or ')
  const users = []
  let outcome
  try {
    await (await client.userApi.listUsers({ search })).each(user => { users.push(user.id) })
    outcome = `${users.length} users`
  } catch (error) { outcome = String(error) }
  console.log(`${count} logins, Link of ${linkLength > 2000 ? 'more' : 'less'} than 2000 characters: ${outcome}`)
}
server.listen(0, '127.0.0.1', async () => {
  await read(5)
  await read(20)
  process.exit(0)
})
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
