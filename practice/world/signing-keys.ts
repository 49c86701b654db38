import { webcrypto } from 'node:crypto';
import type { OktaApp, SigningKey } from './state';
import type { GenerateKeyPair, World } from './world';

const years = 10;

/** The signing keys of an app, oldest first. The first one is generated on first use. */
export async function signingKeysOf(world: World, app: OktaApp): Promise<readonly SigningKey[]> {
  if (app.signingKeys !== undefined) return app.signingKeys;
  const key = await generate(world, app.kid);
  // Concurrent requests must get the same key.
  app.signingKeys ??= [key];
  world.save();
  return app.signingKeys;
}

/** The key that signs: the one named by the app's `kid`. */
export async function activeKeyOf(world: World, app: OktaApp): Promise<SigningKey> {
  const active = (await signingKeysOf(world, app)).find(({ kid }) => kid === app.kid);
  if (active === undefined) throw new Error(`no key ${app.kid}`);
  return active;
}

/** Sign On > Generate new certificate: an inactive key beside the active one. */
export async function addSigningKey(world: World, app: OktaApp, validYears = years): Promise<SigningKey> {
  const known = await signingKeysOf(world, app);
  const key = await generate(world, world.newId('kid'), validYears);
  app.signingKeys = [...known, key];
  world.save();
  return key;
}

/** Makes a key of the app the one that signs. False when the app has no such key. */
export function activateKey(world: World, app: OktaApp, kid: string): boolean {
  if (app.signingKeys?.some((key) => key.kid === kid) !== true) return false;
  app.kid = kid;
  app.body.credentials['signing'] = { kid };
  app.lastUpdated = world.now().toISOString();
  world.save();
  return true;
}

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};

/** What an app signs its assertions with: RSA 2048, as Okta's. */
export const generateSigningKeyPair: GenerateKeyPair = () =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** A key with a self-signed certificate. */
async function generate(world: World, kid: string, validYears = years): Promise<SigningKey> {
  // @peculiar/x509's dependency injection needs this import first.
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const keys = await world.generateKeyPair();
  const created = world.now();
  const expires = new Date(created);
  expires.setUTCFullYear(expires.getUTCFullYear() + validYears);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
      name: `CN=${world.state.org.subdomain}, OU=SSOProvider, O=Practice Okta, C=US`,
      notBefore: created,
      notAfter: expires,
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    kid,
    x5c: Buffer.from(certificate.rawData).toString('base64'),
    privateKey: Buffer.from(privateKey).toString('base64'),
    created: created.toISOString(),
    expiresAt: expires.toISOString(),
  };
}
