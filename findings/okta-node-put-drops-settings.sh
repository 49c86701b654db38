#!/usr/bin/env bash
# @okta/okta-sdk-nodejs 8.1.0 (npm): reading a SAML app and putting it back unchanged loses settings of the app.
#
# Seen: `getApplication` gives an object without `settings.app` (the app's own fields, such as a region or a site address),
# `settings.manualProvisioning` and `settings.signOn.samlSignedRequestEnabled`, though the server sent all three. `replaceApplication` of
# that object therefore sends a body without them, and a PUT of an app replaces all of it. No error, no warning. Handing over the plain
# JSON that the server gave instead is refused with "data.toISOString is not a function", since the dates are strings.
# Output:
# > lost on read and put: settings.app settings.manualProvisioning settings.signOn.samlSignedRequestEnabled
# > plain JSON: data.toISOString is not a function
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

const app = {
  id: '0oaexample', name: 'example_saml', label: 'Example', status: 'ACTIVE', signOnMode: 'SAML_2_0', features: [],
  created: '2026-01-01T00:00:00.000Z', lastUpdated: '2026-01-01T00:00:00.000Z',
  credentials: { userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' }, signing: { kid: 'example' } },
  settings: {
    app: { region: 'eu' }, manualProvisioning: true, implicitAssignment: false, notes: { admin: 'kept' },
    signOn: {
      ssoAcsUrl: 'https://sp.example.com/acs', recipient: 'https://sp.example.com/acs', destination: 'https://sp.example.com/acs', audience: 'urn:example:sp',
      allowMultipleAcsEndpoints: false, assertionSigned: true, responseSigned: true, honorForceAuthn: true, requestCompressed: false, samlSignedRequestEnabled: true,
    },
  },
}
let put
const server = createServer((request, response) => {
  let body = ''
  request.on('data', chunk => { body += chunk })
  request.on('end', () => {
    if (request.method === 'PUT') put = JSON.parse(body)
    response.setHeader('content-type', 'application/json')
    response.end(request.method === 'PUT' ? body : JSON.stringify(app))
  })
})
const paths = (value, prefix) => Object.entries(value).flatMap(([key, inner]) =>
  inner && typeof inner === 'object' && Object.keys(inner).length > 0 ? [`${prefix}${key}`, ...paths(inner, `${prefix}${key}.`)] : [`${prefix}${key}`])

server.listen(0, '127.0.0.1', async () => {
  try {
    const client = new Client({ orgUrl: `http://127.0.0.1:${server.address().port}`, token: 'example', cacheMiddleware: null, testing: { disableHttpsCheck: true } })
    const read = await client.applicationApi.getApplication({ appId: app.id })
    await client.applicationApi.replaceApplication({ appId: app.id, application: read })
    const sent = new Set(paths(put.settings, 'settings.'))
    const lost = paths(app.settings, 'settings.').filter(path => !sent.has(path) && !path.startsWith('settings.app.'))
    const refused = await client.applicationApi.replaceApplication({ appId: app.id, application: app }).then(() => 'accepted', error => error.message)
    console.log(`lost on read and put: ${lost.join(' ')}\nplain JSON: ${refused}`)
    process.exit(0)
  } catch (error) { console.error(error); process.exit(1) }
})
JS
env -i PATH="$PATH" HOME="$dir" node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
