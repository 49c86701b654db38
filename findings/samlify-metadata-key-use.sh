#!/usr/bin/env bash
# samlify 2.13.1 (npm): which certificate of a metadata signs and which encrypts is misread when a key says no `use`, or only one key is there.
#
# SAML metadata, section 2.4.1.1: `use` is optional, and the key of a descriptor without it serves both purposes; a key for signing is not one for
# encryption. Identity providers publish two keys while a certificate is exchanged. Seen:
#   - two keys without `use`: no certificate at all, for either purpose;
#   - one key without `use` and one for encryption: none for signing, and for encryption the certificate of the OTHER descriptor;
#   - one key that says "signing": it is given for encryption too.
# Two keys that both say `use` are read right.
# Output:
# > one key, signing -> signing: one, encryption: one
# > two keys without use -> signing: none, encryption: none
# > no use, then encryption -> signing: none, encryption: one
# > signing, then encryption -> signing: one, encryption: two
# Needs openssl.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" samlify@2.13.1 >/dev/null || exit 2
for name in one two; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -out "$name.pem" -subj "/CN=$name" -days 30 2>/dev/null || exit 2
done
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { IdentityProvider } from 'samlify'

const bare = file => readFileSync(file, 'utf8').replace(/-----.*-----|\s/g, '')
const [one, two] = [bare('one.pem'), bare('two.pem')]
const key = (certificate, use) => `<KeyDescriptor${use ? ` use="${use}"` : ''}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>
  <ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`
const metadata = keys => `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="http://www.example.com/idp">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}
  <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example.com/sso"/></IDPSSODescriptor></EntityDescriptor>`
const name = found => (found === null ? 'none' : found === one ? 'one' : found === two ? 'two' : 'other')

for (const [label, keys] of [
  ['one key, signing', key(one, 'signing')],
  ['two keys without use', key(one) + key(two)],
  ['no use, then encryption', key(one) + key(two, 'encryption')],
  ['signing, then encryption', key(one, 'signing') + key(two, 'encryption')],
]) {
  const read = IdentityProvider({ metadata: metadata(keys) }).entityMeta
  console.log(`${label} -> signing: ${name(read.getX509Certificate('signing'))}, encryption: ${name(read.getX509Certificate('encryption'))}`)
}
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
