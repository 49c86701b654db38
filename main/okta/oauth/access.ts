import { z } from 'zod';
import { decodeJson, jsonLimits } from '../../../shared/bounded-json';
import { NetworkFault, networkFailure } from '../../net/fault';
import { fetchText } from '../../net/fetch-text';
import type { TextResponse } from '../../net/fetch-text';
import type { Clock, Log } from '../../ports';
import type { ServiceApp } from '../../secrets/credential';
import { unreadable } from '../failures';
import { nonceNeeded, tokenFailure, tokenPath } from './failures';
import { clientAssertion } from './proofs';
import type { Prover } from './proofs';

const maxBytes = 64 * 1024;

const tokenSchema = z.looseObject({
  token_type: z.string(),
  // What a header can hold.
  access_token: z
    .string()
    .min(1)
    .max(16_384)
    .regex(/^[\x21-\x7e]+$/),
  expires_in: z.number().positive().max(86_400),
  scope: z.string().max(10_000).nullish(),
});

/** What Okta gave: it ends, and may be bound to the key of the proofs. */
export interface AccessToken {
  text: string;
  bound: boolean;
  /** Those of the requested scopes that were granted; null where Okta did not say. */
  scopes: readonly string[] | null;
  expiresAt: Date;
}

interface AccessParts {
  orgUrl: string;
  app: ServiceApp;
  scopes: readonly string[];
  prove: Prover;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  log: Log;
  /** Makes the token known to the redactor before anything else sees it. */
  learn: (secret: string) => void;
  hide: (text: string) => string;
  timeoutMs: number;
}

/** Asks the org for access tokens, one request for all who wait for one. */
export interface Access {
  /** A token that goes on for a while. @throws AppFailure by the name of Okta's error. */
  token(): Promise<AccessToken>;
  /** Okta refused this token: another one is fetched next time. */
  drop(token: AccessToken): void;
}

export function createAccess(parts: AccessParts): Access {
  const { clock } = parts;
  let known: AccessToken | null = null;
  let fetching: Promise<AccessToken> | null = null;

  return {
    token: async () => {
      if (known !== null && !endsSoon(known, clock.now())) return known;
      fetching ??= fetchToken(parts).finally(() => {
        fetching = null;
      });
      known = await fetching;
      return known;
    },
    drop: (token) => {
      if (known === token) known = null;
    },
  };
}

/** Long enough for a request with its timeout, and for clocks that differ a little. */
const marginMs = 120_000;
const endsSoon = ({ expiresAt }: AccessToken, now: Date): boolean =>
  expiresAt.getTime() - now.getTime() < marginMs;

/**
 * The proof goes along with the first request: an app that asks for none ignores it, and one that does refuses a request without
 * it and logs that (okta-sdk-golang, issue 598). Sent again once, with the nonce that Okta asks for.
 */
async function fetchToken(parts: AccessParts): Promise<AccessToken> {
  const { clock, hide, learn } = parts;
  let answer = await ask(parts, null);
  const nonce = answer.headers.get('dpop-nonce');
  if (answer.status === 400 && nonce !== null && nonceNeeded(answer.text)) answer = await ask(parts, nonce);
  if (answer.status !== 200) throw tokenFailure(answer, hide);
  const body = decodeJson(answer.text, jsonLimits.okta);
  const read = body.ok ? tokenSchema.safeParse(body.value) : null;
  if (read === null || !read.success) throw unreadable(`POST ${tokenPath}`, 'no access token');
  const { access_token: text, token_type: type, expires_in: seconds, scope } = read.data;
  learn(text);
  return {
    text,
    bound: type.toLowerCase() === 'dpop',
    scopes: scope === undefined || scope === null ? null : scope.split(' ').filter((each) => each !== ''),
    expiresAt: new Date(clock.now().getTime() + seconds * 1000),
  };
}

async function ask(parts: AccessParts, nonce: string | null): Promise<TextResponse> {
  const { orgUrl, app, scopes, prove, fetch, clock, log, timeoutMs } = parts;
  const url = `${orgUrl}${tokenPath}`;
  const now = clock.now();
  const started = performance.now();
  const logResponse = (status: number | string): void =>
    log.info('okta request', {
      request: `POST ${tokenPath}`,
      status,
      ms: Math.round(performance.now() - started),
    });
  try {
    const answer = await fetchText(fetch, {
      url,
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        dpop: await prove({ method: 'POST', url, accessToken: null }, nonce, now),
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: scopes.join(' '),
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await clientAssertion(app, url, now),
      }).toString(),
      timeoutMs,
      maxBytes,
    });
    logResponse(answer.status);
    return answer;
  } catch (thrown) {
    if (!(thrown instanceof NetworkFault)) throw thrown;
    logResponse(thrown.message);
    throw networkFailure(thrown, new URL(orgUrl).host);
  }
}
