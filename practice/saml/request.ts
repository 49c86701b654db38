import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { html } from '../web/html';
import { assertion, attempt, maxBytes, newSamlId, parseXml, protocol } from './xml';

export interface SignOnRequest {
  id: string;
  /** The service provider's entity id. */
  issuer: string;
}

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

const requestSchema = z
  .looseObject({ AuthnRequest: z.looseObject({ ID: z.string(), Issuer: z.string() }) })
  .transform(({ AuthnRequest: { ID: id, Issuer: issuer } }): SignOnRequest => ({ id, issuer }));

/** Null when it is not a valid request. */
export function readSignOnRequest(encoded: string): SignOnRequest | null {
  const xml = attempt(() =>
    inflateRawSync(Buffer.from(encoded, 'base64'), { maxOutputLength: maxBytes }).toString('utf8'),
  );
  return xml === null ? null : (requestSchema.safeParse(parseXml(xml)).data ?? null);
}
