import { agreed, counted } from '../../shared/counted';
import { isUnderWay } from '../../shared/rollout';
import { skipReasons } from '../../shared/rollout-plan';
import type { PersonState, RingNote, RolloutRow, RolloutView } from '../../shared/rollout';
import { ringName } from '../../shared/rollout-words';
import type { StoredRing, StoredRollout } from './rollout-store';
import type { Gathered } from './planning/gather';
import { countedIn, lastRings } from './rings/last-rings';
import type { PlannedRing } from './planning/plan-rings';
import type { RingPerson } from '../steps/rollout/ring';
import { presentRing, ringCounts, stateIn } from './counts';
import type { Live } from './counts';
import type { BackState } from './take-back/taken-back-people';

export interface RowsAsked {
  /** Who was found by the list, who was planned, who is left out, or everybody of the rollout. */
  of: 'listed' | 'planned' | 'skipped' | 'rollout';
  ring: number | null;
  state: PersonState | null;
  from: number;
  count: number;
}

type CutOffIn = Pick<StoredRollout, 'state' | 'rings' | 'earlier'>;

/** Rings that began and with which nothing is done now: some of each may be assigned. */
export const cutOffRings = (rollout: CutOffIn | null): { ring: StoredRing; index: number }[] =>
  (rollout?.rings ?? []).flatMap((ring, index) => {
    const isAtWork = rollout?.state === 'running' && index >= rollout.earlier;
    return isUnderWay(ring.state) && !isAtWork ? [{ ring, index }] : [];
  });

/** With the course of the ring at work, else of the last one that is not taken back: of that nobody is where it drew them. A ring of nobody has none. */
export function viewOf(
  rollout: Pick<StoredRollout, 'state' | 'rings' | 'earlier' | 'goOn'> | null,
  live: Live,
  { cutOff, later }: { cutOff: RolloutView['cutOff']; later: readonly RingNote[] },
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
    rings: rollout === null ? [] : shownRings(rollout, live),
    earlier: rollout?.earlier ?? 0,
    cutOff,
    notes: [
      ...(rollout === null
        ? []
        : [...evidenceOf(rollout.rings), ...standingOf(rollout, cutOff), ...againIn(rollout.rings)]),
      ...later,
    ],
  };
}

/** By what a ring that ended is known to have arrived, as it was read then, or checked since. */
const evidenceOf = (rings: readonly StoredRing[]): RingNote[] =>
  rings.flatMap(({ people: { length: size }, state, logged, looked, endedAt, checkedAt }, ring) => {
    if (size === 0 || (state !== 'passed' && state !== 'failed')) return [];
    const inLog = logged === null ? null : `Okta’s log confirms ${logged} of ${size}`;
    const seen = looked === null ? null : `Seen at Oktopost: ${looked}`;
    // What was read comes last, beside the time of it.
    const text =
      inLog === null && seen === null
        ? 'Neither Okta’s log nor Oktopost was read'
        : seen === null
          ? `Oktopost was not read. ${inLog}`
          : `${inLog ?? 'Okta’s log was not read'}. ${seen}`;
    return [
      { ring, kind: 'evidence', text, at: inLog === null && seen === null ? null : (checkedAt ?? endedAt) },
    ];
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

/** The rows that were asked for; without a ring of all rings, also of rollouts before, everybody once. */
export function rolloutRows(
  rollout: StoredRollout | null,
  live: Live,
  { ring, state }: RowsAsked,
): RolloutRow[] {
  const rings = rollout?.rings ?? [];
  const ofRings = rings.flatMap((each, index): RolloutRow[] => {
    if (ring !== null && ring !== index) return [];
    const isCounted = countedIn(rings, index);
    const notes = new Map(each.failed.map(({ userId, note }) => [userId, note]));
    const backOf = each.state === 'taken-back' ? live.backOf(each) : null;
    return each.people.flatMap(({ userId, name, email }) => {
      if (ring === null && !isCounted(userId)) return [];
      const at = stateIn(each, index, userId, { live, hasFailed: notes.has(userId) });
      if (state !== null && at !== state) return [];
      const back = backOf === null ? null : `${ringName(index)} was taken back${backWords[backOf(userId)]}.`;
      const note = at === 'failed' ? notes.get(userId) : back;
      return [{ userId, name, email, ring: index, state: at, note: note ?? null }];
    });
  });
  if (ring !== null || (state !== null && state !== 'to-do')) return ofRings;
  const others = peopleRows(rollout?.notBegun ?? [], null);
  return [...ofRings, ...others.map((row) => ({ ...row, state: 'to-do' as const, note: notBegunNote }))];
}

/** Beside that their ring was taken back. */
const backWords: Record<BackState, string> = {
  'taken-back': '',
  unassigned: ': not assigned any more by then',
  'left-alone': ': assigned otherwise, and left alone',
};

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
