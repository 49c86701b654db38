#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): the choices of an attribute in an app's schema come back cut into letters, and are sent back so.
#
# The schema of an app's users lists the values that an attribute may have, for a role most often, as a list of texts under `enum`. Seen: the SDK's
# `getApplicationUserSchema` gives an object for each text, with a member for each letter, so no choice can be compared or shown. Reading the
# schema and handing it over to `updateApplicationUserProfile` unchanged sends these objects where the texts were. The same choices under `oneOf`
# are read right. The base attribute `userName`, which every app's schema has, is missing in what is read, and in what is sent.
# Output:
# > read: enum [{"0":"u","1":"s"},{"0":"e","1":"u"}], oneOf us eu, base attributes (none)
# > sent: enum [{"0":"u","1":"s"},{"0":"e","1":"u"}], oneOf us eu, base attributes (none)
# > raw:  enum ["us","eu"], oneOf us eu, base attributes userName
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

const schema = {
  id: 'https://example.okta.com/meta/schemas/apps/0oaexample/default', $schema: 'http://json-schema.org/draft-04/schema#', name: 'example', title: 'Example User', type: 'object',
  definitions: {
    base: { id: '#base', type: 'object', required: ['userName'], properties: { userName: { title: 'Username', type: 'string', required: true, scope: 'NONE', maxLength: 100 } } },
    custom: { id: '#custom', type: 'object', properties: { region: {
      title: 'Region', type: 'string', scope: 'NONE', externalName: 'region', externalNamespace: 'urn:example:2.0:User',
      enum: ['us', 'eu'], oneOf: [{ const: 'us', title: 'America' }, { const: 'eu', title: 'Europe' }],
    } } },
  },
}
let sent
const server = createServer((request, response) => {
  let body = ''
  request.on('data', chunk => { body += chunk })
  request.on('end', () => {
    if (request.method === 'POST') sent = JSON.parse(body)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(schema))
  })
})
const tell = (name, { base, custom }, choices, value) =>
  console.log(`${name} enum ${JSON.stringify(custom.properties.region[choices])}, oneOf ${custom.properties.region.oneOf.map(choice => choice[value]).join(' ')}, base attributes ${Object.keys(base.properties).join(' ') || '(none)'}`)

server.listen(0, '127.0.0.1', async () => {
  try {
    const client = new Client({ orgUrl: `http://127.0.0.1:${server.address().port}`, token: 'example', cacheMiddleware: null, testing: { disableHttpsCheck: true } })
    const read = await client.schemaApi.getApplicationUserSchema({ appInstanceId: '0oaexample' })
    await client.schemaApi.updateApplicationUserProfile({ appInstanceId: '0oaexample', body: read })
    tell('read:', JSON.parse(JSON.stringify(read.definitions)), '_enum', '_const')
    tell('sent:', sent.definitions, 'enum', 'const')
    tell('raw: ', schema.definitions, 'enum', 'const')
    process.exit(0)
  } catch (error) { console.error(error); process.exit(1) }
})
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
