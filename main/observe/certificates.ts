import { X509Certificate } from 'node:crypto';
import { timeIn } from '../../shared/time';
import type { Certificate } from '../../shared/single-sign-on';
import type { Okta } from '../okta/okta';
import type { App, SigningKey } from '../okta/types';

/** What Okta signs with: by its metadata (base64 DER or PEM), or by the key that the app integration names. */
type InUse = { texts: readonly string[] } | { kid: string | null };

interface Known {
  /** The certificate's fingerprint is its identity: keys and metadata name the same one twice. */
  certificate: Omit<Certificate, 'role'>;
  active: boolean;
  /** By Okta's clock where the key tells it, which is finer than the date of the certificate. */
  since: string;
}

/**
 * The signing certificates, each once, the active one first. `keys` are all keys of the app, the next one of a roll-over among them.
 * What is no certificate, or one without readable dates, is left out.
 */
export function signingCertificates(inUse: InUse, keys: readonly SigningKey[]): Certificate[] {
  const known = new Map<string, Known>();
  const add = (text: string, key: SigningKey | null, active: boolean): void => {
    const read = readCertificate(text);
    if (read === null) return;
    const before = known.get(read.fingerprint);
    known.set(read.fingerprint, {
      certificate: { ...read, kid: before?.certificate.kid ?? key?.kid ?? null },
      active: active || before?.active === true,
      since: key?.created ?? before?.since ?? read.from,
    });
  };
  if ('texts' in inUse) for (const text of inUse.texts) add(text, null, true);
  for (const key of keys) {
    const [leaf] = key.x5c;
    if (leaf !== undefined) add(leaf, key, 'kid' in inUse && inUse.kid === key.kid);
  }
  const all = [...known.values()];
  const newest = all.filter(({ active }) => active).map(({ since }) => since);
  const activeSince = newest.sort().at(-1) ?? '';
  return all
    .map(({ certificate, active, since }): Certificate => {
      const role = active ? 'active' : since > activeSince ? 'coming' : 'earlier';
      return { role, ...certificate };
    })
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || b.from.localeCompare(a.from));
}

const order: readonly Certificate['role'][] = ['active', 'coming', 'earlier'];

/** Base64 without line ends, and without the lines around a PEM block. Source: packaging facts, "Electron, Playwright, formats". */
export const bareBase64 = (text: string): string =>
  text.replace(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, '').replace(/\s+/g, '');

function readCertificate(text: string): Omit<Certificate, 'role' | 'kid'> | null {
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

/** The certificates of the app integration by its keys and the one that it names. @throws AppFailure when Okta cannot be asked. */
export async function readCertificates(okta: Okta, app: App): Promise<Certificate[]> {
  return signingCertificates({ kid: app.signingKid }, await okta.keys(app.id));
}

/** The next certificate of a roll-over: made after the one in use, and not ended. The newest of several. */
export const comingCertificate = (
  certificates: readonly Certificate[],
  now: Date,
): (Certificate & { kid: string }) | null =>
  certificates.find(
    (each): each is Certificate & { kid: string } =>
      each.role === 'coming' && each.kid !== null && new Date(each.until) > now,
  ) ?? null;
