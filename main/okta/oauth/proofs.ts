import { createHash, randomUUID } from 'node:crypto';
import { once } from '../once';
import type { ServiceApp } from '../../secrets/credential';
import { algorithmOf, jose, tagged } from './keys';

const assertionSeconds = 300;

/** Signs who the client is, for one token request. `url`: the token endpoint. Source: RFC 7523; Okta's guide to service apps. */
export async function clientAssertion(
  { clientId, key }: ServiceApp,
  url: string,
  now: Date,
): Promise<string> {
  const { SignJWT, importJWK } = await jose();
  const alg = algorithmOf(key);
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    iss: clientId,
    sub: clientId,
    aud: url,
    iat: seconds,
    exp: seconds + assertionSeconds,
    jti: randomUUID(),
  })
    .setProtectedHeader({ alg, kid: key.kid })
    .sign(tagged(await importJWK(key, alg)));
}

/** A request that a proof is for. */
export interface Proven {
  method: string;
  url: string;
  /** The access token that goes along; null at the token endpoint. */
  accessToken: string | null;
}

/** Makes a proof of possession for one request. */
export type Prover = (request: Proven, nonce: string | null, now: Date) => Promise<string>;

/**
 * Proofs of possession with a key of this connection, which is made at the first use and cannot be exported. Source: RFC 9449.
 * `htu` has neither query nor fragment.
 */
export function createProver(): Prover {
  const keys = once(async () => {
    const { exportJWK, generateKeyPair } = await jose();
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    return { privateKey: tagged(privateKey), jwk: await exportJWK(tagged(publicKey)) };
  });
  return async ({ method, url, accessToken }, nonce, now) => {
    const { SignJWT } = await jose();
    const { privateKey, jwk } = await keys();
    const { origin, pathname } = new URL(url);
    return new SignJWT({
      htm: method,
      htu: `${origin}${pathname}`,
      iat: Math.floor(now.getTime() / 1000),
      jti: randomUUID(),
      ...(accessToken !== null && {
        ath: createHash('sha256').update(accessToken).digest('base64url'),
      }),
      ...(nonce !== null && { nonce }),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey);
  };
}
