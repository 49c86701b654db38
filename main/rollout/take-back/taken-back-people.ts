import { firstOf } from '../../../shared/counted';
import { mostNamedInRollout } from '../../../shared/rollout-plan';
import type { RingNote } from '../../../shared/rollout';
import { assignmentHistories } from '../../steps/assignment/history';
import { ownGroups } from '../../steps/rollout/groups';
import { leftInactive, notLookedAt } from '../../steps/rollout/left-inactive';
import type { LeftInactive } from '../../steps/rollout/left-inactive';
import { storedOf } from '../rollout-store';
import type { StoredRing } from '../rollout-store';
import { countedIn } from '../rings/last-rings';
import type { RolloutParts } from '../parts';

/**
 * What became of somebody whose ring was taken back: this set-up unassigned them, others had done it before, or they are assigned otherwise
 * and were left alone.
 */
export type BackState = 'taken-back' | 'unassigned' | 'left-alone';
export type BackOf = (ring: StoredRing) => (userId: string) => BackState;

/** What was read of people of such rings, by user id. */
export interface ReadBack {
  /** Assigned all the same. */
  assigned: ReadonlySet<string>;
  /** Whose account was left inactive, and is active by now. */
  active: ReadonlySet<string>;
  /** When Oktopost showed all of these accounts, ISO 8601; null: it did not. */
  at: string | null;
}

const notRead: ReadBack = { assigned: new Set(), active: new Set(), at: null };

/** The people of rings that were taken back. */
export interface TakenBack {
  of: BackOf;
  /** Of all rings, each in the last one that has them: who is said to be unassigned, and whose account was left inactive. */
  toRead(rings: readonly StoredRing[]): { unassigned: string[]; inactive: LeftInactive[] };
  take(read: ReadBack): void;
  /** Forgets what was read. */
  forget(): void;
  notes(rings: readonly StoredRing[]): RingNote[];
}

interface RingBack {
  states: ReadonlyMap<string, BackState>;
  inactive: readonly LeftInactive[];
}

/** The journal is read once for each ring, and for all that are not known yet together: what comes of its people later, a later ring tells. */
export function createTakenBack({
  appliedChanges,
  store,
  file,
}: Pick<RolloutParts, 'appliedChanges' | 'store' | 'file'>): TakenBack {
  const known = new WeakMap<StoredRing, RingBack>();
  let read = notRead;

  const backOf = (ring: StoredRing): RingBack => {
    const found = known.get(ring);
    if (found !== undefined) return found;
    const told = toldOf(appliedChanges());
    for (const other of storedOf(file, store.session)?.rollout?.rings ?? [])
      if (other.state === 'taken-back' && !known.has(other)) known.set(other, ringBack(other, told));
    const back = known.get(ring) ?? ringBack(ring, told);
    known.set(ring, back);
    return back;
  };
  const of: BackOf = (ring) => {
    const { states } = backOf(ring);
    return (userId) => {
      const state = states.get(userId) ?? 'left-alone';
      return read.assigned.has(userId) ? 'left-alone' : state;
    };
  };
  const inactiveOf = (rings: readonly StoredRing[], ring: StoredRing, index: number): LeftInactive[] => {
    const isCounted = countedIn(rings, index);
    return notLookedAt(backOf(ring).inactive, store.session).filter(({ userId }) => isCounted(userId));
  };

  return {
    of,

    toRead: (rings) => {
      const back = rings.flatMap((ring, index) => (ring.state === 'taken-back' ? [{ ring, index }] : []));
      return {
        unassigned: back.flatMap(({ ring, index }) => {
          const isCounted = countedIn(rings, index);
          return [...backOf(ring).states].flatMap(([userId, state]) =>
            state !== 'left-alone' && isCounted(userId) ? userId : [],
          );
        }),
        inactive: back.flatMap(({ ring, index }) => inactiveOf(rings, ring, index)),
      };
    },

    take: (now) => {
      read = now;
    },
    forget: () => {
      read = notRead;
    },

    notes: (rings) =>
      rings.flatMap((ring, index): RingNote[] => {
        if (ring.state !== 'taken-back') return [];
        const people = inactiveOf(rings, ring, index).filter(({ userId }) => !read.active.has(userId));
        if (people.length === 0) return [];
        const names = firstOf(
          people.map(({ name }) => name),
          mostNamedInRollout,
        );
        const text = `Active at Oktopost before, and left inactive: ${names}`;
        return [{ ring: index, kind: 'inactive', at: read.at, text }];
      }),
  };
}

/** What the journal tells of everybody. */
const toldOf = (appliedChanges: ReturnType<RolloutParts['appliedChanges']>) => ({
  histories: assignmentHistories(appliedChanges),
  groups: ownGroups(appliedChanges),
  inactive: leftInactive(appliedChanges),
});

function ringBack(
  { group, people }: StoredRing,
  { histories, groups, inactive }: ReturnType<typeof toldOf>,
): RingBack {
  const ofGroup = group === null ? undefined : groups.get(group.id)?.assigned;
  const stateOf = (userId: string): BackState => {
    if (group !== null && ofGroup !== undefined)
      return ofGroup.lastWritten.at(-1) === false ? 'taken-back' : 'unassigned';
    const history = histories.get(userId);
    if (group !== null || history === undefined || history.original !== null) return 'left-alone';
    return history.lastWritten.at(-1) === null ? 'taken-back' : 'unassigned';
  };
  const states = new Map(people.map(({ userId }) => [userId, stateOf(userId)]));
  return { states, inactive: inactive.filter(({ userId }) => states.has(userId)) };
}

/** How many of a ring had arrived when it ended, or was cut off, before it was taken back. */
export function hadArrived({ people, failed, looked, logged, course }: StoredRing): number {
  const last = course.at(-1);
  const isEnded =
    last === undefined
      ? looked !== null || logged !== null
      : last.waiting === 0 && last.arrived + last.failed >= people.length;
  return isEnded ? people.length - failed.length : (last?.arrived ?? 0);
}
