import type { FailureGroup } from '../../../shared/rollout';
import type { StoredRing } from '../rollout-store';

export type Cause = Omit<FailureGroup, 'people'>;

/** Somebody who did not arrive. `note`: why, in short; `eventId`: of the event in Okta's System Log that says so. */
interface Caused {
  userId: string;
  cause: Cause;
  note: string;
  eventId: string | null;
}

/** Of so many people with the same cause the event is kept: a file of many thousands stays small. */
export const keptEvents = 20;

/** Who of a ring did not arrive, and the causes, each once, in the words of the first of them. */
export function failuresOf(people: readonly Caused[]): Pick<StoredRing, 'failed' | 'failures'> {
  const causes = new Map<string, FailureGroup>();
  for (const { cause } of people) {
    const { id, what, next } = causes.get(cause.id) ?? cause;
    causes.set(id, { id, what, next, people: (causes.get(id)?.people ?? 0) + 1 });
  }
  const kept = new Map<string, number>();
  const isKept = (causeId: string): boolean => {
    const count = (kept.get(causeId) ?? 0) + 1;
    kept.set(causeId, count);
    return count <= keptEvents;
  };
  return {
    failed: people.map(({ userId, cause, note, eventId }) => ({
      userId,
      cause: cause.id,
      note,
      eventId: eventId !== null && isKept(cause.id) ? eventId : null,
    })),
    failures: [...causes.values()],
  };
}
