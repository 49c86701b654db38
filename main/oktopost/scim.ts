import type { z } from 'zod';
import type { AppError } from '../../shared/errors';
import { decodeJson, jsonLimits, refusals } from '../../shared/bounded-json';
import { shortened } from '../../shared/shortened';
import { NetworkFault, networkFailure, tooMuch } from '../net/fault';
import { fetchText, type TextResponse } from '../net/fetch-text';
import type { Clock } from '../ports';
import { badToken, notJson, notScim, refused, tokenRefused, webPage } from './failures';
import { searchUserName } from './search';
import { countSchema, countsSchema, errorSchema, pageSchema, userSchema } from './shapes';
import type { OktopostScim } from './types';

const timeoutMs = 30_000;
const maxBytes = jsonLimits.oktopost.length;
/** A page of a long list is asked for again so often where the server limits how often it may be asked. */
const mostWaits = 10;
const longestWaitSeconds = 300;
const usualWaitSeconds = 60;

/** As many as Okta's client asks for. Source: Okta facts, section 3. */
const pageSize = 100;

export interface OktopostConfig {
  /** e.g. `https://board.oktopost.com/scim/v2`. */
  baseUrl: string;
  /** Sent to `baseUrl`'s origin only; never part of a message. */
  token: string;
  /** Redacts known secrets in the server's texts before they are used in a message. */
  hide: (text: string) => string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
  /** Called when Oktopost does not take the token, before the request fails with that error. */
  onRefused?: (error: AppError) => void;
}

/**
 * Creates the read-only SCIM client; sends no request.
 * @throws AppFailure `bad-input` for a token that is not a valid header value.
 */
export function connectOktopost({
  baseUrl,
  token,
  hide,
  fetch,
  clock,
  onRefused = () => undefined,
}: OktopostConfig): OktopostScim {
  if (!/^[\x21-\x7e]+$/.test(token)) throw badToken();
  const base = new URL(baseUrl);
  const root = `${base.origin}${base.pathname.replace(/\/+$/, '')}`;

  async function ask(path: string, signal: AbortSignal | undefined): Promise<TextResponse> {
    try {
      return await fetchText(fetch, {
        url: `${root}${path}`,
        headers: { Accept: 'application/scim+json', Authorization: `Bearer ${token}` },
        timeoutMs,
        maxBytes,
        signal,
      });
    } catch (thrown) {
      throw thrown instanceof NetworkFault ? networkFailure(thrown, base.host) : thrown;
    }
  }

  function read<T>(schema: z.ZodType<T>, answer: TextResponse): T {
    const { status } = answer;
    const decoded = decodeJson(answer.text, jsonLimits.oktopost);
    const body = decoded.ok ? decoded.value : undefined;
    if (status === 401) {
      const failure = tokenRefused(base.host);
      onRefused(failure.error);
      throw failure;
    }
    if (status < 200 || status >= 300) {
      const detail = errorSchema.safeParse(body).data?.detail ?? '';
      throw refused({
        status,
        detail: shortened(hide(detail.slice(0, 3_000)), 300),
        address: `${root.replace(/^https?:\/\//, '')}/Users`,
        retryAfter: retryAfter(answer.headers, clock),
      });
    }
    if (!decoded.ok) {
      if (/^\s*<(?:!doctype|html)/i.test(answer.text)) throw webPage(base.host);
      throw decoded.refusal === 'not-json'
        ? notJson(base.host)
        : tooMuch(base.host, refusals[decoded.refusal]);
    }
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw notScim(base.host, issue ? hide([...issue.path, issue.message].join(': ')) : 'not SCIM');
  }

  return {
    baseUrl: root,

    countUsers: async (signal) =>
      read(countSchema, await ask('/Users?startIndex=1&count=1', signal)).totalResults,

    testConnector: async (signal) => {
      const started = clock.now().getTime();
      const answer = await ask('/Users?startIndex=1&count=2', signal);
      const latencyMs = clock.now().getTime() - started;
      const counts = read(countsSchema, answer);
      const date = Date.parse(answer.headers.get('date') ?? '');
      return {
        latencyMs,
        mediaType: mediaTypeOf(answer.headers),
        notIntegers: Object.entries(counts).flatMap(([name, value]) =>
          value === undefined || Number.isInteger(value) ? [] : [name],
        ),
        clockAheadMs: Number.isNaN(date) ? null : date - clock.now().getTime(),
        encrypted: base.protocol === 'https:',
      };
    },

    firstUsers: async (signal) => {
      const { users, isWhole } = read(pageSchema, await ask(`/Users?startIndex=1&count=${pageSize}`, signal));
      return { users: users.flatMap((user) => (user === null ? [] : [user.user])), isWhole };
    },

    page: async ({ startIndex, count }, signal, onWait = () => undefined) => {
      for (let round = 0; ; round += 1) {
        const answer = await ask(`/Users?startIndex=${startIndex}&count=${count}`, signal);
        if (answer.status === 429 && round < mostWaits) {
          const seconds = Math.min(retryAfter(answer.headers, clock) ?? usualWaitSeconds, longestWaitSeconds);
          const ms = seconds * 1000 + 250;
          onWait(new Date(clock.now().getTime() + ms));
          await clock.sleep(ms, signal).finally(() => {
            onWait(null);
          });
          continue;
        }
        const { users, total } = read(pageSchema, answer);
        return {
          users: users.flatMap((user) => (user === null ? [] : [user.user])),
          entries: users.length,
          total,
        };
      }
    },

    findByUserName: (userName, signal) =>
      searchUserName(userName, async (name) => {
        // A SCIM filter value is a JSON string (RFC 7644, 3.4.2.2), which escapes quotes and backslashes.
        const filter = encodeURIComponent(`userName eq ${JSON.stringify(name)}`);
        return read(pageSchema, await ask(`/Users?filter=${filter}&startIndex=1&count=${pageSize}`, signal));
      }),

    user: async (id, signal) => {
      const answer = await ask(`/Users/${encodeURIComponent(id)}`, signal);
      return answer.status === 404 ? null : read(userSchema, answer).user;
    },
  };
}

const mediaTypeOf = (headers: Headers): string | null =>
  headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? null;

/** Seconds to wait by the `Retry-After` header, or null. */
function retryAfter(headers: Headers, clock: Clock): number | null {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - clock.now().getTime()) / 1000));
}
