import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { RepairPlan, RepairRow } from '../../shared/repair';
import type { RepairOf, RolloutCounts } from '../../shared/rollout';
import { itemErrorCodes } from '../plans/execute';
import { readAssigned } from '../observe/people';
import { assignAgainStep, isToRepair } from '../steps/rollout/assign-again';
import type { AssignedAgain } from '../steps/rollout/assign-again';
import { ringChangeId } from '../steps/rollout/ring';
import { requireApp } from '../storage/required';
import {
  requireApproved,
  requireMayWrite,
  requireNoBlocker,
  requireReceiver,
  requireSecondYes,
  requireWrites,
} from './approval';
import { betweenFailure, notReady, unknownRolloutPlan } from './failures';
import type { RepairedPerson, StoredRepair } from './file';
import { followRing } from './follow';
import type { RolloutParts } from './parts';
import type { Rollout } from './rollout';
import { againOf, createRepairState, repairCounts } from './repair-state';
import { createNoAccount } from './no-account';
import { betweenHalvesMs, findToRepair, rowOf, whomOf } from './to-repair';
import type { Found } from './to-repair';

/**
 * Repairs people who were assigned and did not arrive, each kind in the same way: unassigned, and assigned again a minute later, a
 * batch at a time.
 */
export interface Repair {
  /** Whom it would unassign and assign, and what follows. Only reads. @throws AppFailure `not-ready` for a ring that is not there. */
  plan(of: RepairOf): Promise<RepairPlan>;
  /** Who was found last. */
  rows(asked: { by: 'direct' | 'group'; from: number; count: number }): {
    total: number;
    rows: RepairRow[];
  };
  /** Begins what was shown. @throws AppFailure `plan-unknown`, `plan-only`, `busy`, `not-ready` */
  start(planId: string, secondYes: boolean): void;
  /** Lets no other batch begin; who is between the halves is assigned again when they have waited. */
  stop(): void;
  /** After a restart: assigns whoever was left between the two halves, and follows them. Their plan was approved with both halves. */
  recover(): void;
  /** @throws AppFailure `busy` while people are unassigned for their second half: whoever forgets the set-up forgets them. */
  requireNobodyBetween(): void;
  counts(): RolloutCounts['repair'];
}

/** So many people are unassigned at a time, after a first one alone. */
const batchSize = 50;

interface Refused {
  error: AppError | null;
  ids: ReadonlySet<string>;
}
const nobodyRefused: Refused = { error: null, ids: new Set() };

export function createRepair(
  parts: RolloutParts,
  rollout: Pick<Rollout, 'rings' | 'counts' | 'checkAfter'>,
): Repair {
  const { store, file, clock, engine, lifetime, changed, toAppError, report } = parts;
  const noAccount = createNoAccount(parts);
  let planned: { plan: RepairPlan; people: AssignedAgain[]; appId: string } | null = null;
  let found: Found['rows'] = { direct: [], group: [] };
  let abort = new AbortController();
  /** Lets no other batch begin. */
  let isStopping = false;
  let waitsUntil: Date | null = null;
  let going: Promise<void> = Promise.resolve();

  const { current, put, putPeople, inState, nextState } = createRepairState(parts);

  // Nobody begins another batch at a start of the assistant.
  if (current()?.state === 'running') put({ state: nextState() });

  /** @returns whom Okta refused, by change id, and why. */
  async function half(which: 'unassign' | 'assign', people: readonly AssignedAgain[]): Promise<Refused> {
    const kind = current()?.of.kind === 'too-early' ? 'too-early' : 'assign-again';
    const plan = await engine.preview({ kind, half: which }, assignAgainStep({ half: which, people }));
    if (which === 'unassign') {
      requireApproved(plan.lockOut, current()?.accepted ?? [], 'Look at the list again.');
    }
    requireWrites(parts);
    const run = await engine.apply(plan.id, plan.lockOut.length > 0).finished;
    if (run.error !== null && run.finished < run.changes.length) throw new AppFailure(run.error);
    return { error: run.error, ids: new Set(run.failed.map((at) => run.changes[at]?.id ?? '')) };
  }

  /** What is left of the wait since they were unassigned; all of it where that is not known. */
  function restMs(): number {
    const at = current()?.unassigned?.at ?? null;
    if (at === null) return betweenHalvesMs;
    return Math.min(betweenHalvesMs, Date.parse(at) + betweenHalvesMs - clock.now().getTime());
  }

  /** Whether Okta shows that one of them was unassigned. */
  async function haveLeft(people: readonly RepairedPerson[]): Promise<boolean> {
    const { id: appId } = requireApp(store.session);
    const userIds = people.filter((person) => !isUnassigned(person)).map(({ userId }) => userId);
    const assigned = await readAssigned(parts.okta(), { appId, userIds, mostAreAsked: false });
    return assigned.size < userIds.length;
  }

  async function pauseBetween(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0) return;
    waitsUntil = new Date(clock.now().getTime() + ms);
    changed();
    await clock.sleep(ms, signal).finally(() => {
      waitsUntil = null;
    });
  }

  /**
   * Assigns everyone who is between the halves and not assigned; whoever never left is to do again. Whom Okta refuses for a reason
   * that is not theirs stays between.
   */
  async function assignBetween(signal: AbortSignal): Promise<string[]> {
    const between = inState('between');
    if (between.length === 0) return [];
    const { id: appId } = requireApp(store.session);
    const userIds = between.map(({ userId }) => userId);
    const before = await readAssigned(parts.okta(), { appId, userIds, mostAreAsked: false });
    const missing = between.filter(({ userId }) => !before.has(userId));
    const refused = missing.length > 0 ? await half('assign', missing.map(againOf)) : nobodyRefused;
    signal.throwIfAborted();
    const left = userIds.filter((id) => refused.ids.has(ringChangeId(id)));
    const untouched = userIds.filter((id) => {
      const appUser = before.get(id);
      const person = between.find(({ userId }) => userId === id);
      return appUser !== undefined && person !== undefined && isToRepair(person, appUser);
    });
    const again = userIds.filter((id) => !untouched.includes(id) && !left.includes(id));
    putPeople(new Set(again), 'done');
    putPeople(new Set(untouched), 'to-do');
    if (refused.error !== null && left.length > 0) {
      if (itemErrorCodes.includes(refused.error.code)) putPeople(new Set(left), 'failed');
      throw new AppFailure(refused.error);
    }
    return again;
  }

  async function follow(people: readonly RepairedPerson[], since: Date, signal: AbortSignal): Promise<void> {
    const { outcome } = followRing(parts, {
      people,
      refused: new Set(),
      since,
      signal,
      looked: changed,
      failed: () => undefined,
    });
    const ended = await outcome;
    if (ended === null) return;
    const { failed, failures } = ended;
    putPeople(new Set(failed.map(({ userId }) => userId)), 'failed');
    const [first] = failures;
    if (first !== undefined && failed.length * 2 > people.length) throw notReady(first.what, first.next);
  }

  /** The next ones, without whom a look at Oktopost lets be. Empty where nobody is left. */
  async function nextBatch(size: number): Promise<RepairedPerson[]> {
    for (;;) {
      const batch = inState('to-do').slice(0, size);
      const { active, notRead } = await noAccount.notMissing(batch);
      if (active.length + notRead.length === 0) return batch;
      putPeople(new Set(active), 'done');
      putPeople(new Set(notRead), 'failed');
    }
  }

  /**
   * Waits so long, assigns whoever is between the halves, and follows them. `firstHalf`: what came of it, where it was just now.
   * @throws AppFailure where nobody could be unassigned, or most of them fail again.
   */
  async function secondHalf(
    ms: number,
    signal: AbortSignal,
    firstHalf: Refused | null = null,
  ): Promise<void> {
    const people = inState('between');
    if (people.length === 0) return;
    const since = new Date(current()?.unassigned?.since ?? clock.now());
    if (firstHalf === null ? await haveLeft(people) : !people.every(isUnassigned)) {
      await pauseBetween(ms, signal);
      await noAccount.deactivated(people, since, signal);
    }
    signal.throwIfAborted();
    const again = new Set(await assignBetween(signal));
    if (firstHalf !== null) {
      // They are to do again.
      if (firstHalf.error !== null && again.size === 0) throw new AppFailure(firstHalf.error);
      const refused = people.filter(({ userId }) => !again.has(userId));
      putPeople(new Set(refused.map(({ userId }) => userId)), 'failed');
    }
    await follow(
      people.filter(({ userId }) => again.has(userId)),
      since,
      signal,
    );
    signal.throwIfAborted();
  }

  async function goThrough(signal: AbortSignal): Promise<void> {
    await secondHalf(restMs(), signal);
    let size = inState('done').length === 0 ? 1 : batchSize;
    for (let batch = await nextBatch(size); batch.length > 0; batch = await nextBatch(size)) {
      if (isStopping) break;
      const ids = new Set(batch.map(({ userId }) => userId));
      // On disk before the first of them is unassigned: after a kill they are assigned first.
      const since = clock.now().toISOString();
      put({ unassigned: { since, at: null } });
      putPeople(ids, 'between');
      const firstHalf = await half('unassign', batch.map(againOf));
      put({ unassigned: { since, at: clock.now().toISOString() } });
      signal.throwIfAborted();
      await secondHalf(betweenHalvesMs, signal, firstHalf);
      size = batchSize;
    }
    end({ state: nextState(), error: null });
  }

  /** The rings of those who were repaired are read anew, and so are at work before the repair is not. */
  function end(patch: Pick<StoredRepair, 'state' | 'error'>): void {
    const ended = [...inState('done'), ...inState('failed')];
    rollout.checkAfter(new Set(ended.map(({ userId }) => userId)));
    put(patch);
  }

  function go(onlyBetween = false): void {
    abort.abort();
    abort = new AbortController();
    isStopping = onlyBetween;
    const { signal } = abort;
    put({ state: 'running', error: null });
    going = going
      .then(() => goThrough(signal))
      .catch((error: unknown) => {
        if (!signal.aborted) end({ state: 'paused', error: toAppError(error) });
      })
      .catch(report);
  }

  const halt = (): void => {
    abort.abort();
  };
  lifetime.onForget(() => {
    halt();
    planned = null;
    found = { direct: [], group: [] };
  });
  lifetime.onClose(halt);

  return {
    plan: async (of) => {
      const { session } = store;
      const { id: appId } = requireApp(session);
      const { destination } = session;
      const looked = { okta: parts.okta(), oktopost: parts.oktopost(), appId, destination };
      const { plan, people, rows } = await findToRepair(looked, whomOf(of, rollout.rings()));
      // Who is between the halves comes first, with what was kept before they were unassigned.
      const between = inState('between').map(againOf);
      const isBetween = new Set(between.map(({ userId }) => userId));
      const isOther = ({ userId }: { userId: string }): boolean => !isBetween.has(userId);
      const all = [...between, ...people.filter(isOther)];
      const notAssigned = between.length + people.filter(isOther).filter(isUnassigned).length;
      found = {
        ...rows,
        direct: [...between.map((each) => rowOf(each, [])), ...rows.direct.filter(isOther)],
      };
      const planId = all.length === 0 ? null : randomUUID();
      planned = { plan: { ...plan, planId, direct: all.length, notAssigned }, people: all, appId };
      return planned.plan;
    },

    rows: ({ by, from, count }) => ({ total: found[by].length, rows: found[by].slice(from, from + count) }),

    start: (planId, secondYes) => {
      requireMayWrite(parts, rollout);
      if (planned === null || planned.plan.planId !== planId) throw unknownRolloutPlan();
      const { plan, people, appId } = planned;
      requireNoBlocker(plan.blockers, 'Solve it, then check again.');
      requireSecondYes(plan.lockOut, secondYes);
      requireReceiver(parts, secondYes);
      const between = new Set(inState('between').map(({ userId }) => userId));
      const begun: StoredRepair = {
        of: plan.of,
        state: 'paused',
        error: null,
        accepted: plan.lockOut,
        unassigned: between.size > 0 ? (current()?.unassigned ?? null) : null,
        people: people.map((person) => ({
          ...person,
          keptProfile: { ...person.keptProfile },
          state: between.has(person.userId) ? 'between' : 'to-do',
        })),
      };
      file.update({ setupId: store.session.setupId, appId }, { repair: begun });
      planned = null;
      go();
    },

    stop: () => {
      isStopping = true;
    },

    recover: () => {
      if (store.session.planOnly || inState('between').length === 0 || current()?.state === 'running') return;
      go(true);
    },

    requireNobodyBetween: () => {
      const between = inState('between').length;
      if (current()?.state === 'running' && between > 0) throw betweenFailure(between);
    },

    counts: () => {
      const repair = current();
      return repair === null ? null : repairCounts(repair, waitsUntil);
    },
  };
}

const isUnassigned = ({ why }: AssignedAgain): boolean => why === 'not-assigned';
