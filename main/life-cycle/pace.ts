import type { AppUser } from '../okta/types';
import type { Next } from '../polling/poll';

const longestMs = 8_000;
/** Before the first look while Okta's own pace is not known. */
const unknownMs = 250;
/** Between looks. Oktopost alone is asked then. */
const shortestMs = 40;
const growth = 1.25;

/** When to look, by how long Okta took for the phases before. */
export interface Pace {
  /** Until the first look, in milliseconds; half of a request's time passes before Oktopost answers what it has. */
  firstMs(sinceWrittenMs: number): number;
  soon(): Next;
}

/** `usualMs`: how long Okta took before; null: not known yet. `requestMs`: how long a request takes. */
export function createPace(usualMs: number | null, requestMs: number): Pace {
  let stepMs = shortestMs;
  return {
    firstMs: (sinceWrittenMs) => Math.max(0, (usualMs ?? unknownMs) - requestMs / 2 - sinceWrittenMs),
    soon: () => {
      const afterMs = stepMs;
      stepMs = Math.min(stepMs * growth, longestMs);
      return { afterMs };
    },
  };
}

/** How long Okta took for an assignment, by its own clock; null where it does not say. */
export function oktaTook({ created, lastSync }: AppUser): number | null {
  const ms = Date.parse(lastSync ?? '') - Date.parse(created ?? '');
  return ms > 0 ? ms : null;
}
