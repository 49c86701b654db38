import { assertNever } from '../../shared/errors';
import { isUnderWay, noRollout } from '../../shared/rollout';
import type { CoursePoint, PersonState, RingCounts, RolloutCounts } from '../../shared/rollout';
import type { StoredRing, StoredRollout } from './rollout-store';
import { isRefused } from './rings/cannot-assign';
import { countedIn } from './rings/last-rings';
import { hadArrived } from './take-back/taken-back-people';
import type { BackOf, BackState } from './take-back/taken-back-people';

/** What is known of a rollout beyond its file, while it runs. */
export interface Live {
  version: number;
  course: readonly CoursePoint[];
  /** Index of the ring whose people are read anew; null: none is. */
  checking: number | null;
  /** Of the ring that is being assigned. */
  runCounts: (ring: StoredRing) => RingCounts;
  /** Of rings that are followed, or were. */
  states: ReadonlyMap<number, ReadonlyMap<string, PersonState>>;
  /** Of a ring that was taken back. */
  backOf: BackOf;
}

const openStates: readonly StoredRing['state'][] = ['to-do', 'assigning', 'following'];

/** Index of the ring that is at work or comes next; -1 where none is left. */
export const presentRing = (rollout: Pick<StoredRollout, 'rings' | 'earlier'> | null): number =>
  rollout?.rings.findIndex(({ state }, index) => index >= rollout.earlier && openStates.includes(state)) ??
  -1;

/** The rings of rollouts before this one are not counted, but for whoever of them did not arrive. */
export function countsOf(rollout: StoredRollout | null, live: Live): Omit<RolloutCounts, 'repair'> {
  const { version } = live;
  if (rollout === null) return { ...noRollout, version };
  const { state, pause, error, rings, earlier } = rollout;
  const own = rings.slice(earlier);
  const all = own.map((ring, at) => countsOnce(rings, ring, earlier + at, live));
  const sum = (key: keyof RingCounts): number => all.reduce((total, each) => total + each[key], 0);
  const present = presentRing(rollout);
  return {
    version,
    state,
    pause,
    error,
    ring: present < 0 ? null : present,
    checking: live.checking,
    rings: rings.length,
    people: own.reduce((total, { people }) => total + people.length, 0),
    arrived: sum('arrived'),
    waiting: sum('waiting'),
    failed: sum('failed'),
    missing: rings
      .slice(0, earlier)
      .reduce((total, ring, index) => total + missingOf(rings, ring, index, live), sum('failed')),
    takenBack: backIn(rings, 'taken-back', live),
    unassigned: backIn(rings, 'unassigned', live),
    arrivedBefore: own.reduce(
      (total, ring, at) => total + arrivedThenUnassigned(rings, ring, earlier + at, live),
      0,
    ),
    notBegun: notBegunOf(rollout, live),
    refused: refusedOf(rollout),
  };
}

/** How many of a ring are counted by it, and are such people. */
const countOf = (
  rings: readonly StoredRing[],
  { people }: StoredRing,
  index: number,
  isOne: (userId: string) => boolean = () => true,
): number => {
  const isCounted = countedIn(rings, index);
  return people.filter(({ userId }) => isCounted(userId) && isOne(userId)).length;
};

const sumOf = (
  rings: readonly StoredRing[],
  state: StoredRing['state'],
  count: (ring: StoredRing, index: number) => number,
): number =>
  rings.reduce((total, ring, index) => (ring.state === state ? total + count(ring, index) : total), 0);

/** How many of rings that were taken back this became of. */
const backIn = (rings: readonly StoredRing[], state: BackState, { backOf }: Live): number =>
  sumOf(rings, 'taken-back', (ring, index) => {
    const stateOf = backOf(ring);
    return countOf(rings, ring, index, (userId) => stateOf(userId) === state);
  });

/** How many of a ring had arrived and are unassigned since. */
function arrivedThenUnassigned(
  rings: readonly StoredRing[],
  ring: StoredRing,
  index: number,
  { backOf }: Live,
): number {
  if (ring.state !== 'taken-back') return 0;
  const stateOf = backOf(ring);
  const failed = failedIds(ring);
  const isUnassigned = (userId: string): boolean => stateOf(userId) !== 'left-alone' && !failed.has(userId);
  return Math.min(countOf(rings, ring, index, isUnassigned), hadArrived(ring));
}

/** With whom no ring has begun; of one that did begin, who is not assigned yet. */
function notBegunOf({ rings, notBegun }: StoredRollout, live: Live): number {
  const underWay = rings.reduce((total, ring, index) => {
    if (!isUnderWay(ring.state)) return total;
    const { arrived, waiting, failed } = ringCounts(ring, index, live);
    return total + ring.people.length - arrived - waiting - failed;
  }, 0);
  const toDo = sumOf(rings, 'to-do', (ring, index) => countOf(rings, ring, index));
  return notBegun.length + toDo + underWay;
}

/** Who of rollouts is to be assigned and is not: nobody else tells of them, since Okta does not list them. */
export interface Remaining {
  state: StoredRollout['state'];
  /** With whom no ring has begun. */
  notBegun: number;
  /** Whom Okta did not assign. */
  refused: number;
}

export const remainingOf = (rollout: StoredRollout | null, live: Live): Remaining | null =>
  rollout === null
    ? null
    : { state: rollout.state, notBegun: notBegunOf(rollout, live), refused: refusedOf(rollout) };

/** Whom Okta did not assign, of rings that ended, also of rollouts before; each once. */
const refusedOf = ({ rings }: StoredRollout): number =>
  rings.reduce((sum, ring, index) => {
    if (ring.state !== 'passed' && ring.state !== 'failed') return sum;
    const isCounted = countedIn(rings, index);
    return sum + ring.failed.filter(({ userId, cause }) => isRefused(cause) && isCounted(userId)).length;
  }, 0);

/** Of a ring without whoever a later one began with. */
function countsOnce(rings: readonly StoredRing[], ring: StoredRing, index: number, live: Live): RingCounts {
  const counts = ringCounts(ring, index, live);
  if (counts.arrived + counts.waiting + counts.failed === 0) return counts;
  const isCounted = countedIn(rings, index);
  if (ring.people.every(({ userId }) => isCounted(userId))) return counts;
  const failed = failedIds(ring);
  return countStates(
    ring.people.flatMap(({ userId }) =>
      isCounted(userId) ? stateIn(ring, index, userId, { live, hasFailed: failed.has(userId) }) : [],
    ),
  );
}

/** How many of a ring did not arrive, and are in no later one that began. */
function missingOf(rings: readonly StoredRing[], ring: StoredRing, index: number, live: Live): number {
  return ringCounts(ring, index, live).failed === 0 ? 0 : countsOnce(rings, ring, index, live).failed;
}

const failedIds = ({ failed }: StoredRing): ReadonlySet<string> =>
  new Set(failed.map(({ userId }) => userId));

export function ringCounts(ring: StoredRing, index: number, live: Live): RingCounts {
  const size = ring.people.length;
  const failed = ring.failed.length;
  switch (ring.state) {
    case 'to-do':
      return { arrived: 0, waiting: 0, failed: 0 };
    case 'taken-back': {
      const stateOf = live.backOf(ring);
      const isLeftAlone = ({ userId }: { userId: string }): boolean => stateOf(userId) === 'left-alone';
      const gone = ring.failed.filter(isLeftAlone).length;
      return { arrived: ring.people.filter(isLeftAlone).length - gone, waiting: 0, failed: gone };
    }
    case 'assigning':
    case 'following': {
      const states = live.states.get(index);
      if (states !== undefined) return countStates(states.values());
      if (ring.state === 'assigning') return live.runCounts(ring);
      return { arrived: 0, waiting: size - failed, failed };
    }
    case 'passed':
    case 'failed':
      return { arrived: size - failed, waiting: 0, failed };
    default:
      return assertNever(ring.state);
  }
}

export function countStates(states: Iterable<PersonState>): RingCounts {
  const counts = { arrived: 0, waiting: 0, failed: 0 };
  for (const state of states) if (state !== 'to-do') counts[state] += 1;
  return counts;
}

/** Of somebody in a ring. `hasFailed`: they are among its failures. */
export function stateIn(
  ring: StoredRing,
  index: number,
  userId: string,
  { live, hasFailed }: { live: Live; hasFailed: boolean },
): PersonState {
  if (ring.state === 'to-do') return 'to-do';
  if (ring.state === 'taken-back' && live.backOf(ring)(userId) !== 'left-alone') return 'to-do';
  const known = isUnderWay(ring.state) ? live.states.get(index)?.get(userId) : undefined;
  if (known !== undefined) return known;
  if (ring.state === 'assigning') return 'to-do';
  if (hasFailed) return 'failed';
  return ring.state === 'following' ? 'waiting' : 'arrived';
}
