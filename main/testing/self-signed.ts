import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** A new certificate of this subject, in base64. `from`, `until`: ISO 8601 dates. */
export async function selfSigned(name: string, from: string, until: string): Promise<string> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await X509CertificateGenerator.createSelfSigned(
    { name, notBefore: new Date(from), notAfter: new Date(until), signingAlgorithm: algorithm, keys },
    webcrypto,
  );
  return Buffer.from(made.rawData).toString('base64');
}
