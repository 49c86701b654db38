/** A reset further away than this is no rate limit of Okta's, whose windows last a minute. */
const longestWait = 5 * 60_000;
const firstBackoff = 1000;
const longestBackoff = 30_000;

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
  const reset = headers.get('x-rate-limit-reset') ?? '';
  const concurrency =
    headers.get('x-rate-limit-limit') === '0' && headers.get('x-rate-limit-remaining') === '0';
  if (concurrency || !/^\d{1,12}$/.test(reset)) return null;
  const serverNow = Date.parse(headers.get('date') ?? '');
  const left = Number(reset) * 1000 - (Number.isNaN(serverNow) ? now.getTime() : serverNow);
  return left > longestWait ? null : Math.max(0, left) + 1000;
}
