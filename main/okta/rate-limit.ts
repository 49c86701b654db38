/** A reset further away than this is no rate limit of Okta's, whose windows last a minute. */
const longestWait = 5 * 60_000;
const firstBackoff = 1000;
const longestBackoff = 30_000;

/** What one answer tells of the bucket that it was taken from. */
export interface RateWindow {
  limit: number;
  remaining: number;
  /** When Okta fills the bucket again, in seconds of its own clock: tells one window from the next. */
  reset: number;
  /** The same by this computer's clock, in milliseconds, a second later for the two headers' rounding. */
  until: number;
}

/**
 * The bucket that Okta counts a request in. Source: Okta's page "Management rate limits", per endpoint whatever the
 * method: an app, a user or a group by its id apart from its list; everything below an app with the list of apps; most of
 * the rest together.
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

/** What is left in a bucket for the org's other clients: a tenth, at least one, but never all of it. */
export function reserveOf(limit: number): number {
  return Math.min(Math.max(1, Math.ceil(limit / 10)), limit - 1);
}

/** Null when the answer names no bucket; 0/0 stands for the concurrency limit. Source: Okta facts, section 2. */
export function readWindow(headers: Headers, now: Date): RateWindow | null {
  const limit = countIn(headers, 'x-rate-limit-limit');
  const remaining = countIn(headers, 'x-rate-limit-remaining');
  const reset = countIn(headers, 'x-rate-limit-reset');
  const wait = untilReset(headers, now);
  if (limit === null || limit === 0 || remaining === null || reset === null || wait === null) return null;
  return { limit, remaining, reset, until: now.getTime() + wait };
}

/**
 * How long to wait after a 429, in milliseconds. With a reset time: till then by the server's own clock, plus a second for
 * the two headers' rounding. Without one, or for a concurrency limit (which reports 0/0): growing, with jitter so that
 * parallel requests do not return at once. Source: Okta facts, sections 2 ("Rate limits") and 4.10.
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
  return left > longestWait ? null : Math.max(0, left) + 1000;
}

function countIn(headers: Headers, name: string): number | null {
  const text = headers.get(name) ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : null;
}
