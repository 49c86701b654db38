import { AppFailure } from '../../../shared/errors';
import type { AppError } from '../../../shared/errors';
import { cannotAssign, failedRing, isCannotAssign } from '../../../shared/rollout';
import { mostNotedRings } from '../../../shared/saved-rollout';
import { itemErrorCodes } from '../../plans/execute';
import type { RunState } from '../../plans/run-state';
import { ringChangeId, ringGroupChangeId, ringStep } from '../../steps/rollout/ring';
import { gone, requireApp } from '../../storage/required';
import { standingRefusal } from '../../storage/proving-test';
import type { Okta } from '../../okta/okta';
import type { ConnectionRefusal } from '../../storage/session';
import { failuresOf } from './failure-groups';
import { cannotAssignCause, isRefused, readCannotAssign } from './cannot-assign';
import { requireApproved, requireNoBlocker, requireWrites } from '../approval';
import type { StoredRing } from '../rollout-store';
import { notReady } from '../failures';
import { followRing } from './follow-ring';
import { requireLicences } from './licences';
import type { RingOutcome, RingTimes } from './follow-ring';
import { sentOf } from './connection-evidence';
import { withKnownCauses } from './known-causes';
import type { RolloutParts } from '../parts';
import { readMappingRisk } from '../planning/risks';
import { rememberSending } from '../../observe/remember-sending';
import { saysObstacle } from '../../observe/sending';
import type { Pause, Progress } from '../progress';
import { watchRun } from './run-watch';
import { countStates } from '../counts';

/** Does the rings one after the other: assigns through the engine, follows, and says whether the next one may begin. */
export interface RingRuns {
  /** From the present ring on. */
  go(): void;
  /** Reads the people of these rings anew, one ring after the other; writes nothing, and leaves the rings as they are when it is halted. */
  check(rings: readonly number[]): void;
  /** At once; what was sent to Okta is finished by Okta. */
  halt(): void;
}

/** `ended`: nothing is written any more, for whatever reason. */
export function createRingRuns(parts: RolloutParts, progress: Progress, ended: () => void): RingRuns {
  const { store, engine, toAppError, report } = parts;
  const { current, presentIndex, put, putRing, note, now } = progress;
  let abort = new AbortController();
  let going = Promise.resolve();

  const halt = (): void => {
    abort.abort();
    progress.setChecking(null);
  };
  const ringAt = (index: number): StoredRing => {
    const found = current()?.rings[index];
    if (found === undefined) throw gone();
    return found;
  };
  const pause = (reason: Pause, error: unknown = null): void => {
    const appError = error === null ? null : toAppError(error);
    progress.pause(reason, appError);
    if (appError !== null && saysObstacle(appError.message)) parts.readSteps();
  };

  /** Assigns the ring and keeps who was refused by Okta. @throws AppFailure when the rollout has to pause. */
  async function assignRing(index: number, ring: StoredRing, signal: AbortSignal): Promise<void> {
    await requireLicences(parts, ring, current()?.accepted ?? [], signal);
    signal.throwIfAborted();
    progress.setStates(index, null);
    const plan = await engine.preview({ kind: 'ring', ring: index }, ringStep(ring));
    signal.throwIfAborted();
    requireNoBlocker(plan, 'Solve it, then go on.');
    const accepted = current()?.accepted ?? [];
    requireApproved(plan.lockOut, accepted, 'Plan the rollout again.');
    const risk = await readMappingRisk(parts, parts.okta(), requireApp(store.session).id);
    requireApproved(risk, accepted, 'Apply “Mapping” again, or plan the rollout again and accept it.');
    signal.throwIfAborted();
    requireWrites(parts);
    putRing(index, { state: 'assigning', startedAt: ring.startedAt ?? now() });
    progress.takeUpCourse(ring);
    const { runId, finished } = engine.apply(plan.id, plan.lockOut.length > 0);
    const cancel = (): void => {
      engine.cancel(runId);
    };
    signal.addEventListener('abort', cancel);
    const watching = watchRun(parts, progress, { ring, ends: cancel });
    const run = await finished;
    watching.stop();
    signal.removeEventListener('abort', cancel);
    signal.throwIfAborted();
    const obstacle = watching.obstacle();
    if (obstacle !== null) throw new AppFailure(obstacle);
    if (run.error !== null && !isOfSome(run, run.error)) throw new AppFailure(run.error);
    const failed = new Set(run.failed.map((at) => run.changes[at]?.id));
    if (ring.group !== null) {
      if (failed.has(ringGroupChangeId(ring.group.id)) && run.error !== null) throw new AppFailure(run.error);
      return;
    }
    const refused = ring.people.map(({ userId }) => userId).filter((id) => failed.has(ringChangeId(id)));
    putRing(index, await refusals(parts.okta(), refused, run.firstRefusal ?? run.error));
  }

  /** `refused`: whom Okta did not assign just now; null: nothing was sent just now, so that the ring is only checked. */
  function follow(
    index: number,
    ring: StoredRing,
    refused: readonly string[] | null,
    signal: AbortSignal,
  ): Promise<{ outcome: RingOutcome; times: RingTimes } | null> {
    const { states, times, outcome } = followRing(parts, {
      people: ring.people,
      refused: new Set(refused),
      isCheck: refused === null,
      isGroup: ring.group !== null,
      since: new Date(ring.startedAt ?? now()),
      signal,
      looked: () => {
        if (refused !== null) note(ring, countStates(states.values()));
      },
    });
    if (refused !== null) progress.setStates(index, states);
    return outcome.then((found) => (found === null ? null : { outcome: found, times }));
  }

  /** What is kept of a ring that was followed to its end. `refusal`: what Oktopost refused of it, and of whomever Okta sends. */
  async function settle(
    index: number,
    { outcome, times, more }: { outcome: RingOutcome; times: RingTimes; more: Partial<StoredRing> },
  ): Promise<{ tooMany: boolean; isNobody: boolean; refusal: ConnectionRefusal | null }> {
    const ring = ringAt(index);
    const { people } = ring;
    const { failed } = outcome;
    const known = standingRefusal(store.session);
    await rememberSending(parts, parts.oktopost(), 'rollout', sentOf(ring, outcome, times, now()));
    const away = failed.filter(({ cause }) => isCannotAssign(cause)).length;
    const share = (100 * (failed.length - away)) / Math.max(1, people.length - away);
    const tooMany = share > (current()?.failShare ?? 0);
    putRing(index, { ...outcome, state: tooMany ? 'failed' : 'passed', ...more });
    const refusal = standingRefusal(store.session);
    const isNobody = away > 0 && away === people.length;
    return { tooMany, isNobody, refusal: refusal === known ? null : refusal };
  }

  /** One ring from where it is. @returns whether the next one may follow. */
  async function doRing(index: number, signal: AbortSignal): Promise<boolean> {
    if (ringAt(index).state !== 'following') {
      await assignRing(index, ringAt(index), signal);
      putRing(index, { state: 'following' });
    }
    const before = ringAt(index);
    if (!progress.hasCourse()) progress.takeUpCourse(before);
    const refused = before.failed.filter(({ cause }) => isRefused(cause));
    const refusedIds = refused.map(({ userId }) => userId);
    const followed = await follow(index, before, refusedIds, signal);
    if (followed === null || signal.aborted) return false;
    const { outcome, times } = followed;
    const whole = {
      ...outcome,
      failed: [...refused, ...outcome.failed],
      failures: [...before.failures.filter(({ id }) => isRefused(id)), ...outcome.failures],
    };
    const more = { endedAt: now(), course: progress.endCourse() };
    const { tooMany, isNobody, refusal } = await settle(index, { outcome: whole, times, more });
    // Of a rollout of thousands of rings the file stays small.
    if ((current()?.rings[index - mostNotedRings]?.course.length ?? 0) > 0) {
      putRing(index - mostNotedRings, { course: [] });
    }
    if (tooMany) pause('too-many-failed');
    // A ring of which nobody could be assigned has shown nothing.
    else if (isNobody && presentIndex() >= 0) pause('ring-passed');
    else if (refusal !== null && presentIndex() >= 0) pause('error', notReady(refusal.what, refusal.next));
    else return true;
    return false;
  }

  async function checkRing(index: number, signal: AbortSignal): Promise<void> {
    const before = ringAt(index);
    const followed = await follow(index, before, null, signal);
    if (followed === null || signal.aborted) return;
    const outcome = withKnownCauses(followed.outcome, before);
    const more = { checkedAt: now() };
    const { tooMany } = await settle(index, { outcome, times: followed.times, more });
    const rollout = current();
    if (tooMany && index >= (rollout?.earlier ?? 0) && rollout?.pause !== 'too-many-failed') {
      pause('too-many-failed');
    }
    if (rollout?.pause !== 'too-many-failed' || failedRing(rollout) >= 0) return;
    if (presentIndex() >= 0) put({ pause: 'ring-passed', error: null });
    else put({ state: 'done', pause: null, error: null });
  }

  async function goThrough(signal: AbortSignal): Promise<void> {
    for (let index = presentIndex(); index >= 0; index = presentIndex()) {
      try {
        if (!(await doRing(index, signal)) || signal.aborted) return;
      } catch (error) {
        if (!signal.aborted) pause(pauseOf(error), error);
        return;
      }
      if (presentIndex() >= 0 && current()?.goOn !== true) {
        pause('ring-passed');
        return;
      }
    }
    put({ state: 'done', pause: null, error: null });
  }

  return {
    go: () => {
      halt();
      abort = new AbortController();
      const { signal } = abort;
      put({ state: 'running', pause: null, error: null });
      // A write that was in flight when it was stopped is finished first.
      going = going
        .then(() => (signal.aborted ? undefined : goThrough(signal)))
        .then(ended)
        .catch(report);
    },

    check: (rings) => {
      const [first] = rings;
      if (first === undefined) return;
      halt();
      abort = new AbortController();
      const { signal } = abort;
      progress.setChecking(first);
      going = going
        .then(async () => {
          for (const index of rings) {
            if (signal.aborted) return;
            progress.setChecking(index);
            await checkRing(index, signal);
          }
        })
        .catch((error: unknown) => {
          if (!signal.aborted) put({ error: toAppError(error) });
        })
        .then(() => {
          if (!signal.aborted) progress.setChecking(null);
        })
        .catch(report);
    },

    halt,
  };
}

/** Okta refused some of the ring, each for itself: the others are assigned. */
const isOfSome = ({ changes, finished, failed }: RunState, { code }: AppError): boolean =>
  itemErrorCodes.includes(code) ||
  (code === 'missing-right' && finished === changes.length && failed.length < finished);

const pauseOf = (error: unknown): Pause =>
  error instanceof AppFailure && error.error.code === 'plan-stale' ? 'not-as-planned' : 'error';

/** Whom Okta did not assign: whoever cannot be assigned, and others for the reason that it gave. */
async function refusals(
  okta: Okta,
  userIds: readonly string[],
  error: AppError | null,
): Promise<Pick<StoredRing, 'failed' | 'failures'>> {
  const away = await readCannotAssign(okta, userIds);
  const refused = { id: 'refused', what: error?.message ?? '', next: error?.next ?? '' };
  return failuresOf(
    userIds.map((userId) => {
      const found = away.get(userId);
      return found === undefined
        ? { userId, cause: refused, note: 'Okta refused the assignment.', eventId: null }
        : { userId, cause: cannotAssignCause(found), note: cannotAssign[found].what, eventId: null };
    }),
  );
}
