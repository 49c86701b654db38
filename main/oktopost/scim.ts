import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { NetworkFault, networkFailure } from '../net/fault';
import { fetchText, type TextResponse } from '../net/fetch-text';
import type { Clock } from '../ports';
import type { OktopostScim, ScimUser } from './types';

const timeoutMs = 30_000;
const maxBytes = 8 * 1024 * 1024;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const emailSchema = z.looseObject({
  value: text,
  type: text,
  primary: z.union([z.boolean(), z.string()]).nullish(),
});

/** Source: Oktopost facts, "Supported SCIM attributes". Of the emails only the primary work one is used. */
const userSchema = z
  .looseObject({
    id: z.string(),
    userName: z.string(),
    name: z.looseObject({ givenName: text, familyName: text }).nullish(),
    emails: z.array(emailSchema).nullish(),
    active: z.boolean().nullish(),
    externalId: text,
  })
  .transform(({ id, userName, name, emails, active, externalId }): ScimUser => {
    const work = emails?.filter(({ type }) => type?.toLowerCase() === 'work') ?? [];
    const email = work.find(({ primary }) => String(primary) === 'true') ?? work[0];
    return {
      id,
      userName,
      givenName: name?.givenName ?? null,
      familyName: name?.familyName ?? null,
      email: email?.value ?? null,
      active: active ?? true,
      externalId,
    };
  });

const listSchema = z.looseObject({
  totalResults: z.number().int().nonnegative(),
  Resources: z
    .array(userSchema)
    .nullish()
    .transform((value) => value ?? []),
});

const errorSchema = z.looseObject({ detail: z.string().nullish() });

export interface OktopostConfig {
  /** e.g. `https://board.oktopost.com/scim/v2`. */
  baseUrl: string;
  /** Sent to `baseUrl`'s origin only; never part of a message. */
  token: string;
  /** Redacts known secrets in the server's texts before they are used in a message. */
  hide: (text: string) => string;
  fetch: typeof globalThis.fetch;
  clock: Clock;
}

/**
 * Creates the read-only SCIM client; sends no request.
 * @throws AppFailure `bad-input` for a token that is not a valid header value.
 */
export function connectOktopost({ baseUrl, token, hide, fetch, clock }: OktopostConfig): OktopostScim {
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
    const body = json(answer.text);
    if (status === 401) throw tokenRefused(base.host);
    if (status < 200 || status >= 300) {
      const detail = errorSchema.safeParse(body).data?.detail ?? '';
      throw refused(status, hide(detail).slice(0, 300), retryAfter(answer.headers, clock));
    }
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    throw unreadable(base.host, issue ? hide(`${issue.path.join('.')}: ${issue.message}`) : 'not SCIM');
  }

  return {
    baseUrl: root,

    countUsers: async (signal) =>
      read(listSchema, await ask('/Users?startIndex=1&count=1', signal)).totalResults,

    findByUserName: async (userName, signal) => {
      // A SCIM filter value is a JSON string (RFC 7644, 3.4.2.2), which escapes quotes and backslashes.
      const filter = encodeURIComponent(`userName eq ${JSON.stringify(userName)}`);
      const answer = await ask(`/Users?filter=${filter}&startIndex=1&count=2`, signal);
      // Some servers respond 404 to a filter without a match (Okta facts, section 3).
      if (answer.status === 404) return null;
      const [first] = read(listSchema, answer).Resources;
      return first ?? null;
    },

    user: async (id, signal) => {
      const answer = await ask(`/Users/${encodeURIComponent(id)}`, signal);
      return answer.status === 404 ? null : read(userSchema, answer);
    },
  };
}

function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Seconds to wait by the `Retry-After` header, or null. */
function retryAfter(headers: Headers, clock: Clock): number | null {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,6}$/.test(value)) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - clock.now().getTime()) / 1000));
}

function refused(status: number, detail: string, waitSeconds: number | null): AppFailure {
  const said = detail === '' ? `HTTP ${status}` : `HTTP ${status}: ${detail}`;
  if (status === 429) {
    const wait = waitSeconds === null ? 'a minute' : `${waitSeconds} seconds`;
    return new AppFailure({
      code: 'rate-limited',
      message: `Oktopost limits how often it may be asked (${said}).`,
      owner: 'oktopost',
      next: `Wait ${wait}, then try again.`,
      retry: true,
    });
  }
  return new AppFailure({
    code: 'oktopost-refused',
    message: `Oktopost refused the request (${said}).`,
    owner: 'oktopost',
    next:
      status === 403
        ? 'Ask your Oktopost account manager whether SCIM is switched on for this account.'
        : 'Try again in a minute; if it stays, contact Oktopost support with this message.',
    retry: status >= 500,
  });
}

const tokenRefused = (host: string): AppFailure =>
  new AppFailure({
    code: 'token-refused',
    message: `Oktopost (${host}) does not accept the token: it is wrong or revoked, or the account is in the other region.`,
    owner: 'oktopost',
    next: 'Check the region of your Oktopost account; then create a new token (Settings > Security > Provisioning) and paste it.',
    field: 'oktopost-token',
  });

const unreadable = (host: string, detail: string): AppFailure =>
  new AppFailure({
    code: 'unreadable-answer',
    message: `${host} answered with something that is not SCIM (${detail}).`,
    owner: 'oktopost',
    next: 'Try again; a proxy or a sign-in page of your network may be answering in its place.',
    retry: true,
  });

const badToken = (): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message: 'This is no token of Oktopost: it is empty, or holds spaces or letters that a token never has.',
    owner: 'okta-admin',
    next: 'Copy the token again, whole and alone, and paste it.',
    field: 'oktopost-token',
  });
