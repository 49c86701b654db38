import { X509Certificate } from 'node:crypto';
import { timeIn } from '../../shared/time';
import type { Certificate } from '../../shared/single-sign-on';

interface Known {
  /** The certificate's fingerprint is its identity: keys and metadata name the same one twice. */
  certificate: Omit<Certificate, 'role'>;
  active: boolean;
}

/**
 * The signing certificates, each once, the active one first. `inMetadata` is what Okta signs with now; `ofKeys` are all keys
 * of the app, the next one of a roll-over among them. Both base64 DER or PEM; what is no certificate, or one without
 * readable dates, is left out.
 */
export function signingCertificates(inMetadata: readonly string[], ofKeys: readonly string[]): Certificate[] {
  const known = new Map<string, Known>();
  for (const [active, texts] of [
    [true, inMetadata],
    [false, ofKeys],
  ] as const) {
    for (const text of texts) {
      const certificate = readCertificate(text);
      if (certificate !== null && !known.has(certificate.fingerprint)) {
        known.set(certificate.fingerprint, { certificate, active });
      }
    }
  }
  const all = [...known.values()];
  const newest = all.filter(({ active }) => active).map(({ certificate }) => certificate.from);
  const activeSince = newest.sort().at(-1) ?? '';
  return all
    .map(({ certificate, active }): Certificate => {
      const role = active ? 'active' : certificate.from > activeSince ? 'coming' : 'earlier';
      return { role, ...certificate };
    })
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || b.from.localeCompare(a.from));
}

const order: readonly Certificate['role'][] = ['active', 'coming', 'earlier'];

/** Base64 without line ends, and without the lines around a PEM block. Source: packaging facts, "Electron, Playwright, formats". */
export const bareBase64 = (text: string): string =>
  text.replace(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, '').replace(/\s+/g, '');

function readCertificate(text: string): Omit<Certificate, 'role'> | null {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(Buffer.from(bareBase64(text), 'base64'));
  } catch {
    return null;
  }
  const { subject, fingerprint256, validFrom, validTo } = certificate;
  const [from, until] = [timeIn(validFrom), timeIn(validTo)];
  if (from === null || until === null) return null;
  return {
    subject: subject.split('\n').join(', '),
    fingerprint: fingerprint256,
    from,
    until,
    pem: certificate.toString(),
  };
}
