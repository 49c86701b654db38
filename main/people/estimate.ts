import type { Allowance } from '../okta/types';

/** How far a list at Okta is. */
export interface Pace {
  /** Requests that are left; null: nobody knows. */
  left: number | null;
  /** Requests that were answered, and the milliseconds that they took, with the waits. */
  done: number;
  ms: number;
}

/** Okta’s windows last a minute. Source: Okta’s page "Management rate limits". */
const windowMs = 60_000;

/**
 * Seconds that are left at the least: by the pace of the answers until now, or by the rate limit where that is slower. Others use
 * the same limit, so it may take longer. Null: it cannot be known.
 */
export function secondsLeft({ left, done, ms }: Pace, allowance: Allowance | null, now: Date): number | null {
  if (left === null || done === 0) return null;
  const byPace = (left * ms) / done;
  return Math.ceil(Math.max(byPace, byLimit(left, allowance, now)) / 1000);
}

function byLimit(left: number, allowance: Allowance | null, now: Date): number {
  if (allowance === null || left <= allowance.remaining) return 0;
  const afterThis = left - allowance.remaining;
  const wholeWindows = Math.ceil(afterThis / Math.max(1, allowance.perWindow)) - 1;
  return Math.max(0, allowance.until.getTime() - now.getTime()) + wholeWindows * windowMs;
}
