import { failedRing } from '../../shared/rollout';
import type {
  RolloutChoice,
  RolloutCounts,
  RolloutDraft,
  RolloutPlan,
  RolloutRow,
  RolloutView,
} from '../../shared/rollout';
import type { NotedRollout, RolloutBefore, RolloutChosen, SavedRollout } from '../../shared/saved-rollout';
import { withSharedReads } from '../okta/shared-reads';
import { gone, requireApp } from '../storage/required';
import { blastRadius } from './blast-radius';
import {
  requireMayWrite,
  requireNoBlocker,
  requireNoRun,
  requireReceiver,
  requireSecondYes,
} from './approval';
import { isOfConnection, isRunningFailure, notReady, unknownRolloutPlan } from './failures';
import type { StoredRing, StoredRollout } from './file';
import { gather } from './gather';
import type { Gathered } from './gather';
import { createLists } from './lists';
import { notedRollout, savedRollout } from './noted';
import type { RolloutParts } from './parts';
import { planRings } from './planner';
import type { PlannedRing } from './planner';
import { createProgress } from './progress';
import { createRepairState } from './repair-state';
import { readMappingRisk, unproven } from './risks';
import { createRingRuns } from './run-rings';
import { createStanding } from './standing';
import { countsOf, plannedRows, rolloutRows, skippedRows, viewOf } from './shown';
import type { RowsAsked } from './shown';

/** A rollout in rings: planned, applied ring by ring by the engine, each verified before the next. */
export interface Rollout {
  match: ReturnType<typeof createLists>['match'];
  /** What of the list led to nobody. @throws AppFailure `not-ready` */
  listCsv: ReturnType<typeof createLists>['csv'];
  /** What was chosen for the next rollout, the list and the plan of it. */
  chosen(): RolloutChosen;
  /** Remembers what is chosen; a plan of something else is dropped. */
  choose(draft: RolloutDraft): void;
  /** Who would be assigned, in which rings, and what follows. Only reads. */
  plan(choice: RolloutChoice): Promise<RolloutPlan>;
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
  /** After each connection: reads who of a ring that was cut off is assigned, and ends what the connection before was refused. */
  lookAtCutOff(): void;
  rows(asked: RowsAsked): { version: number; total: number; rows: RolloutRow[] };
  /** As a summary notes it; null where there is none. */
  noted(): NotedRollout | null;
  /** For a saved set-up; null where nothing was chosen and nothing begun. What another computer told is handed on. */
  saved(): SavedRollout | null;
  /** What a saved set-up that is opened tells of its rollout. */
  takeBefore(before: RolloutBefore): void;
  /** The rings with their people; empty where there is none. */
  rings(): readonly StoredRing[];
  /** A ring was taken back. */
  takenBack(ring: number): void;
}

interface Planned {
  plan: RolloutPlan;
  choice: RolloutChoice;
  rings: readonly PlannedRing[];
  gathered: Gathered;
  appId: string;
}

export function createRollout(parts: RolloutParts): Rollout {
  const { store, file, clock, lifetime } = parts;
  const lists = createLists(parts.okta, parts.redactor);
  const progress = createProgress(parts);
  const repair = createRepairState(parts);
  const { stored, current, presentIndex, putRing, live } = progress;
  const standing = createStanding(parts, progress);
  const { go, check, halt: haltRings } = createRingRuns(parts, progress, standing.look);
  const halt = (): void => {
    haltRings();
    standing.end();
  };
  let planned: Planned | null = null;

  /** Of a repair that is over, once the rollout goes on: who failed in it stays named. */
  const endRepairError = (): void => {
    if (repair.current()?.state === 'done') repair.put({ error: null });
  };

  const counts: Rollout['counts'] = () => countsOf(current(), live());

  // Nothing is written at a start of the assistant before somebody says so.
  if (current()?.state === 'running') progress.put({ state: 'paused', pause: 'stopped' });

  lifetime.onForget(() => {
    halt();
    planned = null;
    progress.forgetLive();
    lists.forget();
  });
  lifetime.onClose(halt);

  return {
    match: (source) => {
      planned = null;
      return lists.match(source);
    },

    listCsv: lists.csv,

    chosen: () => ({
      draft: stored()?.draft ?? null,
      list: lists.matched(),
      plan:
        planned !== null && planned.choice.licences === (stored()?.licences ?? null) ? planned.plan : null,
      before: stored()?.before ?? null,
    }),

    choose: (draft) => {
      const { setupId, app } = store.session;
      if (planned !== null && !isOf(draft, planned.choice)) planned = null;
      if (app !== null) file.update({ setupId, appId: app.id }, { draft });
    },

    plan: async (choice) => {
      const { session } = store;
      const okta = withSharedReads(parts.okta());
      const { id: appId } = requireApp(session);
      const [app, mappingRisk, gathered] = await Promise.all([
        okta.app(appId),
        readMappingRisk(parts, okta, appId),
        gather({
          okta,
          oktopost: parts.oktopost(),
          appId,
          choice,
          listed: lists.people(choice.listId),
          signal: new AbortController().signal,
        }),
      ]);
      if (app === null) throw gone();
      const rings = planRings({ ...gathered, ringSize: choice.ringSize });
      const risks = [...unproven(store.session), ...mappingRisk];
      const plan = await blastRadius({
        okta,
        app,
        gathered,
        rings,
        choice,
        session,
        risks,
        now: clock.now(),
      });
      planned = { plan, choice, rings, gathered, appId };
      return plan;
    },

    start: (planId, secondYes) => {
      requireMayWrite(parts, { counts });
      if (planned === null || planned.plan.id !== planId) throw unknownRolloutPlan();
      const { plan, choice, rings, appId } = planned;
      requireNoBlocker(plan.blockers, 'Solve it, then plan again.');
      requireReceiver(parts, secondYes);
      requireSecondYes([...plan.risks, ...plan.lockOut], secondYes);
      const { setupId } = store.session;
      // What was begun before stays, so that it can be taken back.
      const kept = current()?.rings.filter(({ state }) => state !== 'to-do') ?? [];
      progress.forgetLive();
      const begun: StoredRollout = {
        failShare: choice.failShare,
        goOn: choice.goOn,
        accepted: [...plan.risks, ...plan.lockOut],
        state: 'paused',
        pause: null,
        error: null,
        earlier: kept.length,
        rings: [...kept, ...rings.map((ring) => ({ ...ring, people: [...ring.people], ...newRing() }))],
      };
      file.update({ setupId, appId }, { rollout: begun, draft: null });
      planned = null;
      lists.forget();
      endRepairError();
      go();
      standing.look();
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
      endRepairError();
      go();
      standing.look();
    },

    check: (index) => {
      requireNoRun(parts);
      const rollout = current();
      if (rollout?.state === 'running' || stored()?.repair?.state === 'running') throw isRunningFailure();
      const ring = rollout?.rings[index];
      if (!hasFailed(ring) && !(ring?.state === 'passed' && ring.looked === null))
        throw notReady('Nobody of this ring failed, and Oktopost was read.', 'Choose another one.');
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
    view: () => viewOf(current(), live(), standing.shown()),
    lookAtCutOff: () => {
      // Connected again: what refused or hindered the connection before is over.
      if (isOfConnection(current()?.error ?? null)) progress.put({ pause: 'stopped', error: null });
      standing.look();
    },

    rows: (asked) => {
      const all =
        asked.of === 'rollout'
          ? rolloutRows(current(), live(), asked)
          : planned === null
            ? []
            : asked.of === 'planned'
              ? plannedRows(planned.rings, asked.ring)
              : skippedRows(planned.gathered);
      return {
        version: live().version,
        total: all.length,
        rows: all.slice(asked.from, asked.from + asked.count),
      };
    },

    noted: () => notedRollout(current(), live()),
    saved: () => savedRollout(stored(), live()),
    takeBefore: (before) => {
      file.take(store.session.setupId, before);
    },
    rings: () => current()?.rings ?? [],

    takenBack: (index) => {
      progress.setStates(index, null);
      putRing(index, { state: 'taken-back', endedAt: progress.now() });
      standing.look();
    },
  };
}

/** It ended, and somebody did not arrive. */
const hasFailed = (ring: StoredRing | undefined): boolean =>
  ring !== undefined && (ring.state === 'failed' || ring.state === 'passed') && ring.failed.length > 0;

/** Whether the plan of this choice is one of the draft; both name people and groups in the order in which they were chosen. */
const isOf = (draft: RolloutDraft, choice: RolloutChoice): boolean =>
  JSON.stringify([
    draft.people.map(({ id }) => id),
    draft.groups,
    draft.ringSize,
    draft.failShare,
    draft.goOn,
  ]) === JSON.stringify([choice.userIds, choice.groups, choice.ringSize, choice.failShare, choice.goOn]);

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
