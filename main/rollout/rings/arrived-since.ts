import { wasNew } from '../../steps/assignment/active-before';
import type { AppliedChange } from '../../storage/applied-changes';
import type { StoredRing } from '../rollout-store';

/** What came of people whom Okta sent: at Oktopost, where it was read. `created`: somebody who had no account there. */
export type Arrived = 'nobody' | 'somebody' | 'created';

/** Of rings that began after this moment, ISO 8601, and ended. `applied`: the changes of this set-up. */
export function arrivedSince(
  since: string,
  rings: readonly StoredRing[],
  applied: () => readonly AppliedChange[],
): Arrived {
  const arrived = rings.flatMap(({ state, startedAt, looked, people, failed }) => {
    const hasEnded = state === 'passed' || state === 'failed';
    if (!hasEnded || (startedAt ?? '') <= since || (looked ?? 0) === 0) return [];
    const missing = new Set(failed.map(({ userId }) => userId));
    return people.flatMap(({ userId }) => (missing.has(userId) ? [] : [userId]));
  });
  if (arrived.length === 0) return 'nobody';
  const ids = new Set(arrived);
  const isOfThem = (change: AppliedChange): boolean =>
    change.at > since && ids.has(String(change.details['userId'])) && wasNew(change);
  return applied().some(isOfThem) ? 'created' : 'somebody';
}
