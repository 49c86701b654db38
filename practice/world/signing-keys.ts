import { X509Certificate, webcrypto } from 'node:crypto';
import { pemOf } from '../saml/response';
import { accountIds } from './accounts';
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
  const keys = await world.generateKeyPair();
  const created = world.now();
  const expires = new Date(created);
  expires.setUTCFullYear(expires.getUTCFullYear() + validYears);
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    kid,
    x5c: await certificateOf(world, keys, created, expires),
    privateKey: Buffer.from(privateKey).toString('base64'),
    created: created.toISOString(),
    expiresAt: expires.toISOString(),
  };
}

/** Base64 DER. */
async function certificateOf(
  world: World,
  keys: Pick<webcrypto.CryptoKeyPair, 'privateKey' | 'publicKey'>,
  from: Date,
  until: Date,
): Promise<string> {
  // @peculiar/x509's dependency injection needs this import first.
  await import('reflect-metadata');
  const { X509CertificateGenerator } = await import('@peculiar/x509');
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
      name: `CN=${world.state.org.subdomain}, OU=SSOProvider, O=Practice Okta, C=US`,
      notBefore: from,
      notAfter: until,
      signingAlgorithm: algorithm,
      keys,
    },
    webcrypto,
  );
  return Buffer.from(certificate.rawData).toString('base64');
}

/**
 * Plays the end of a certificate: those that apps sign with now end `days` from now, or ended when it is negative. They keep
 * their keys, and Oktopost holds the same ones, as if time had passed.
 */
export async function endCertificates(world: World, days: number): Promise<void> {
  const until = new Date(world.now().getTime() + days * 86_400_000);
  const from = new Date(until);
  from.setUTCFullYear(from.getUTCFullYear() - years);
  for (const app of Object.values(world.state.apps)) {
    const active = await activeKeyOf(world, app);
    const x5c = await certificateOf(world, await pairOf(active), from, until);
    const ending: SigningKey = {
      ...active,
      x5c,
      created: from.toISOString(),
      expiresAt: until.toISOString(),
    };
    app.signingKeys = (app.signingKeys ?? []).map((key) => (key.kid === active.kid ? ending : key));
    for (const account of accountIds) {
      const held = world.state.oktopost[account].singleSignOn;
      if (held !== undefined) held.certificate = withOther(held.certificate, active.x5c, x5c);
    }
  }
  world.save();
}

/** A text of PEM blocks, with one certificate in place of another. */
const withOther = (pem: string, before: string, after: string): string =>
  pem.replace(
    /-----BEGIN CERTIFICATE-----([^-]*)-----END CERTIFICATE-----\n?/g,
    (block: string, x5c: string) => (x5c.replace(/\s/g, '') === before ? pemOf({ x5c: after }) : block),
  );

async function pairOf({ x5c, privateKey }: SigningKey): Promise<webcrypto.CryptoKeyPair> {
  const spki = new X509Certificate(Buffer.from(x5c, 'base64')).publicKey.export({
    type: 'spki',
    format: 'der',
  });
  return {
    privateKey: await webcrypto.subtle.importKey(
      'pkcs8',
      Buffer.from(privateKey, 'base64'),
      algorithm,
      true,
      ['sign'],
    ),
    publicKey: await webcrypto.subtle.importKey('spki', spki, algorithm, true, ['verify']),
  };
}
