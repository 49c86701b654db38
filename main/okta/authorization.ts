import { assertNever } from '../../shared/errors';
import type { Credential } from '../secrets/credential';
import type { TextResponse } from '../net/fetch-text';
import type { Clock } from '../ports';
import { challengeOf } from './challenge';
import type { Access, AccessToken } from './oauth/access';
import type { Prover } from './oauth/proofs';

/** Headers that authorize one request, and what to do when they are refused. */
export interface Authorization {
  /** @throws AppFailure when no access token can be had. */
  authorize(request: { method: string; url: string }): Promise<Authorized>;
}

interface Authorized {
  headers: Record<string, string>;
  /** Whether the same request, which Okta has not looked at, is worth another try with new headers. */
  again(answer: TextResponse): boolean;
}

export function apiTokenAuthorization(token: string): Authorization {
  const authorized = { headers: { authorization: `SSWS ${token}` }, again: () => false };
  return { authorize: () => Promise.resolve(authorized) };
}

/**
 * Access tokens, with a proof of possession where they are bound. A token that Okta refuses before its end (it was revoked, or the
 * clocks differ) is fetched again once; a nonce that Okta asks for is used from then on.
 */
export function accessTokenAuthorization(access: Access, prove: Prover, clock: Clock): Authorization {
  let nonce: string | null = null;
  /** `sent`: the nonce that the refused request had; another one may have learned the new one meanwhile. */
  const again = (token: AccessToken, sent: string | null, answer: TextResponse): boolean => {
    const given = answer.headers.get('dpop-nonce');
    const challenge = challengeOf(answer.headers);
    nonce = given ?? nonce;
    if (challenge?.error === 'use_dpop_nonce') return given !== null && given !== sent;
    if (answer.status !== 401) return false;
    access.drop(token);
    return true;
  };
  return {
    authorize: async ({ method, url }) => {
      const token = await access.token();
      const { text, bound } = token;
      const sent = nonce;
      const headers = bound
        ? {
            authorization: `DPoP ${text}`,
            dpop: await prove({ method, url, accessToken: text }, sent, clock.now()),
          }
        : { authorization: `Bearer ${text}` };
      return { headers, again: (answer) => again(token, sent, answer) };
    },
  };
}

/** The SDK's idea of how to authenticate is not sent: this takes its place, whatever the case of the header. */
export function withHeaders(given: Record<string, string>, { headers }: Authorized): Record<string, string> {
  const others = Object.entries(given).filter(([name]) => name.toLowerCase() !== 'authorization');
  return { ...Object.fromEntries(others), ...headers };
}

/** What a message calls the holder of the rights. */
export function holderOf(credential: Credential): string {
  switch (credential.kind) {
    case 'api-token':
      return 'The token’s owner';
    case 'service-app':
      return 'The admin role of the service app';
    default:
      return assertNever(credential);
  }
}
