import type { RolloutChoice, RolloutPlan } from '../../shared/rollout-plan';
import type { StoredRing, StoredRollout } from './rollout-store';
import type { PlannedRing } from './planning/plan-rings';

/** Rings that stay when another rollout begins, so that they can be taken back. */
export const beganRings = (rollout: StoredRollout | null): readonly StoredRing[] =>
  rollout?.rings.filter(({ state }) => state !== 'to-do') ?? [];

interface Approved {
  plan: Pick<RolloutPlan, 'risks' | 'lockOut'>;
  choice: Pick<RolloutChoice, 'failShare' | 'goOn'>;
  rings: readonly PlannedRing[];
}

/** The rollout of a plan, before its first ring, in the place of the one `before`: with that one's rings, and whom it did not come to. Pure. */
export function newRollout(
  before: StoredRollout | null,
  { plan: { risks, lockOut }, choice: { failShare, goOn }, rings }: Approved,
): StoredRollout {
  const kept = beganRings(before);
  const all = [...kept, ...rings.map((ring) => ({ ...ring, people: [...ring.people], ...newRing() }))];
  const inRings = new Set(all.flatMap(({ people }) => people.map(({ userId }) => userId)));
  const left = [
    ...(before?.notBegun ?? []),
    ...(before?.rings ?? []).flatMap(({ state, people }) => (state === 'to-do' ? people : [])),
  ].filter(({ userId }) => !inRings.has(userId));
  return {
    ...{ failShare, goOn, accepted: [...risks, ...lockOut] },
    ...{ state: 'paused', pause: null, error: null },
    earlier: kept.length,
    rings: all,
    notBegun: [...new Map(left.map((person) => [person.userId, person])).values()],
  };
}

const newRing = (): Omit<StoredRing, 'kind' | 'group' | 'people'> => ({
  state: 'to-do',
  startedAt: null,
  endedAt: null,
  checkedAt: null,
  failed: [],
  failures: [],
  looked: null,
  logged: null,
  course: [],
});
