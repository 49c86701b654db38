import { createPrivateKey } from 'node:crypto';
import type { CryptoKey } from 'jose';
import { z } from 'zod';
import { decodedOrNull, jsonLimits } from '../../../shared/bounded-json';
import { AppFailure } from '../../../shared/errors';
import { publicKeySchema } from '../../../shared/service-app';
import type { PublicKey } from '../../../shared/service-app';
import { privateKeySchema } from '../../secrets/credential';
import type { PrivateKey } from '../../secrets/credential';

/** Only service apps need it: the start does not load it. */
export const jose = () => import('jose');

/** jose knows a key by its tag, which Node 16 (the oldest Electron that is tried) does not give it. */
export function tagged<T extends CryptoKey | Uint8Array>(key: T): T {
  if (!(Symbol.toStringTag in key)) Object.defineProperty(key, Symbol.toStringTag, { value: 'CryptoKey' });
  return key;
}

/** RSA with 2048 bits, as Okta's own page makes them: the kind that is sure to be taken. Each key is called by its thumbprint. */
export async function makeKey(): Promise<PrivateKey> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await jose();
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(tagged(privateKey));
  return privateKeySchema.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
}

export function algorithmOf(key: PrivateKey): 'RS256' | 'ES256' | 'ES384' | 'ES512' {
  switch (key.kty) {
    case 'RSA':
      return 'RS256';
    case 'EC':
      return ({ 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' } as const)[key.crv];
  }
}

/** What is registered in Okta. Named one by one, so that nothing private can come along. */
export function publicPart(key: PrivateKey): PublicKey {
  const { kty, kid } = key;
  const usage = { kid, use: 'sig', alg: algorithmOf(key) };
  return publicKeySchema.parse(
    kty === 'RSA'
      ? { kty, ...usage, n: key.n, e: key.e }
      : { kty, ...usage, crv: key.crv, x: key.x, y: key.y },
  );
}

/** A private key as a JWK, as Okta's page shows it, or as PEM. @throws AppFailure `bad-input`, which quotes nothing of it. */
export async function readPrivateKey(text: string): Promise<PrivateKey> {
  const jwk = jwkOf(text.trim());
  if (jwk === null) throw noKey();
  const { calculateJwkThumbprint } = await jose();
  try {
    const kid = typeof jwk['kid'] === 'string' ? jwk['kid'] : await calculateJwkThumbprint(jwk);
    return privateKeySchema.parse({ ...jwk, kid });
  } catch {
    throw noKey();
  }
}

function jwkOf(text: string): Record<string, unknown> | null {
  const value = text.startsWith('-----BEGIN ') ? ofPem(text) : decodedOrNull(text, jsonLimits.key);
  return z.record(z.string(), z.unknown()).safeParse(value).data ?? null;
}

function ofPem(text: string): unknown {
  try {
    return createPrivateKey(text).export({ format: 'jwk' });
  } catch {
    return null;
  }
}

const noKey = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message:
      'This is no private key of a service app: neither a JWK with its private part nor a PEM file without password.',
    owner: 'okta-admin',
    next: 'Give the private key, RSA or P-256, as Okta showed it when it was made.',
  });
