#!/usr/bin/env bash
# @peculiar/x509 2.2.0 (npm): a certificate as it stands in SAML metadata is refused, for a line break.
#
# The content of <ds:X509Certificate> is base64 without armour, and identity providers write it in lines of 64 or 76. The library says that it takes DER,
# PEM, hex, base64 and base64url. Seen: bare base64 on one line is taken; in lines, or with one line break at either end, it is
# refused with a message that lists base64 among the accepted formats; with PEM's two lines around it the same lines are taken. The remedy is
# to remove white space first; the surprise is to be told that base64 has the wrong format.
# Output seen (9 s, most of it npm):
#   one line: CN=idp.example.com
#   lines of 64: Unsupported format of 'raw' argument. Must be one of DER, PEM, HEX, Base64, or Base4Url
#   one line and a line break: Unsupported format of 'raw' argument. Must be one of DER, PEM, HEX, Base64, or Base4Url
#   lines of 64 with armour: CN=idp.example.com
# Exit: 0 as described, 1 the behaviour changed, others: could not be run. Needs openssl.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
timeout 300 npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @peculiar/x509@2.2.0 reflect-metadata@0.2.2 >/dev/null
timeout 60 openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -out idp.crt -days 365 -subj /CN=idp.example.com 2>/dev/null
cat >run.cjs <<'JS'
require('reflect-metadata')
const assert = require('node:assert')
const { readFileSync } = require('node:fs')
const { X509Certificate } = require('@peculiar/x509')

const armoured = readFileSync('idp.crt', 'utf8')
const lines = armoured.split('\n').filter(line => line && !line.startsWith('-----')).join('\n')
const one = lines.replaceAll('\n', '')
const read = (name, text) => {
  let said
  try { said = new X509Certificate(text).subject } catch (error) { said = error.message }
  console.log(`${name}: ${said}`)
  return said.startsWith('Unsupported format') ? 'refused' : said
}
assert.deepStrictEqual(
  [read('one line', one), read('lines of 64', lines), read('one line and a line break', `${one}\n`), read('lines of 64 with armour', armoured)],
  ['CN=idp.example.com', 'refused', 'refused', 'CN=idp.example.com'],
)
JS
timeout 60 node run.cjs
