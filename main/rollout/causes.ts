import type { FailureGroup } from '../../shared/rollout';
import type { StoredRing } from './file';

export type Cause = Omit<FailureGroup, 'people'>;

/** Somebody who did not arrive. `note`: why, in short. */
interface Caused {
  userId: string;
  cause: Cause;
  note: string;
}

/** Who of a ring did not arrive, and the causes, each once, in the words of the first of them. */
export function failuresOf(people: readonly Caused[]): Pick<StoredRing, 'failed' | 'failures'> {
  const causes = new Map<string, FailureGroup>();
  for (const { cause } of people) {
    const { id, what, next } = causes.get(cause.id) ?? cause;
    causes.set(id, { id, what, next, people: (causes.get(id)?.people ?? 0) + 1 });
  }
  return {
    failed: people.map(({ userId, cause, note }) => ({ userId, cause: cause.id, note })),
    failures: [...causes.values()],
  };
}
