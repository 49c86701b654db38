import { clockSkewMs } from '../../observe/okta-clock';
import type { Sent } from '../../storage/proving-test';
import type { StoredRing } from '../rollout-store';
import type { RingOutcome, RingTimes } from './follow-ring';

/**
 * What a ring that was read just now, `at` in ISO 8601, says of the connection. `ring`: as it was before. A failure that an earlier reading
 * found, and after which Okta logged none of the same person, was told then: what was pasted, stated or arrived since outweighs it. Pure.
 */
export function sentOf(ring: StoredRing, outcome: RingOutcome, times: RingTimes, at: string): Sent {
  const { people, startedAt, endedAt, checkedAt } = ring;
  const readAt = checkedAt ?? endedAt;
  const told = new Map(ring.failed.map(({ userId, cause }) => [userId, cause]));
  const isTold = ({ userId, cause }: StoredRing['failed'][number]): boolean => {
    if (readAt === null || told.get(userId) !== cause) return false;
    return Date.parse(times.failed.get(userId) ?? readAt) <= Date.parse(readAt) + clockSkewMs;
  };
  const news = outcome.failed.filter((each) => !isTold(each));
  const failures = outcome.failures.flatMap(({ id, what, next }) => {
    const of = news.filter(({ cause }) => cause === id);
    if (of.length === 0) return [];
    const newest = newestOf(of.map(({ userId }) => times.failed.get(userId)));
    return [{ id, what, next, at: newest }];
  });

  const failed = new Set(outcome.failed.map(({ userId }) => userId));
  const arrived = people.map(({ userId }) => userId).filter((id) => !failed.has(id));
  const isFirst = readAt === null;
  const since = isFirst || arrived.some((id) => told.has(id)) ? at : undefined;
  const arrivedAt = newestOf(arrived.map((id) => times.arrived.get(id))) ?? since;
  return {
    ...{ from: startedAt ?? at, at, failures, arrivedAt, hasSearched: true },
    isRead: arrivedAt !== undefined && arrived.length > 0 && (outcome.looked ?? 0) > 0,
  };
}

/** Of ISO 8601 times; undefined where none is known. */
const newestOf = (times: readonly (string | undefined)[]): string | undefined =>
  times
    .filter((time) => time !== undefined)
    .sort()
    .at(-1);
