import { failedRing, ofLicences } from '../../shared/rollout';
import type { RolloutCounts, RolloutRow, RolloutView } from '../../shared/rollout';
import type { NotedRollout, RolloutBefore, SavedRollout } from '../../shared/saved-rollout';
import {
  requireMayWrite,
  requireNoBlocker,
  requireNoRun,
  requireReceiver,
  requireSecondYes,
} from './approval';
import { newRollout } from './new-rollout';
import { isOfConnection, isRunningFailure, notReady } from './failures';
import type { StoredRing, StoredRollout } from './rollout-store';
import { beyondLicences } from './rings/licences';
import { notedRollout, savedRollout } from './exported-rollout';
import type { RolloutParts } from './parts';
import { createPlanning } from './planning/planning';
import type { Planning } from './planning/planning';
import { createProgress } from './progress';
import { createRepairState } from './repair/repair-state';
import { createRingRuns } from './rings/run-rings';
import { arrivedSince } from './rings/arrived-since';
import type { Arrived } from './rings/arrived-since';
import { activeBefore } from '../steps/assignment/active-before';
import { withoutError, withoutSolved } from './rings/solved-errors';
import { createEndedRings } from './rings/ended-rings';
import { createCutOffRings } from './rings/cut-off-rings';
import { countsOf, remainingOf } from './counts';
import type { Remaining } from './counts';
import { rolloutRows, viewOf } from './rollout-view';
import type { RowsAsked } from './rollout-view';
import { createTakenBack } from './take-back/taken-back-people';

/** A rollout in rings: planned, applied ring by ring by the engine, each verified before the next. */
export interface Rollout extends Omit<Planning, 'planned' | 'rows' | 'dropPlan'> {
  /** Begins what was shown. @throws AppFailure `plan-unknown`, `plan-only`, `busy`, `not-ready` */
  start(planId: string, secondYes: boolean): void;
  /** At once; what was sent to Okta is finished by Okta. */
  stop(): void;
  /**
   * Goes on where it stopped, or with the next ring. While a ring of which too many failed stands, or Oktopost has refused what Okta sent,
   * the next one needs a second yes.
   * @throws AppFailure `not-ready`, `plan-only`, `busy`
   */
  resume(secondYes: boolean): void;
  /** Reads the people of a ring that ended anew, also of a rollout before; writes nothing. @throws AppFailure `not-ready`, `busy` */
  check(ring: number): void;
  /** As `check`, of each ring of which one of these people failed. */
  checkAfter(userIds: ReadonlySet<string>): void;
  counts(): Omit<RolloutCounts, 'repair'>;
  view(): RolloutView;
  /** When somebody looks: reads what Okta shows since the rings ended. */
  lookAgain(): void;
  /** After each connection: reads who of a ring that was cut off is assigned, and ends what the connection before was refused. */
  lookAtCutOff(): void;
  rows(asked: RowsAsked): { total: number; rows: RolloutRow[] };
  /** Who is still to be assigned; null where there is none. */
  remaining(): Remaining | null;
  /** As a summary notes it; null where there is none. */
  noted(): NotedRollout | null;
  /** For a saved set-up; null where nothing was chosen and nothing begun. What another computer told is handed on. */
  saved(): SavedRollout | null;
  /** What a saved set-up that is opened tells of its rollout. */
  takeBefore(before: RolloutBefore): void;
  /** The rings with their people; empty where there is none. */
  rings(): readonly StoredRing[];
  /** What came of whom rings assigned that began after this moment, ISO 8601, and ended. */
  arrivedSince(since: string): Arrived;
  /** A ring was taken back. */
  takenBack(ring: number): void;
}

const noRings: readonly StoredRing[] = [];

export function createRollout(parts: RolloutParts): Rollout {
  const { store, file, lifetime } = parts;
  const takenBack = createTakenBack(parts);
  let arrived: { since: string; rings: readonly StoredRing[]; found: Arrived } | null = null;
  const progress = createProgress({ ...parts, backOf: takenBack.of });
  const repair = createRepairState(parts);
  const { stored, current, presentIndex, putRing, live } = progress;
  const cutOffRings = createCutOffRings(parts, progress);
  const endedRings = createEndedRings(parts, progress, { repair, takenBack });
  const { go, check, halt: haltRings } = createRingRuns(parts, progress, cutOffRings.look);
  const halt = (): void => {
    haltRings();
    cutOffRings.end();
    endedRings.end();
  };
  const { planned, rows: plannedRows, dropPlan, ...planning } = createPlanning(parts, stored);

  /** Of a repair that is over, once the rollout goes on: who failed in it stays named. */
  const endRepairError = (): void => {
    if (repair.current()?.state === 'done') repair.put({ error: null });
  };

  const solved = (): StoredRollout | null =>
    withoutSolved(current(), store.session, stored()?.licences ?? null);
  const counts: Rollout['counts'] = () => countsOf(solved(), live());

  // Nothing is written at a start of the assistant before somebody says so.
  if (current()?.state === 'running') progress.put({ state: 'paused', pause: 'stopped' });

  lifetime.onForget(() => {
    halt();
    progress.forgetLive();
    planning.forgetList();
  });
  lifetime.onClose(halt);

  return {
    ...planning,

    start: (planId, secondYes) => {
      requireMayWrite(parts, { counts });
      const { plan, appId, ...rest } = planned(planId);
      requireNoBlocker(plan, 'Solve it, then plan again.');
      requireReceiver(parts, secondYes);
      requireSecondYes([...plan.risks, ...plan.lockOut], secondYes);
      progress.forgetLive();
      const rollout = newRollout(current(), { plan, ...rest });
      file.update({ setupId: store.session.setupId, appId }, { rollout, draft: null });
      planning.forgetList();
      endRepairError();
      // The rings before it may have another number now.
      endedRings.end();
      go();
      cutOffRings.look();
    },

    stop: () => {
      if (live().checking !== null) haltRings();
      if (current()?.state !== 'running') return;
      halt();
      progress.pause('stopped');
    },

    resume: (secondYes) => {
      requireMayWrite(parts, { counts });
      const rollout = current();
      const failed = rollout?.pause === 'too-many-failed' ? failedRing(rollout) : -1;
      if (failed >= 0 && !secondYes) {
        throw notReady(
          `Too many of ring ${failed + 1} failed.`,
          'Assign them again, or say yes to going on all the same.',
        );
      }
      if (current() === null || presentIndex() < 0) {
        throw notReady('There is no ring left.', 'Plan another rollout.');
      }
      requireReceiver(parts, secondYes);
      const error = solved()?.error;
      if (rollout !== null && error?.field === ofLicences) {
        requireSecondYes([error.message], secondYes);
        progress.put({ accepted: [...rollout.accepted, ...beyondLicences(parts)] });
      }
      endRepairError();
      dropPlan();
      go();
      cutOffRings.look();
    },

    check: (index) => {
      requireNoRun(parts);
      const rollout = current();
      if (rollout?.state === 'running' || stored()?.repair?.state === 'running') throw isRunningFailure();
      const ring = rollout?.rings[index];
      const hasLeft = endedRings.shown().some((each) => each.ring === index);
      if (!hasFailed(ring) && !hasLeft && !(ring?.state === 'passed' && ring.looked === null))
        throw notReady('Nobody of this ring failed, and Oktopost was read.', 'Choose another one.');
      endedRings.end(index);
      check([index]);
    },
    checkAfter: (userIds) => {
      const rings = current()?.rings ?? [];
      check(
        rings.flatMap((ring, index) =>
          hasFailed(ring) && ring.failed.some(({ userId }) => userIds.has(userId)) ? index : [],
        ),
      );
    },

    counts,
    view: () => viewOf(current(), live(), { cutOff: cutOffRings.shown(), later: endedRings.shown() }),
    lookAgain: endedRings.look,
    lookAtCutOff: () => {
      // Connected again: what refused or hindered the connection before is over.
      if (isOfConnection(current()?.error ?? null)) progress.put({ pause: 'stopped', error: null });
      cutOffRings.look();
    },

    rows: (asked) => {
      const all =
        asked.of === 'rollout' ? rolloutRows(current(), live(), asked) : plannedRows(asked.of, asked.ring);
      return { total: all.length, rows: all.slice(asked.from, asked.from + asked.count) };
    },

    remaining: () => remainingOf(current(), live()),
    noted: () => notedRollout(current(), live(), activeBefore(parts.appliedChanges())),
    saved: () => savedRollout(stored(), live(), activeBefore(parts.appliedChanges())),
    takeBefore: (before) => {
      file.take(store.session.setupId, before);
    },
    rings: () => current()?.rings ?? [],
    arrivedSince: (moment) => {
      const rings = current()?.rings ?? noRings;
      // Each snapshot asks, more than once; what came of rings that ended changes with the rings alone.
      if (arrived?.since !== moment || arrived.rings !== rings)
        arrived = { since: moment, rings, found: arrivedSince(moment, rings, parts.appliedChanges) };
      return arrived.found;
    },

    takenBack: (index) => {
      progress.setStates(index, null);
      endedRings.end(index);
      putRing(index, { state: 'taken-back', endedAt: progress.now() });
      const rollout = current();
      // Their licences may be free again: the next ring is measured anew.
      if (rollout?.error?.field === ofLicences) progress.put(withoutError(rollout));
      cutOffRings.look();
    },
  };
}

/** It ended, and somebody did not arrive. */
const hasFailed = (ring: StoredRing | undefined): boolean =>
  ring !== undefined && (ring.state === 'failed' || ring.state === 'passed') && ring.failed.length > 0;
