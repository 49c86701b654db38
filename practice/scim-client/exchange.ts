import { setTimeout as delay } from 'node:timers/promises';
import { isObject, record } from '../world/people';
import type { ScimConnection } from '../world/state';
import type { ScimOutcome } from '../world/world';

type Failure = Extract<ScimOutcome, { ok: false }>;
export type Phase = Failure['phase'];

/** Ends an exchange; becomes the outcome. */
export class ScimFailure extends Error {
  constructor(readonly outcome: Failure) {
    super(outcome.detail ?? outcome.kind);
  }
}

export interface ScimClientOptions {
  /** The URL to contact for a SCIM connector base URL; null: none, as if the host did not exist. */
  resolve: (baseUrl: string) => string | null;
  fetch?: typeof globalThis.fetch;
  /** Waits after a 429. */
  sleep?: (ms: number) => Promise<unknown>;
  timeoutMs?: number;
}

interface Exchange {
  phase: Phase;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, query included. */
  path: string;
  body?: Record<string, unknown>;
  /** Statuses whose body Okta parses. Another 2xx is unreadable to it, everything else an error. */
  reads: readonly number[];
}

/** `body` is null for a status outside 2xx. */
interface Answer {
  status: number;
  body: Record<string, unknown> | null;
}

/** Retries after 429, as Okta does. Source: Okta facts, section 3. */
const tries = 10;
const firstWaitMs = 5 * 60_000;

/** Sends one request with Okta's headers, retries and timeouts. @throws ScimFailure */
export function createExchange({
  resolve,
  fetch = globalThis.fetch,
  sleep = wait,
  timeoutMs = 60_000,
}: ScimClientOptions) {
  return async (connection: ScimConnection, exchange: Exchange): Promise<Answer> => {
    const { phase, reads } = exchange;
    const base = resolve(connection.baseUrl);
    if (base === null) throw unreachable(phase, cannotConnect(connection.baseUrl, 'Connect timed out'));
    for (let attempt = 1; ; attempt += 1) {
      const { response, text } = await send(base, connection, exchange);
      const { status } = response;
      if (status === 429 && attempt < tries) {
        await sleep(retryAfterMs(response.headers) ?? firstWaitMs * 2 ** (attempt - 1));
        continue;
      }
      if (response.ok) {
        if (status === 201 && text.trim() === '') throw ownWords(phase, status, emptyUser);
        const isEmpty = status === 204 && reads.includes(status);
        const body = isEmpty ? {} : reads.includes(status) ? readable(response.headers, text) : null;
        if (body === null) throw unreadable(phase, status);
        return { status, body };
      }
      if (reads.includes(status)) return { status, body: null };
      throw new ScimFailure({ ok: false, phase, status, kind: 'refused', detail: detailOf(text) });
    }
  };

  async function send(
    base: string,
    { baseUrl, token, tokenAsTyped = false }: ScimConnection,
    { phase, method, path, body }: Exchange,
  ): Promise<{ response: Response; text: string }> {
    try {
      const response = await fetch(base + path, {
        method,
        headers: {
          'User-Agent': 'Okta SCIM Client 1.0.0',
          Accept: 'application/scim+json',
          Authorization: tokenAsTyped ? token : `Bearer ${token}`,
          ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json; charset=utf-8' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return { response, text: await response.text() };
    } catch (error) {
      throw unreachable(phase, networkWords(error, baseUrl));
    }
  }
}

const emptyUser = 'Create new user returned empty user.';

const wait = (ms: number): Promise<void> => delay(ms, undefined, { ref: false });

const unreachable = (phase: Phase, detail: string): ScimFailure =>
  new ScimFailure({ ok: false, phase, status: null, kind: 'unreachable', detail });

/** An answer for which Okta has a sentence of its own. Source: messages, M1, M3 and M5. */
export const ownWords = (phase: Phase, status: number, detail: string): ScimFailure =>
  new ScimFailure({ ok: false, phase, status, kind: 'own-words', detail });

export const unreadable = (phase: Phase, status: number): ScimFailure =>
  new ScimFailure({ ok: false, phase, status, kind: 'unreadable', detail: null });

function cannotConnect(baseUrl: string, why: string): string {
  const { hostname, port, protocol } = new URL(baseUrl);
  return `Connect to ${hostname}:${port || (protocol === 'https:' ? '443' : '80')} failed: ${why}`;
}

/** The text of failures list, row 11. Never contains what was sent. */
function networkWords(error: unknown, baseUrl: string): string {
  if (!(error instanceof Error)) return cannotConnect(baseUrl, 'Connection reset');
  if (error.name === 'TimeoutError') return 'Read timed out';
  if (error.cause === undefined) return 'The authorization holds characters that no HTTP header can carry';
  const { code } = record(error.cause);
  return cannotConnect(baseUrl, code === 'ECONNREFUSED' ? 'Connection refused' : 'Connection reset');
}

function readable(headers: Headers, text: string): Record<string, unknown> | null {
  // Okta's own samples answer with text/json. Source: Okta as recorded, section 5.
  if (!/^(application\/(scim\+)?|text\/)json\s*(;|$)/i.test(headers.get('content-type') ?? '')) return null;
  return parsed(text);
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

/** The server's words; of an answer that is no JSON, what Okta's parser says of it. Source: messages, M7 to M9. */
function detailOf(text: string): string | null {
  const body = parsed(text);
  if (body !== null) return typeof body['detail'] === 'string' ? body['detail'] : null;
  const [first] = text.trimStart();
  if (first === undefined) return null;
  const word = /^\s*([A-Za-z]+)/.exec(text)?.[1];
  return word === undefined
    ? `Invalid JSON: Unexpected character ('${first}' (code ${String(first.charCodeAt(0))}))`
    : `Invalid JSON: Unrecognized token '${word}'`;
}

/** Whole seconds only, not a date. Source: Okta as recorded, section 5. */
function retryAfterMs(headers: Headers): number | null {
  const value = headers.get('retry-after') ?? '';
  return /^\d+$/.test(value) ? Number(value) * 1000 : null;
}
