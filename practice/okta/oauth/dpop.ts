import { createHash, randomBytes } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload } from 'jose';
import type { World } from '../../world/world';
import { createUsedOnce } from './used-once';

const nonceMs = 24 * 3_600_000;
/** Seconds that the clocks may differ by. */
const skew = 300;

interface Expected {
  method: string;
  url: string;
  /** The access token that is sent with the proof. */
  accessToken: string | null;
  nonce: boolean;
}

/** What is wrong with a proof, or the thumbprint of its key. */
export type Proof =
  | { state: 'good'; thumbprint: string }
  | { state: 'bad'; why: string }
  | { state: 'nonce-needed'; nonce: string };

/** Proofs of possession. Source: RFC 9449; the words: recorded in issues of Okta's SDKs. */
export function dpopProofs(world: World): (proof: string, expected: Expected) => Promise<Proof> {
  const nonces = new Map<string, number>();
  const firstUse = createUsedOnce();

  const newNonce = (): string => {
    const nonce = randomBytes(18).toString('base64url');
    nonces.set(nonce, world.now().getTime() + nonceMs);
    return nonce;
  };
  const isFresh = (nonce: unknown): boolean =>
    typeof nonce === 'string' && (nonces.get(nonce) ?? 0) > world.now().getTime();

  return async (proof, expected) => {
    const read = await signed(proof);
    if (typeof read === 'string') return { state: 'bad', why: read };
    const { claims, thumbprint } = read;
    const now = world.now().getTime() / 1000;
    const wrong = wrongClaim(claims, expected, now);
    if (wrong !== null) return { state: 'bad', why: `'${wrong}' claim in the DPoP proof JWT is invalid.` };
    if (expected.nonce && !isFresh(claims['nonce'])) return { state: 'nonce-needed', nonce: newNonce() };
    if (!firstUse(claims.jti ?? '', now + 2 * skew, now)) {
      return { state: 'bad', why: 'The DPoP proof JWT has already been used.' };
    }
    return { state: 'good', thumbprint };
  };
}

async function signed(proof: string): Promise<{ claims: JWTPayload; thumbprint: string } | string> {
  try {
    const { jwk } = decodeProtectedHeader(proof);
    if (jwk === undefined || 'd' in jwk) return "'jwk' in the DPoP proof JWT header is invalid.";
    const options = { typ: 'dpop+jwt', algorithms: ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'] };
    const { payload } = await jwtVerify(proof, EmbeddedJWK, options);
    return { claims: payload, thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed
      ? 'The DPoP proof JWT signature is invalid.'
      : 'The DPoP proof JWT is malformed.';
  }
}

function wrongClaim(claims: JWTPayload, expected: Expected, now: number): string | null {
  if (typeof claims.jti !== 'string' || claims.jti === '') return 'jti';
  if (claims['htm'] !== expected.method) return 'htm';
  if (claims['htu'] !== expected.url) return 'htu';
  if (claims.iat === undefined || Math.abs(claims.iat - now) > skew) return 'iat';
  const ath =
    expected.accessToken === null
      ? undefined
      : createHash('sha256').update(expected.accessToken).digest('base64url');
  return claims['ath'] === ath ? null : 'ath';
}
