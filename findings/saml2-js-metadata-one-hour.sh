#!/usr/bin/env bash
# saml2-js 4.0.4 (npm): the metadata of a service provider expires one hour after it was made, and no option changes that.
#
# Seen: `create_metadata()` sets `validUntil` to an hour from now. The usual hand-over is a file or a pasted text, so what an administrator
# uploads to the identity provider has often run out before anybody signs in. None of the options of the constructor that one would guess (below)
# has an effect, and the README names none.
# The same text offers a SingleLogoutService at the assertion consumer's address.
# Output:
# > valid for 60 minutes, with options 60 minutes
# > logout at https://sp.example.com/acs
# Needs openssl.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" saml2-js@4.0.4 >/dev/null || exit 2
openssl req -x509 -newkey rsa:2048 -nodes -keyout sp.key -out sp.crt -days 365 -subj /CN=sp.example.com 2>/dev/null || exit 2
cat >run.cjs <<'JS'
const { readFileSync } = require('node:fs')
const { ServiceProvider } = require('saml2-js')

const metadata = options => new ServiceProvider({
  entity_id: 'https://sp.example.com', assert_endpoint: 'https://sp.example.com/acs',
  private_key: readFileSync('sp.key', 'utf8'), certificate: readFileSync('sp.crt', 'utf8'), ...options,
}).create_metadata()
const minutes = text => Math.round((Date.parse(/validUntil="([^"]+)"/.exec(text)[1]) - Date.now()) / 60_000)
const year = '2099-01-01T00:00:00Z'

const valid = minutes(metadata({}))
const asked = minutes(metadata({ valid_until: year, validUntil: year, metadata_valid_until: year, cacheDuration: 'P1Y' }))
const logout = /SingleLogoutService[^>]*Location="([^"]+)"/.exec(metadata({}))[1]
console.log(`valid for ${valid} minutes, with options ${asked} minutes\nlogout at ${logout}`)
JS
node run.cjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
