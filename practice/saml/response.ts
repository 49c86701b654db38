import { html } from '../web/html';
import type { SigningKey } from '../world/state';
import { assertion, newSamlId, protocol } from './xml';

export interface SignOnResponse {
  issuer: string;
  audience: string;
  /** `Destination` of the response. */
  destination: string;
  /** `Recipient` of the subject confirmation. */
  recipient: string;
  nameId: string;
  nameIdFormat: string;
  /** Null for an IdP-initiated sign-in. */
  inResponseTo: string | null;
  /** The assertion's attribute statement; none when empty. */
  attributes: readonly { name: string; values: readonly string[] }[];
}

/** Which parts are signed, and how: settings of the app integration. */
export interface Signing {
  key: SigningKey;
  response: boolean;
  assertion: boolean;
  signatureAlgorithm: 'RSA_SHA256' | 'RSA_SHA1';
  digestAlgorithm: 'SHA256' | 'SHA1';
}

const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const passwordClass = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
/** An assertion is valid this long before and after it was made. Okta's usual time. */
const validMs = 5 * 60_000;

/** The response for the POST binding, as signed XML. `at` is the time it is made. */
export async function signedResponse(
  {
    issuer,
    audience,
    destination,
    recipient,
    nameId,
    nameIdFormat,
    inResponseTo,
    attributes,
  }: SignOnResponse,
  signing: Signing,
  at: Date,
): Promise<string> {
  const answering = inResponseTo === null ? null : html`InResponseTo="${inResponseTo}"`;
  const now = at.toISOString();
  const from = new Date(at.getTime() - validMs).toISOString();
  const until = new Date(at.getTime() + validMs).toISOString();
  // prettier-ignore
  const statement =
    attributes.length === 0
      ? null
      : html`<saml:AttributeStatement>${attributes.map(({ name, values }) => html`<saml:Attribute Name="${name}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified">${values.map((value) => html`<saml:AttributeValue>${value}</saml:AttributeValue>`)}</saml:Attribute>`)}</saml:AttributeStatement>`;
  // prettier-ignore
  const { text } = html`<samlp:Response xmlns:samlp="${protocol}" xmlns:saml="${assertion}" ID="${newSamlId()}" Version="2.0" IssueInstant="${now}" Destination="${destination}" ${answering}>
  <saml:Issuer>${issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>
  <saml:Assertion ID="${newSamlId()}" Version="2.0" IssueInstant="${now}">
    <saml:Issuer>${issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="${nameIdFormat}">${nameId}</saml:NameID>
      <saml:SubjectConfirmation Method="${bearer}"><saml:SubjectConfirmationData Recipient="${recipient}" NotOnOrAfter="${until}" ${answering}/></saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
    <saml:AuthnStatement AuthnInstant="${now}" SessionIndex="${newSamlId()}"><saml:AuthnContext><saml:AuthnContextClassRef>${passwordClass}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>
    ${statement}
  </saml:Assertion>
</samlp:Response>`;
  // The assertion first: the signature of the response covers that of the assertion.
  const inner = signing.assertion ? await sign(text, 'Assertion', signing) : text;
  return signing.response ? sign(inner, 'Response', signing) : inner;
}

const algorithms = {
  RSA_SHA256: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  RSA_SHA1: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  SHA256: 'http://www.w3.org/2001/04/xmlenc#sha256',
  SHA1: 'http://www.w3.org/2000/09/xmldsig#sha1',
} as const;
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';

async function sign(xml: string, part: 'Assertion' | 'Response', signing: Signing): Promise<string> {
  // Loaded on the first sign-in, to keep the start of the practice org fast.
  const { SignedXml } = await import('xml-crypto');
  const { key, signatureAlgorithm, digestAlgorithm } = signing;
  const signature = new SignedXml({
    privateKey: `-----BEGIN PRIVATE KEY-----\n${key.privateKey}\n-----END PRIVATE KEY-----`,
    publicCert: pemOf(key),
    signatureAlgorithm: algorithms[signatureAlgorithm],
    canonicalizationAlgorithm: exclusive,
  });
  const element = `//*[local-name(.)='${part}']`;
  signature.addReference({
    xpath: element,
    digestAlgorithm: algorithms[digestAlgorithm],
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
  });
  // The schema of SAML has the signature right after the issuer.
  const reference = `${element}/*[local-name(.)='Issuer']`;
  signature.computeSignature(xml, { prefix: 'ds', location: { reference, action: 'after' } });
  return signature.getSignedXml();
}

/** The certificate of a signing key as PEM. */
export const pemOf = ({ x5c }: Pick<SigningKey, 'x5c'>): string =>
  `-----BEGIN CERTIFICATE-----\n${(x5c.match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`;
