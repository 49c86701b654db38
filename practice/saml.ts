import { randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { html } from './web/html';

/**
 * SAML messages between the practice Okta and the practice Oktopost. Well-formed and validated, but not signed: the practice org
 * keeps no private key.
 */
export interface SignOnRequest {
  id: string;
  /** The service provider's entity id. */
  issuer: string;
}

export interface SignOnResponse {
  issuer: string;
  audience: string;
  /** The ACS URL. */
  recipient: string;
  nameId: string;
  /** Null for an IdP-initiated sign-in. */
  inResponseTo: string | null;
  /** ISO 8601. */
  validUntil: string;
}

const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';
const bearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';
const emailFormat = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const maxBytes = 64 * 1024;

const newSamlId = (): string => `id${randomBytes(16).toString('hex')}`;

/** An AuthnRequest for the redirect binding: the URL and the request id. */
export function signOnRequest(
  signOnUrl: string,
  { issuer, acsUrl, at }: { issuer: string; acsUrl: string; at: Date },
): { id: string; location: string } {
  const id = newSamlId();
  // prettier-ignore
  const { text } = html`<samlp:AuthnRequest xmlns:samlp="${protocol}" xmlns:saml="${assertion}" ID="${id}" Version="2.0" IssueInstant="${at.toISOString()}" Destination="${signOnUrl}" AssertionConsumerServiceURL="${acsUrl}"><saml:Issuer>${issuer}</saml:Issuer></samlp:AuthnRequest>`;
  const location = new URL(signOnUrl);
  location.searchParams.set('SAMLRequest', deflateRawSync(text).toString('base64'));
  return { id, location: location.href };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  // Numeric character references too.
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

const requestSchema = z
  .looseObject({ AuthnRequest: z.looseObject({ ID: z.string(), Issuer: z.string() }) })
  .transform(({ AuthnRequest: { ID: id, Issuer: issuer } }): SignOnRequest => ({ id, issuer }));

/** Null when it is not a valid request. */
export function readSignOnRequest(encoded: string): SignOnRequest | null {
  const xml = attempt(() =>
    inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: maxBytes }).toString('utf8'),
  );
  return xml === null ? null : (requestSchema.safeParse(parsed(xml)).data ?? null);
}

/** The response for the POST binding, XML. */
export function signOnResponse(response: SignOnResponse, at: Date): string {
  const { issuer, audience, recipient, nameId, inResponseTo, validUntil } = response;
  const answering = inResponseTo === null ? null : html`InResponseTo="${inResponseTo}"`;
  const now = at.toISOString();
  // prettier-ignore
  return html`<samlp:Response xmlns:samlp="${protocol}" xmlns:saml="${assertion}" ID="${newSamlId()}" Version="2.0" IssueInstant="${now}" Destination="${recipient}" ${answering}>
  <saml:Issuer>${issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="${success}"/></samlp:Status>
  <saml:Assertion ID="${newSamlId()}" Version="2.0" IssueInstant="${now}">
    <saml:Issuer>${issuer}</saml:Issuer>
    <saml:Subject>
      <saml:NameID Format="${emailFormat}">${nameId}</saml:NameID>
      <saml:SubjectConfirmation Method="${bearer}"><saml:SubjectConfirmationData Recipient="${recipient}" NotOnOrAfter="${validUntil}" ${answering}/></saml:SubjectConfirmation>
    </saml:Subject>
    <saml:Conditions NotOnOrAfter="${validUntil}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
  </saml:Assertion>
</samlp:Response>`.text;
}

const responseSchema = z
  .looseObject({
    Response: z.looseObject({
      Destination: z.string(),
      InResponseTo: z.string().optional(),
      Status: z.looseObject({ StatusCode: z.looseObject({ Value: z.literal(success) }) }),
      Assertion: z.looseObject({
        Issuer: z.string(),
        Subject: z.looseObject({ NameID: z.looseObject({ '#text': z.string() }) }),
        Conditions: z.looseObject({
          NotOnOrAfter: z.iso.datetime(),
          AudienceRestriction: z.looseObject({ Audience: z.string() }),
        }),
      }),
    }),
  })
  .transform(({ Response: { Destination, InResponseTo, Assertion } }): SignOnResponse => ({
    issuer: Assertion.Issuer,
    audience: Assertion.Conditions.AudienceRestriction.Audience,
    recipient: Destination,
    nameId: Assertion.Subject.NameID['#text'],
    inResponseTo: InResponseTo ?? null,
    validUntil: Assertion.Conditions.NotOnOrAfter,
  }));

/** Null when it is not a valid response, or not a successful one. */
export function readSignOnResponse(encoded: string): SignOnResponse | null {
  if (encoded.length > maxBytes) return null;
  const xml = Buffer.from(encoded, 'base64').toString('utf8');
  return responseSchema.safeParse(parsed(xml)).data ?? null;
}

function parsed(xml: string): unknown {
  return attempt((): unknown => parser.parse(xml));
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
