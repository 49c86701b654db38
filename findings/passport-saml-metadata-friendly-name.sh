#!/usr/bin/env bash
# passport-saml-metadata 5.0.0 (npm): attributes without a FriendlyName vanish from the profile, and two parts of the library take
# different certificates of the same metadata for the signing one.
#
# Seen: metadata of an identity provider that announces two attributes, both valid: SAML requires a Name only, and FriendlyName is optional.
# `claimSchema` holds the one that has a FriendlyName. `claimsToCamelCase`, which the README gives for the profile, then leaves the other
# one's value out of its result, without an error. With `throwExceptions` the schema cannot be read at all.
# While a certificate is changed, metadata lists two. `signingCert` gives the first, `toPassportConfig` by default the last (the README
# says so of the second only).
# Output:
# > announced 2 attributes, in the schema: urn:example:mail
# > profile: {"eMail":"ada@example.com"}
# > signingCert: 1, toPassportConfig: 2
# > throwExceptions: TypeError
# Needs openssl.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" passport-saml-metadata@5.0.0 >/dev/null || exit 2
for n in 1 2; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$n.key" -out "$n.crt" -days 365 -subj "/CN=idp$n.example.com" 2>/dev/null || exit 2
done
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { MetadataReader, claimsToCamelCase, toPassportConfig } from 'passport-saml-metadata'

const certs = [1, 2].map(n => readFileSync(`${n}.crt`, 'utf8').replace(/-----[^-]+-----|\s/g, ''))
const keys = certs.map(cert => `<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>${cert}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`)
const metadata = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example.com">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys.join('')}
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://idp.example.com/sso"/>
    <Attribute xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Name="urn:example:mail" FriendlyName="e-mail"/>
    <Attribute xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Name="urn:example:department"/>
  </IDPSSODescriptor>
</EntityDescriptor>`
const reader = new MetadataReader(metadata)

const schema = reader.claimSchema
const profile = claimsToCamelCase({ 'urn:example:mail': 'ada@example.com', 'urn:example:department': 'Sales' }, schema)
const first = certs.indexOf(reader.signingCert) + 1
const config = certs.indexOf(toPassportConfig(reader).idpCert) + 1
console.log(`announced 2 attributes, in the schema: ${Object.keys(schema).join(' ')}\nprofile: ${JSON.stringify(profile)}\nsigningCert: ${first}, toPassportConfig: ${config}`)
try {
  new MetadataReader(metadata, { throwExceptions: true }).claimSchema
} catch (error) {
  console.log(`throwExceptions: ${error.name}`)
}
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
