import { agreed, counted } from '../../shared/counted';
import { assertNever } from '../../shared/errors';
import { isUnderWay, noRollout, skipReasons } from '../../shared/rollout';
import type {
  CoursePoint,
  PersonState,
  RingCounts,
  RingNote,
  RolloutCounts,
  RolloutRow,
  RolloutView,
} from '../../shared/rollout';
import { ringName } from '../../shared/rollout-words';
import type { StoredRing, StoredRollout } from './file';
import type { Gathered } from './gather';
import type { PlannedRing } from './planner';
import type { RingPerson } from '../steps/rollout/ring';

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
}

export interface RowsAsked {
  /** Who was found by the list, who was planned, who is left out, or everybody of the rollout. */
  of: 'listed' | 'planned' | 'skipped' | 'rollout';
  ring: number | null;
  state: PersonState | null;
  from: number;
  count: number;
}

const openStates: readonly StoredRing['state'][] = ['to-do', 'assigning', 'following'];

/** Index of the ring that is at work or comes next; -1 where none is left. */
export const presentRing = (rollout: Pick<StoredRollout, 'rings' | 'earlier'> | null): number =>
  rollout?.rings.findIndex(({ state }, index) => index >= rollout.earlier && openStates.includes(state)) ??
  -1;

type CutOffIn = Pick<StoredRollout, 'state' | 'rings' | 'earlier'>;

/** Rings that began and with which nothing is done now: some of each may be assigned. */
export const cutOffRings = (rollout: CutOffIn | null): { ring: StoredRing; index: number }[] =>
  (rollout?.rings ?? []).flatMap((ring, index) => {
    const isAtWork = rollout?.state === 'running' && index >= rollout.earlier;
    return isUnderWay(ring.state) && !isAtWork ? [{ ring, index }] : [];
  });

const lastOf = new WeakMap<readonly StoredRing[], ReadonlyMap<string, number>>();

/** Of everybody, by user id, the index of the last ring that began with them, else of the one that is to: there they are counted, once. */
export function lastRings(rings: readonly StoredRing[]): ReadonlyMap<string, number> {
  const known = lastOf.get(rings);
  if (known !== undefined) return known;
  const last = new Map<string, number>();
  for (const [index, { people, state }] of rings.entries()) {
    for (const { userId } of people) if (state !== 'to-do' || !last.has(userId)) last.set(userId, index);
  }
  lastOf.set(rings, last);
  return last;
}

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
    takenBack: ofState(rings, 'taken-back'),
    notBegun: notBegunOf(rollout, live),
  };
}

/** How many are in a ring of this state, and in no other one by which they are counted. */
function ofState(rings: readonly StoredRing[], state: StoredRing['state']): number {
  const last = lastRings(rings);
  return rings.reduce(
    (total, ring, index) =>
      ring.state === state
        ? total + ring.people.filter(({ userId }) => last.get(userId) === index).length
        : total,
    0,
  );
}

/** With whom no ring has begun; of one that did begin, who is not assigned yet. */
function notBegunOf({ rings, notBegun }: StoredRollout, live: Live): number {
  const underWay = rings.reduce((total, ring, index) => {
    if (!isUnderWay(ring.state)) return total;
    const { arrived, waiting, failed } = ringCounts(ring, index, live);
    return total + ring.people.length - arrived - waiting - failed;
  }, 0);
  return notBegun.length + ofState(rings, 'to-do') + underWay;
}

/** Of a ring without whoever a later one began with. */
function countsOnce(rings: readonly StoredRing[], ring: StoredRing, index: number, live: Live): RingCounts {
  const counts = ringCounts(ring, index, live);
  if (counts.arrived + counts.waiting + counts.failed === 0) return counts;
  const last = lastRings(rings);
  if (ring.people.every(({ userId }) => last.get(userId) === index)) return counts;
  const failed = failedIds(ring);
  return countStates(
    ring.people.flatMap(({ userId }) =>
      last.get(userId) === index ? stateIn(ring, index, userId, { live, hasFailed: failed.has(userId) }) : [],
    ),
  );
}

/** How many of a ring did not arrive, and are in no later one that began. */
function missingOf(rings: readonly StoredRing[], ring: StoredRing, index: number, live: Live): number {
  return ringCounts(ring, index, live).failed === 0 ? 0 : countsOnce(rings, ring, index, live).failed;
}

const failedIds = ({ failed }: StoredRing): ReadonlySet<string> =>
  new Set(failed.map(({ userId }) => userId));

/** With the course of the ring at work, else of the last one that is not taken back: of that nobody is where it drew them. A ring of nobody has none. */
export function viewOf(
  rollout: Pick<StoredRollout, 'state' | 'rings' | 'failShare' | 'earlier' | 'goOn'> | null,
  live: Live,
  { cutOff, left }: { cutOff: RolloutView['cutOff']; left: readonly RingNote[] },
): RolloutView {
  const isDrawn = ({ course, state, people }: StoredRing): boolean =>
    course.length > 0 && people.length > 0 && state !== 'taken-back';
  const present = presentRing(rollout);
  const isLive = live.course.length > 0 && (rollout?.rings[present]?.people.length ?? 0) > 0;
  const courseOf = isLive ? present : (rollout?.rings.findLastIndex(isDrawn) ?? -1);
  return {
    version: live.version,
    course: [...(isLive ? live.course : (rollout?.rings[courseOf]?.course ?? []))],
    courseOf: courseOf < 0 ? null : courseOf,
    goOn: rollout?.goOn ?? false,
    failShare: rollout?.failShare ?? 0,
    rings: rollout === null ? [] : shownRings(rollout, live),
    earlier: rollout?.earlier ?? 0,
    cutOff,
    notes: [
      ...(rollout === null
        ? []
        : [...evidenceOf(rollout.rings), ...standingOf(rollout, cutOff), ...againIn(rollout.rings)]),
      ...left,
    ],
  };
}

/** By what a ring that ended is known to have arrived, as it was read then, or checked since. */
const evidenceOf = (rings: readonly StoredRing[]): RingNote[] =>
  rings.flatMap(({ people: { length: size }, state, logged, looked, endedAt, checkedAt }, ring) => {
    if (size === 0 || (state !== 'passed' && state !== 'failed')) return [];
    const text = [
      logged === null ? 'Okta’s log was not read.' : `Okta’s log confirms ${logged} of ${size}.`,
      looked === null ? 'Oktopost was not read' : `Seen at Oktopost: ${looked}`,
    ].join(' ');
    return [{ ring, kind: 'evidence', text, at: checkedAt ?? endedAt }];
  });

/** Of rings that were cut off, who is assigned, as far as it was read. */
const standingOf = (rollout: CutOffIn, cutOff: RolloutView['cutOff']): RingNote[] =>
  cutOffRings(rollout).map(({ ring: { people }, index: ring }) => {
    const found = cutOff.find((each) => each.ring === ring);
    if (found === undefined)
      return { ring, kind: 'evidence', text: 'Okta was not read since it was stopped', at: null };
    const text = `${found.assigned.toLocaleString('en')} of ${counted(people.length, 'person', 'people')} assigned in Okta`;
    return { ring, kind: 'evidence', text, at: found.at };
  });

/** Whoever is in several rings is counted once, by the last one that began with them: the others say so. */
function againIn(rings: readonly StoredRing[]): RingNote[] {
  const last = lastRings(rings);
  return rings.flatMap(({ people, state }, ring) => {
    if (state === 'to-do') return [];
    const again = people.filter(({ userId }) => (last.get(userId) ?? ring) > ring).length;
    if (again === 0) return [];
    return [
      {
        ring,
        kind: 'again',
        at: null,
        text: `${again.toLocaleString('en')} of ${people.length.toLocaleString('en')} ${agreed(again, 'is', 'are')} in a later ring again, and counted there`,
      },
    ];
  });
}

export const shownRings = ({ rings }: Pick<StoredRollout, 'rings'>, live: Live): RolloutView['rings'] =>
  rings.map((ring, index) => ({
    ...{ kind: ring.kind, group: ring.group?.name ?? null, people: ring.people.length },
    ...ringCounts(ring, index, live),
    ...{ state: ring.state, looked: ring.looked, logged: ring.logged, failures: ring.failures },
  }));

function ringCounts(ring: StoredRing, index: number, live: Live): RingCounts {
  const size = ring.people.length;
  const failed = ring.failed.length;
  switch (ring.state) {
    case 'to-do':
    case 'taken-back':
      return { arrived: 0, waiting: 0, failed: 0 };
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

/** The rows that were asked for; without a ring of all rings, also of rollouts before, everybody once. */
export function rolloutRows(
  rollout: StoredRollout | null,
  live: Live,
  { ring, state }: RowsAsked,
): RolloutRow[] {
  const rings = rollout?.rings ?? [];
  const last = lastRings(rings);
  const ofRings = rings.flatMap((each, index): RolloutRow[] => {
    if (ring !== null && ring !== index) return [];
    const notes = new Map(each.failed.map(({ userId, note }) => [userId, note]));
    const isBack = each.state === 'taken-back';
    return each.people.flatMap(({ userId, name, email }) => {
      if (ring === null && last.get(userId) !== index) return [];
      const at = stateIn(each, index, userId, { live, hasFailed: notes.has(userId) });
      if (state !== null && at !== state) return [];
      const note = at === 'failed' ? notes.get(userId) : isBack ? `${ringName(index)} was taken back.` : null;
      return [{ userId, name, email, ring: index, state: at, note: note ?? null }];
    });
  });
  if (ring !== null || (state !== null && state !== 'to-do')) return ofRings;
  const others = peopleRows(rollout?.notBegun ?? [], null);
  return [...ofRings, ...others.map((row) => ({ ...row, state: 'to-do' as const, note: notBegunNote }))];
}

const notBegunNote = 'Their ring had not begun when another rollout did.';

export const peopleRows = (people: readonly RingPerson[], ring: number | null): RolloutRow[] =>
  people.map(({ userId, name, email }) => ({ userId, name, email, ring, state: null, note: null }));

/** `first`: index of the first of these rings among all, as `ring` counts. */
export const plannedRows = (
  rings: readonly PlannedRing[],
  ring: number | null,
  first: number,
): RolloutRow[] =>
  rings.flatMap(({ people }, at) =>
    ring !== null && ring !== first + at ? [] : peopleRows(people, first + at),
  );

export const skippedRows = ({ skipped }: Gathered): RolloutRow[] =>
  skipped.map(({ person: { userId, name, email }, reason }) => ({
    ...{ userId, name, email, ring: null, state: null, note: skipReasons[reason] },
  }));

function stateIn(
  ring: StoredRing,
  index: number,
  userId: string,
  { live, hasFailed }: { live: Live; hasFailed: boolean },
): PersonState {
  if (ring.state === 'to-do' || ring.state === 'taken-back') return 'to-do';
  const known = isUnderWay(ring.state) ? live.states.get(index)?.get(userId) : undefined;
  if (known !== undefined) return known;
  if (ring.state === 'assigning') return 'to-do';
  if (hasFailed) return 'failed';
  return ring.state === 'following' ? 'waiting' : 'arrived';
}
