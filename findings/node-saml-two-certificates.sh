#!/usr/bin/env bash
# @node-saml/node-saml 5.1.0 (npm): of two certificates in one PEM text only the first counts, and nothing says so.
#
# While the certificate of an identity provider is changed, both have to be known to the service provider. Many programs take a file with two PEM
# blocks for that. The README of this library asks for a list instead, and its constructor checks the text: one with a line before the first
# block is refused. Seen: a text with two blocks passes that check, and its second certificate is left out. Sign-ins go on working
# until the identity provider signs with the new one; from then on each is refused as "Invalid signature", though the certificate stands in the settings.
# Output:
# > a list of two: the old one accepted, the new one accepted
# > one text, old and new: the old one accepted, the new one Error: Invalid signature
# > one text, new and old: the old one Error: Invalid signature, the new one accepted
# > one text, a line before: TypeError: idpCert is not in PEM format or in base64 format
# Needs openssl.
set -euo pipefail
[ "${1-}" = inside ] || exec timeout --preserve-status -k 10 400 bash "$0" inside
self=$(realpath "$0")
dir=$(mktemp -d) || exit 2
trap 'code=$?; rm -rf "$dir"; exit $((code > 1 ? 2 : code))' EXIT
trap 'exit 2' INT TERM
cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" @node-saml/node-saml@5.1.0 xml-crypto@6.3.2 >/dev/null || exit 2
for name in old new; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout "$name.key" -out "$name.crt" -days 365 -subj "/CN=$name.example.com" 2>/dev/null || exit 2
done
cat >run.mjs <<'JS'
import { readFileSync } from 'node:fs'
import { SAML } from '@node-saml/node-saml'
import { SignedXml } from 'xml-crypto'

const [oldOne, newOne] = ['old', 'new'].map(name => readFileSync(`${name}.crt`, 'utf8'))
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const inMinutes = minutes => new Date(Date.now() + minutes * 60_000).toISOString()

function signedBy(name) {
  const assertion = `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" Version="2.0" IssueInstant="${inMinutes(0)}">
    <saml:Issuer>https://idp.example.com</saml:Issuer>
    <saml:Subject><saml:NameID>ada@example.com</saml:NameID><saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
      <saml:SubjectConfirmationData NotOnOrAfter="${inMinutes(5)}" Recipient="https://sp.example.com/acs"/></saml:SubjectConfirmation></saml:Subject>
    <saml:Conditions NotBefore="${inMinutes(-5)}" NotOnOrAfter="${inMinutes(5)}"><saml:AudienceRestriction><saml:Audience>urn:example:sp</saml:Audience></saml:AudienceRestriction></saml:Conditions>
  </saml:Assertion>`
  const response = `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0" IssueInstant="${inMinutes(0)}" Destination="https://sp.example.com/acs">
    <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>${assertion}</samlp:Response>`
  const signature = new SignedXml({
    privateKey: readFileSync(`${name}.key`, 'utf8'), canonicalizationAlgorithm: exclusive, signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  })
  const xpath = "//*[local-name(.)='Assertion']"
  signature.addReference({
    xpath, digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256', transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
  })
  signature.computeSignature(response, { location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: 'after' } })
  return Buffer.from(signature.getSignedXml()).toString('base64')
}

async function signIn(idpCert, name) {
  const saml = new SAML({ idpCert, issuer: 'urn:example:sp', audience: 'urn:example:sp', callbackUrl: 'https://sp.example.com/acs', wantAuthnResponseSigned: false })
  return saml.validatePostResponseAsync({ SAMLResponse: signedBy(name) }).then(() => 'accepted', String)
}

for (const [name, idpCert] of [['a list of two', [oldOne, newOne]], ['one text, old and new', oldOne + newOne], ['one text, new and old', newOne + oldOne]])
  console.log(`${name}: the old one ${await signIn(idpCert, 'old')}, the new one ${await signIn(idpCert, 'new')}`)
console.log(`one text, a line before: ${await signIn(`# signing\n${oldOne}`, 'old').catch(String)}`)
JS
node run.mjs | tee seen
diff <(sed -n 's/^# > //p' "$self") seen
