import { AppFailure } from '../../../shared/errors';
import type { AppError } from '../../../shared/errors';
import { repairBatch } from '../../../shared/repair';
import type { Plan } from '../../../shared/plan';
import { itemErrorCodes } from '../../plans/execute';
import { readAssigned } from '../../observe/people';
import { assignAgainStep, isToRepair, isUnassigned } from '../../steps/rollout/assign-again';
import type { AssignedAgain } from '../../steps/rollout/assign-again';
import { unassignId } from '../../steps/assignment/unassign-change';
import { ringChangeId } from '../../steps/rollout/ring';
import { requireApp } from '../../storage/required';
import { leftOutError, readCannotAssign } from '../rings/cannot-assign';
import { requireApproved, requireNoBlocker, requireWrites } from '../approval';
import { notReady } from '../failures';
import type { RepairedPerson, StoredRepair } from '../rollout-store';
import { followRing } from '../rings/follow-ring';
import type { RolloutParts } from '../parts';
import { againOf, idsOf } from './repair-state';
import type { RepairState } from './repair-state';
import { ofPeople } from '../person-names';
import { createMissingAccounts } from './missing-accounts';
import { betweenHalvesMs } from './repair-plan';

/** Does a repair batch by batch: unassigns through the engine, waits, assigns again, and follows. */
export interface RepairRun {
  /** From where its file says that it is. `onlyBetween`: without another batch. */
  go(onlyBetween?: boolean): void;
  /** Lets no other batch begin; who is between the halves is assigned again when they have waited. Nobody is followed any more. */
  stop(): void;
  /** At once; what was sent to Okta is finished by Okta. */
  halt(): void;
  /** Until when nobody is assigned again; null: nothing is waited for. */
  waitsUntil(): Date | null;
  /** Whether it lets no other batch begin. */
  isStopping(): boolean;
}

interface Refused {
  error: AppError | null;
  ids: ReadonlySet<string>;
}
const nobodyRefused: Refused = { error: null, ids: new Set() };

/** Tried alone, so many in a row are refused before it pauses. */
const mostAlone = 3;

/** Whom Okta has assigned, and why it refused others for a reason of their own. */
interface Assigned {
  again: ReadonlySet<string>;
  error: AppError | null;
}

/** `checkAfter`: reads the rings of these people anew. */
export function createRepairRun(
  parts: RolloutParts,
  { current, put, putPeople, inState, nextState }: RepairState,
  checkAfter: (userIds: ReadonlySet<string>) => void,
): RepairRun {
  const { store, clock, engine, changed, toAppError, report } = parts;
  const missingAccounts = createMissingAccounts(parts);
  let abort = new AbortController();
  let isStopping = false;
  let stopped = new AbortController();
  let waitsUntil: Date | null = null;
  /** Refused one after the other, each tried alone. */
  let alone = 0;
  /** Of the last whom it left out. */
  let leftOut: AppError | null = null;
  let going: Promise<void> = Promise.resolve();

  /** @throws AppFailure `not-ready` where whoever is unassigned would not be sent again, or was not approved; `plan-only` */
  async function planned(which: 'unassign' | 'assign', people: readonly AssignedAgain[]): Promise<Plan> {
    const kind = current()?.of.kind === 'too-early' ? 'too-early' : 'assign-again';
    const plan = await engine.preview({ kind, half: which }, assignAgainStep({ half: which, people }));
    if (which === 'unassign') {
      requireNoBlocker(plan, 'Solve it, then look at the list again.');
      requireApproved(plan.lockOut, current()?.accepted ?? [], 'Look at the list again.');
    }
    requireWrites(parts);
    return plan;
  }

  /** @returns whom Okta refused, by change id, and why. @throws AppFailure where it did not go through: whoever never left is to do again. */
  async function applied(plan: Plan): Promise<Refused> {
    const { error, changes, failed } = await engine.apply(plan.id, plan.lockOut.length > 0).finished;
    if (error !== null && (isOfAll(error) || changes.some(({ state }) => state === 'to-do'))) {
      const untouched = changes.filter(
        ({ state }) => state === 'to-do' || (state === 'failed' && isOfAll(error)),
      );
      const ids = new Set(untouched.map(({ id }) => id));
      putPeople(idsOf(inState('between').filter(({ userId }) => ids.has(unassignId(userId)))), 'to-do');
      throw new AppFailure(error);
    }
    return { error, ids: new Set(failed.map((at) => changes[at]?.id ?? '')) };
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
  async function assignBetween(signal: AbortSignal): Promise<Assigned> {
    const between = inState('between');
    if (between.length === 0) return { again: new Set(), error: null };
    const { id: appId } = requireApp(store.session);
    const userIds = between.map(({ userId }) => userId);
    const before = await readAssigned(parts.okta(), { appId, userIds, mostAreAsked: false });
    const missing = between.filter(({ userId }) => !before.has(userId));
    const refused =
      missing.length > 0 ? await applied(await planned('assign', missing.map(againOf))) : nobodyRefused;
    signal.throwIfAborted();
    const left = between.filter(({ userId }) => refused.ids.has(ringChangeId(userId)));
    const leftIds = idsOf(left);
    const untouched = userIds.filter((id) => {
      const appUser = before.get(id);
      const person = between.find(({ userId }) => userId === id);
      return appUser !== undefined && person !== undefined && isToRepair(person, appUser);
    });
    const again = userIds.filter((id) => !untouched.includes(id) && !leftIds.has(id));
    putPeople(new Set(again), 'done');
    putPeople(new Set(untouched), 'to-do');
    const error = refused.error === null || left.length === 0 ? null : ofPeople(left, refused.error);
    if (error !== null && !isOfPerson(error)) throw new AppFailure(error);
    putPeople(leftIds, 'failed');
    return { again: new Set(again), error };
  }

  /** Until each has arrived or failed. Where it is stopped or looks fail, what is known by then is kept. */
  async function follow(people: readonly RepairedPerson[], since: Date, signal: AbortSignal): Promise<void> {
    const wasStopped = stopped.signal.aborted;
    const { states, outcome } = followRing(parts, {
      people,
      refused: new Set(),
      since,
      signal: wasStopped ? signal : AbortSignal.any([signal, stopped.signal]),
      looked: changed,
      isEnding: () => wasStopped,
    });
    const ended = await outcome.finally(() => {
      const failed = people.filter(({ userId }) => states.get(userId) === 'failed');
      if (!signal.aborted) putPeople(idsOf(failed), 'failed');
    });
    if (ended === null) return;
    const { failed, failures } = ended;
    put({ unassigned: null });
    const [first] = failures;
    if (first !== undefined && failed.length * 2 > people.length) throw notReady(first.what, first.next);
  }

  /** Whoever cannot be assigned, as they are now, is left out: nothing of them is written. @returns whether there was one. */
  async function leaveOut(people: readonly RepairedPerson[]): Promise<boolean> {
    const away = await readCannotAssign(
      parts.okta(),
      people.map(({ userId }) => userId),
    );
    if (away.size === 0) return false;
    leftOut = leftOutError(people.filter(({ userId }) => away.has(userId)));
    putPeople(new Set(away.keys()), 'failed');
    return true;
  }

  /** The next ones, without whom a look at Oktopost lets be, or who cannot be assigned. Empty where nobody is left. */
  async function nextBatch(size: number): Promise<RepairedPerson[]> {
    for (;;) {
      const batch = inState('to-do').slice(0, size);
      if (await leaveOut(batch)) continue;
      const { active, notRead } = await missingAccounts.notMissing(batch);
      if (active.length + notRead.length === 0) return batch;
      putPeople(new Set(active), 'done');
      putPeople(new Set(notRead), 'failed');
    }
  }

  /**
   * Waits so long, assigns whoever is between the halves, and follows them. `firstHalf`: what came of it, where it was just now.
   * @returns why Okta refused some of them. @throws AppFailure where it is no reason of theirs, or most of them fail again.
   */
  async function secondHalf(
    ms: number,
    signal: AbortSignal,
    firstHalf: Refused | null = null,
  ): Promise<AppError | null> {
    // Since a start of the assistant; whoever was unassigned just now was looked at right before.
    if (firstHalf === null) await leaveOut(inState('between'));
    const people = inState('between');
    if (people.length === 0) return null;
    const since = new Date(current()?.unassigned?.since ?? clock.now());
    if (firstHalf === null ? await haveLeft(people) : !people.every(isUnassigned)) {
      await pauseBetween(ms, signal);
      await missingAccounts.deactivated(people, since, signal);
    }
    signal.throwIfAborted();
    const { again, error } = await assignBetween(signal);
    const others = people.filter(({ userId }) => !again.has(userId));
    const notLeft = firstHalf === null || firstHalf.error === null ? null : ofPeople(others, firstHalf.error);
    // They are to do again.
    if (notLeft !== null && again.size === 0 && !isOfPerson(notLeft)) throw new AppFailure(notLeft);
    if (firstHalf !== null) putPeople(idsOf(others), 'failed');
    await follow(
      people.filter(({ userId }) => again.has(userId)),
      since,
      signal,
    );
    signal.throwIfAborted();
    const refused = error ?? notLeft;
    const isAlone = people.length === 1;
    alone = isAlone && refused !== null ? alone + 1 : 0;
    if (refused !== null && again.size === 0 && (!isAlone || alone >= mostAlone)) {
      throw new AppFailure(refused);
    }
    return refused;
  }

  async function goThrough(signal: AbortSignal): Promise<void> {
    alone = 0;
    leftOut = null;
    let refused = await secondHalf(restMs(), signal);
    for (;;) {
      const batch = isStopping ? [] : await nextBatch(inState('done').length === 0 ? 1 : repairBatch);
      if (batch.length === 0 || isStopping) break;
      const ids = idsOf(batch);
      const plan = await planned('unassign', batch.map(againOf));
      signal.throwIfAborted();
      // On disk before the first of them is unassigned: after a kill they are assigned first.
      const since = clock.now().toISOString();
      put({ unassigned: { since, at: null } });
      putPeople(ids, 'between');
      const firstHalf = await applied(plan);
      put({ unassigned: { since, at: clock.now().toISOString() } });
      signal.throwIfAborted();
      refused = (await secondHalf(betweenHalvesMs, signal, firstHalf)) ?? refused;
    }
    end({ state: nextState(), error: refused ?? leftOut });
  }

  /** The rings of those who were repaired are read anew, and so are at work before the repair is not. */
  function end(patch: Pick<StoredRepair, 'state' | 'error'>): void {
    const ended = [...inState('done'), ...inState('failed')];
    checkAfter(idsOf(ended));
    put(patch);
  }

  return {
    go: (onlyBetween = false) => {
      abort.abort();
      abort = new AbortController();
      isStopping = onlyBetween;
      stopped = new AbortController();
      const { signal } = abort;
      put({ state: 'running', error: null });
      going = going
        .then(() => goThrough(signal))
        .catch((error: unknown) => {
          if (!signal.aborted) end({ state: 'paused', error: toAppError(error) });
        })
        .catch(report);
    },

    stop: () => {
      isStopping = true;
      stopped.abort();
      changed();
    },

    halt: () => {
      abort.abort();
    },

    waitsUntil: () => waitsUntil,
    isStopping: () => isStopping,
  };
}

/** Found right before a request: nothing was sent for it. */
const isOfAll = ({ code }: AppError): boolean => code === 'not-ready';

const isOfPerson = ({ code }: AppError): boolean => itemErrorCodes.includes(code);
