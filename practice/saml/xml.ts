import { randomBytes } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';

export const protocol = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const assertion = 'urn:oasis:names:tc:SAML:2.0:assertion';

/** Longest message that is read, decoded. */
export const maxBytes = 64 * 1024;

export const newSamlId = (): string => `id${randomBytes(16).toString('hex')}`;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  // Numeric character references too.
  htmlEntities: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

/** Elements by local name, without a signature check; null when it is not XML. */
export function parseXml(xml: string): unknown {
  return attempt((): unknown => parser.parse(xml));
}

export function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
