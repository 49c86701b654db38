/** Okta's rate limit windows last a minute: a reset further away than this is ignored. */
const longestWait = 5 * 60_000;
/** The headers are in whole seconds. */
const roundingMs = 1000;
const firstBackoff = 1000;
const longestBackoff = 30_000;

/** The state of a rate limit bucket by one response's headers. */
export interface RateWindow {
  limit: number;
  remaining: number;
  /** When the window ends, in seconds of Okta's clock: identifies the window. */
  reset: number;
  /** The same in milliseconds of the local clock, plus a second for the rounding of the headers. */
  until: number;
}

/**
 * The rate limit bucket of a request, whatever its method: an app, user or group by id has another one than its list; everything
 * below an app counts with the list of apps; most other endpoints share one. Source: Okta's page "Management rate limits".
 */
export function bucketOf(path: string): string {
  const [, collection = '', id, below] = /^\/api\/v1\/([^/]+)(?:\/([^/]+))?(\/.+)?$/.exec(path) ?? [];
  const byId = id === undefined || below !== undefined ? collection : `${collection}/{id}`;
  switch (collection) {
    case 'apps':
      return byId;
    case 'users':
    case 'groups':
      return below === undefined ? byId : 'other';
    case 'logs':
      return collection;
    default:
      return 'other';
  }
}

/** Requests of a bucket that are left to the org's other clients: a tenth, at least one, but never all. */
export function reserveOf(limit: number): number {
  return Math.min(Math.max(1, Math.ceil(limit / 10)), limit - 1);
}

/** Whether the window is over by this computer's clock. One that ends later than any window can is of a clock that was set back since. */
export const hasEnded = ({ until }: RateWindow, now: number): boolean =>
  now >= until || until - now > longestWait + roundingMs;

/** Null without rate limit headers, and for 0/0, the concurrency limit. Source: Okta facts, section 2, "Rate limits". */
export function readWindow(headers: Headers, now: Date): RateWindow | null {
  const limit = countIn(headers, 'x-rate-limit-limit');
  const remaining = countIn(headers, 'x-rate-limit-remaining');
  const reset = countIn(headers, 'x-rate-limit-reset');
  const wait = untilReset(headers, now);
  if (limit === null || limit === 0 || remaining === null || reset === null || wait === null) return null;
  return { limit, remaining, reset, until: now.getTime() + wait };
}

/**
 * How long to wait after a 429, in milliseconds: until the reset by the server's clock, plus a second for the rounding of the
 * headers. Without a reset, or for a concurrency limit (reported as 0/0): exponential backoff with jitter.
 * Source: Okta facts, section 2, "Rate limits", and section 4.10.
 */
export function waitAfter429(headers: Headers, round: number, now: Date): number {
  return untilReset(headers, now) ?? backoff(round);
}

export function backoff(round: number): number {
  const longest = Math.min(longestBackoff, firstBackoff * 2 ** round);
  return Math.round(longest * (0.5 + Math.random() / 2));
}

function untilReset(headers: Headers, now: Date): number | null {
  const reset = countIn(headers, 'x-rate-limit-reset');
  const concurrency =
    countIn(headers, 'x-rate-limit-limit') === 0 && countIn(headers, 'x-rate-limit-remaining') === 0;
  if (concurrency || reset === null) return null;
  const serverNow = Date.parse(headers.get('date') ?? '');
  const left = reset * 1000 - (Number.isNaN(serverNow) ? now.getTime() : serverNow);
  return left > longestWait ? null : Math.max(0, left) + roundingMs;
}

function countIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
