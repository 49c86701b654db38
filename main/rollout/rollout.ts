import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { thinned } from '../../shared/course';
import { isRunning } from '../../shared/plan';
import { mostNotedRings } from '../../shared/rollout';
import type {
  CoursePoint,
  NotedRollout,
  PersonState,
  RingCounts,
  RolloutBefore,
  RolloutChoice,
  RolloutChosen,
  RolloutCounts,
  RolloutDraft,
  RolloutPlan,
  RolloutRow,
  RolloutView,
  SavedRollout,
} from '../../shared/rollout';
import { itemErrorCodes } from '../plans/execute';
import { poll } from '../polling/poll';
import type { Poll } from '../polling/poll';
import { ringChangeId, ringGroupChangeId, ringStep } from '../steps/rollout/ring';
import { gone, requireApp } from '../storage/required';
import { blastRadius } from './blast-radius';
import { notReady, isRunningFailure, planOnlyFailure, unknownRolloutPlan } from './failures';
import type { RolloutFile, StoredRing, StoredRollout } from './file';
import { followRing } from './follow';
import type { RingFollower, RingOutcome } from './follow';
import { gather } from './gather';
import type { Gathered } from './gather';
import { createLists } from './lists';
import type { RolloutParts } from './parts';
import { planRings } from './planner';
import type { PlannedRing } from './planner';
import { notedRollout, savedRollout } from './noted';
import { countsOf, countStates, plannedRows, presentRing, rolloutRows, skippedRows, viewOf } from './shown';
import type { Live, RowsAsked } from './shown';

type Pause = NonNullable<RolloutCounts['pause']>;

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
   * Goes on where it stopped, or with the next ring; `again`: with the last ring that failed, whose people are looked at anew.
   * @throws AppFailure `not-ready`, `plan-only`
   */
  resume(again: boolean): void;
  /** Forgets it; what was assigned stays, and the journal knows it. @throws AppFailure `busy` */
  forget(): void;
  counts(): Omit<RolloutCounts, 'repair'>;
  view(): RolloutView;
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

const mostPoints = 120;
/** Points of a ring's course that are kept when it ends. */
const keptPoints = 12;
/** Looks that fail in a row before the rollout pauses. */
const mostFailedLooks = 5;

export function createRollout(parts: RolloutParts): Rollout {
  const { store, file, clock, engine, lifetime, changed, toAppError, report } = parts;
  const lists = createLists(parts.okta, parts.redactor);
  let planned: Planned | null = null;
  let version = 0;
  let abort = new AbortController();
  let follower: RingFollower | null = null;
  let course: CoursePoint[] = [];
  let going = Promise.resolve();
  /** Of rings that ended while this assistant ran. */
  const liveStates = new Map<number, ReadonlyMap<string, PersonState>>();

  const stored = (): RolloutFile | null => {
    const { setupId, app } = store.session;
    return file.read({ setupId, appId: app?.id ?? null });
  };
  const current = (): StoredRollout | null => stored()?.rollout ?? null;
  const now = (): string => clock.now().toISOString();

  function put(patch: Partial<StoredRollout>): void {
    const known = stored();
    const rollout = known?.rollout ?? null;
    if (known === null || rollout === null) return;
    file.update(known, { rollout: { ...rollout, ...patch } });
    tell();
  }
  function putRing(index: number, patch: Partial<StoredRing>, more: Partial<StoredRollout> = {}): void {
    const rings = current()?.rings.map((ring, at) => (at === index ? { ...ring, ...patch } : ring)) ?? [];
    put({ ...more, rings });
  }
  function tell(): void {
    version += 1;
    changed();
  }

  // Nothing is written at a start of the assistant before somebody says so.
  if (current()?.state === 'running') put({ state: 'paused', pause: 'stopped' });

  function pause(reason: Pause, error: AppError | null = null): void {
    follower?.stop();
    const present = presentIndex();
    if (present >= 0 && course.length > 0) putRing(present, { course: thinned(course, keptPoints) });
    put({ state: 'paused', pause: reason, error });
  }

  const presentIndex = (): number => presentRing(current());

  /** Assigns the ring. Null: stopped, or paused with a reason. @returns who was refused by Okta. */
  async function assignRing(index: number, ring: StoredRing, signal: AbortSignal): Promise<string[] | null> {
    putRing(index, { state: 'assigning', startedAt: ring.startedAt ?? now() });
    course = [...ring.course];
    const plan = await engine.preview({ kind: 'ring', ring: index }, ringStep(ring));
    signal.throwIfAborted();
    const [blocker] = plan.blockers;
    if (blocker !== undefined) throw notReady(blocker, 'Solve it, then go on.');
    requireApproved(plan.lockOut, current()?.accepted ?? []);
    const { runId, finished } = engine.apply(plan.id, plan.lockOut.length > 0);
    const cancel = (): void => {
      engine.cancel(runId);
    };
    signal.addEventListener('abort', cancel);
    const watching = watchRun(ring);
    const run = await finished;
    watching.stop();
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
    if (run.error !== null && !itemErrorCodes.includes(run.error.code)) throw new AppFailure(run.error);
    const failed = new Set(run.failed.map((at) => run.changes[at]?.id));
    if (ring.group !== null) {
      if (failed.has(ringGroupChangeId(ring.group.id)) && run.error !== null) throw new AppFailure(run.error);
      return [];
    }
    const refused = ring.people.map(({ userId }) => userId).filter((id) => failed.has(ringChangeId(id)));
    const failures =
      run.error === null || refused.length === 0
        ? []
        : [{ id: 'refused', what: run.error.message, next: run.error.next, people: refused.length }];
    putRing(index, {
      failures,
      failed: refused.map((userId) => ({ userId, cause: 'refused', note: 'Okta refused the assignment.' })),
    });
    return refused;
  }

  /** Counts of the run for the course; sends nothing. */
  const watchRun = (ring: StoredRing): Poll =>
    poll({
      clock,
      backoff: { firstMs: 1_000, growth: 1.2, longestMs: 5_000 },
      startWith: 'look',
      read: () => Promise.resolve(runCounts(ring)),
      take: (counts) => {
        note(ring, counts);
        return 'again';
      },
      failed: () => 'again',
      report,
    });

  const runCounts = ({ people, group }: StoredRing): RingCounts => {
    const { run } = engine;
    const isOwn = run?.scope.kind === 'ring' && isRunning(run);
    const finished = isOwn && group === null ? Math.min(run.finished, people.length) : 0;
    const failed = isOwn ? run.failed.length : 0;
    return { arrived: 0, waiting: finished - failed, failed };
  };

  /** A point of the course; every other one is dropped when there are too many. */
  function note(ring: StoredRing, counts: RingCounts): void {
    const second = Math.max(0, (clock.now().getTime() - Date.parse(ring.startedAt ?? now())) / 1000);
    if (course.length >= mostPoints) course = course.filter((_, at) => at % 2 === 0);
    course = [...course, { second, ...counts }];
    tell();
  }

  function follow(index: number, ring: StoredRing, refused: readonly string[], signal: AbortSignal) {
    let failedLooks = 0;
    let stopped = (): void => undefined;
    return new Promise<RingOutcome | null>((resolve, reject) => {
      stopped = () => {
        follower?.stop();
        resolve(null);
      };
      signal.addEventListener('abort', stopped);
      const next = followRing({
        store,
        clock,
        okta: parts.okta,
        oktopost: parts.oktopost,
        appId: requireApp(store.session).id,
        people: ring.people,
        refused: new Set(refused),
        since: new Date(ring.startedAt ?? now()),
        report: reject,
        looked: () => {
          failedLooks = 0;
          note(ring, countStates(next.states.values()));
        },
        failed: (error) => {
          failedLooks += 1;
          if (failedLooks < mostFailedLooks) return 'again';
          reject(error instanceof Error ? error : new Error(String(error)));
          return 'done';
        },
        ended: resolve,
      });
      follower = next;
      liveStates.set(index, next.states);
    }).finally(() => {
      signal.removeEventListener('abort', stopped);
    });
  }

  /** One ring from where it is. @returns whether the next one may follow. */
  async function doRing(index: number, signal: AbortSignal): Promise<boolean> {
    const ring = (): StoredRing => {
      const found = current()?.rings[index];
      if (found === undefined) throw gone();
      return found;
    };
    if (ring().state !== 'following') {
      const refused = await assignRing(index, ring(), signal);
      if (refused === null) return false;
      putRing(index, { state: 'following' });
    }
    const before = ring();
    if (course.length === 0) course = [...before.course];
    const refused = before.failed.filter(({ cause }) => cause === 'refused');
    const outcome = await follow(
      index,
      before,
      refused.map(({ userId }) => userId),
      signal,
    );
    if (outcome === null || signal.aborted) return false;
    const failed = [...refused, ...outcome.failed];
    const share = ring().people.length === 0 ? 0 : (100 * failed.length) / ring().people.length;
    const tooMany = share > (current()?.failShare ?? 0);
    putRing(index, {
      ...outcome,
      failed,
      failures: [...before.failures.filter(({ id }) => id === 'refused'), ...outcome.failures],
      state: tooMany ? 'failed' : 'passed',
      endedAt: now(),
      course: thinned(course, keptPoints),
    });
    // Of a rollout of thousands of rings the file stays small.
    if ((current()?.rings[index - mostNotedRings]?.course.length ?? 0) > 0) {
      putRing(index - mostNotedRings, { course: [] });
    }
    course = [];
    if (tooMany) pause('too-many-failed');
    return !tooMany;
  }

  async function goThrough(signal: AbortSignal): Promise<void> {
    for (let index = presentIndex(); index >= 0; index = presentIndex()) {
      try {
        if (!(await doRing(index, signal)) || signal.aborted) return;
      } catch (error) {
        if (!signal.aborted) pause(pauseOf(error), toAppError(error));
        return;
      }
      if (presentIndex() >= 0 && current()?.goOn !== true) {
        pause('ring-passed');
        return;
      }
    }
    put({ state: 'done', pause: null, error: null });
  }

  function go(): void {
    halt();
    abort = new AbortController();
    const { signal } = abort;
    put({ state: 'running', pause: null, error: null });
    // A write that was in flight when it was stopped is finished first.
    going = going.then(() => (signal.aborted ? undefined : goThrough(signal))).catch(report);
  }

  const halt = (): void => {
    abort.abort();
    follower?.stop();
  };
  lifetime.onForget(() => {
    halt();
    planned = null;
    course = [];
    liveStates.clear();
    lists.forget();
  });
  lifetime.onClose(halt);

  function requireMayWrite(): void {
    if (store.session.planOnly) throw planOnlyFailure();
    if (engine.run !== null && isRunning(engine.run)) throw isRunningFailure();
  }

  const live = (): Live => ({ version, course, runCounts, states: liveStates });

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
      const okta = parts.okta();
      const { id: appId } = requireApp(session);
      const [app, gathered] = await Promise.all([
        okta.app(appId),
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
      const { destination } = session;
      const plan = await blastRadius({ okta, app, gathered, rings, choice, destination, now: clock.now() });
      planned = { plan, choice, rings, gathered, appId };
      return plan;
    },

    start: (planId, secondYes) => {
      requireMayWrite();
      if (planned === null || planned.plan.id !== planId) throw unknownRolloutPlan();
      const { plan, choice, rings, appId } = planned;
      const [blocker] = plan.blockers;
      if (blocker !== undefined) throw notReady(blocker, 'Solve it, then plan again.');
      const [admin] = plan.lockOut;
      if (admin !== undefined && !secondYes) {
        throw notReady(admin, 'Say yes to it a second time, or choose somebody else.');
      }
      if (current()?.state === 'running') throw isRunningFailure();
      const { setupId } = store.session;
      liveStates.clear();
      course = [];
      const begun: StoredRollout = {
        failShare: choice.failShare,
        goOn: choice.goOn,
        accepted: plan.lockOut,
        state: 'paused',
        pause: null,
        error: null,
        rings: rings.map((ring) => ({ ...ring, people: [...ring.people], ...newRing() })),
      };
      file.update({ setupId, appId }, { rollout: begun, draft: null });
      planned = null;
      lists.forget();
      go();
    },

    stop: () => {
      if (current()?.state !== 'running') return;
      halt();
      pause('stopped');
    },

    resume: (again) => {
      requireMayWrite();
      const failed = current()?.rings.findLastIndex(({ state }) => state === 'failed') ?? -1;
      if (again && failed >= 0) {
        liveStates.delete(failed);
        putRing(failed, newRing());
      }
      if (current() === null || presentIndex() < 0) {
        throw notReady('There is no ring left.', 'Plan another rollout.');
      }
      go();
    },

    forget: () => {
      if (current()?.state === 'running') throw isRunningFailure();
      const known = stored();
      if (known !== null) file.update(known, { rollout: null });
      planned = null;
      liveStates.clear();
      course = [];
      tell();
    },

    counts: () => countsOf(current(), live()),
    view: () => viewOf(current(), live()),

    rows: (asked) => {
      const all =
        asked.of === 'rollout'
          ? rolloutRows(current(), live(), asked)
          : planned === null
            ? []
            : asked.of === 'planned'
              ? plannedRows(planned.rings, asked.ring)
              : skippedRows(planned.gathered);
      return { version, total: all.length, rows: all.slice(asked.from, asked.from + asked.count) };
    },

    noted: () => notedRollout(current(), live()),
    saved: () => savedRollout(stored(), live()),
    takeBefore: (before) => {
      file.take(store.session.setupId, before);
    },
    rings: () => current()?.rings ?? [],

    takenBack: (index) => {
      liveStates.delete(index);
      putRing(index, { state: 'taken-back', endedAt: now() });
    },
  };
}

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
  failed: [],
  failures: [],
  looked: null,
  logged: null,
  course: [],
});

/** An admin of Okta whom the plan did not name got no second yes. */
function requireApproved(lockOut: readonly string[], accepted: readonly string[]): void {
  const unnamed = lockOut.find((sentence) => !accepted.includes(sentence));
  if (unnamed !== undefined) throw new AppFailure({ ...notReady(unnamed, 'Plan the rollout again.').error });
}

const pauseOf = (error: unknown): Pause =>
  error instanceof AppFailure && error.error.code === 'plan-stale' ? 'not-as-planned' : 'error';
