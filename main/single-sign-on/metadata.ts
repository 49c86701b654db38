import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { bareBase64 } from '../observe/certificates';

/** The identity provider, as its metadata describes it. */
export interface IdpMetadata {
  issuer: string;
  signOnUrl: string;
  /** Signing certificates, base64 DER. */
  certificates: string[];
}

const lists = ['SingleSignOnService', 'KeyDescriptor', 'X509Certificate'];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  // Numeric references too. Source: packaging facts, "Electron, Playwright, formats".
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => lists.includes(name),
});

const metadataSchema = z.looseObject({
  EntityDescriptor: z.looseObject({
    entityID: z.string().min(1),
    IDPSSODescriptor: z.looseObject({
      KeyDescriptor: listOf(
        z.looseObject({
          use: z.string().optional(),
          KeyInfo: z.looseObject({ X509Data: z.looseObject({ X509Certificate: listOf(z.string()) }) }),
        }),
      ),
      SingleSignOnService: listOf(z.looseObject({ Binding: z.string(), Location: z.url() })),
    }),
  }),
});

const postBinding = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** @throws AppFailure `unreadable-answer` for what is no metadata of an identity provider. */
export function readMetadata(xml: string): IdpMetadata {
  // SAML allows no document type: with one, the document could define what its own text means.
  if (/<!DOCTYPE/i.test(xml)) throw unreadable(null);
  let value: unknown;
  try {
    value = parser.parse(xml);
  } catch (cause) {
    throw unreadable(cause);
  }
  const read = metadataSchema.safeParse(value);
  if (!read.success) throw unreadable(read.error);
  const { entityID, IDPSSODescriptor } = read.data.EntityDescriptor;
  const services = IDPSSODescriptor.SingleSignOnService;
  const service = services.find(({ Binding }) => Binding === postBinding) ?? services[0];
  if (service === undefined) throw unreadable(null);
  return {
    issuer: entityID,
    signOnUrl: service.Location,
    certificates: IDPSSODescriptor.KeyDescriptor.filter(({ use }) => use !== 'encryption').flatMap(
      ({ KeyInfo }) => KeyInfo.X509Data.X509Certificate.map(bareBase64),
    ),
  };
}

/**
 * People are sent to the sign-on URL, so it has to be at one of the org's own origins.
 * @throws AppFailure `unreadable-answer` for a URL elsewhere.
 */
export function requireOrgSignOn(signOnUrl: string, orgOrigins: readonly string[]): void {
  const { host, origin } = new URL(signOnUrl);
  if (!orgOrigins.includes(origin)) throw elsewhere(host);
}

const elsewhere = (host: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `Okta’s SAML metadata of this app integration names a sign-on URL outside your org (${host.slice(0, 100)}), so it was not taken.`,
    owner: 'okta-admin',
    next: 'Open the Sign On tab in Okta, check the address there, and copy the values from it.',
  });

const unreadable = (cause: unknown): AppFailure =>
  new AppFailure(
    {
      code: 'unreadable-answer',
      message: 'Okta’s SAML metadata of this app integration could not be read.',
      owner: 'okta-admin',
      next: 'Check again; if it stays, open the Sign On tab in Okta and copy the values there.',
      retry: true,
    },
    { cause },
  );
