import { nullOnFailure } from '../okta/calls';
import type { Okta } from '../okta/okta';
import type { AppUser } from '../okta/types';
import type { Next } from '../polling/poll';
import type { Session } from '../storage/session';

const longestMs = 8_000;
/** Before the first look while Okta's own pace is not known. */
const unknownMs = 250;
/** Between looks. Oktopost alone is asked then. */
const shortestMs = 40;
const growth = 1.25;
/** Okta usually takes less; one slow phase does not hold up those after it. */
const longestUsualMs = 60_000;

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
    firstMs: (sinceWrittenMs) =>
      Math.max(0, Math.min(usualMs ?? unknownMs, longestUsualMs) - requestMs / 2 - sinceWrittenMs),
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

/**
 * How long Okta took for the person of the test that passed before, by its own clock. Null: there was none, or they were sent once
 * more later.
 */
export async function testTook(okta: Okta, { app, test }: Session): Promise<number | null> {
  const { state, user, assignedAt, endedAt } = test;
  if (state !== 'passed' || app === null || user === null) return null;
  const appUser = await nullOnFailure(() => okta.appUser(app.id, user.id));
  const ms = appUser === null ? null : oktaTook(appUser);
  const longest = Date.parse(endedAt ?? '') - Date.parse(assignedAt ?? '');
  return ms !== null && ms <= longest ? ms : null;
}
