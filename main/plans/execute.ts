import type { AppError } from '../../shared/errors';
import type { Change, Check } from '../../shared/plan';
import { applyChange } from './apply-change';
import type { ChangeRun } from './change-run';
import { dryRunChange } from './dry-run';
import { cancelled, partialFailure } from './failures';
import type { ActiveRun } from './run-state';
import { PlanEnded } from './stale';

/** Errors of one change alone: changes that do not build on it can go on. */
export const itemErrorCodes: readonly AppError['code'][] = [
  'okta-refused',
  'not-found',
  'conflict',
  'plan-stale',
];

/**
 * Goes through the changes of a plan in their order, then reads Okta back. The outcome is in the run's state: it does not reject.
 * `begin` fails when there is no connection to Okta.
 */
export async function execute(
  active: ActiveRun,
  begin: () => ChangeRun,
  toAppError: (error: unknown) => AppError,
): Promise<void> {
  const { signal } = active.abort;
  try {
    const run = begin();
    const onWait = (wait: ActiveRun['run']['wait']): void => {
      active.set({ wait });
    };
    const { checks, refused } = await run.context.okta.withContext({ signal, onWait }, async () => {
      try {
        return await goThrough(active, run);
      } finally {
        await noteEnd(active, run);
      }
    });
    active.set({
      state: refused === null ? 'done' : 'failed',
      wait: null,
      checks,
      error: refused === null ? null : partialFailure(refused.first, refused.count),
      firstRefusal: refused?.first ?? null,
    });
  } catch (error) {
    active.failPresent();
    active.set({
      state: signal.aborted ? 'cancelled' : 'failed',
      wait: null,
      error: signal.aborted ? cancelled().error : toAppError(error),
    });
  }
}

/** Where the assistant is closed, nobody sees what was left: the next start tells of it. */
async function noteEnd({ run, abort }: ActiveRun, { journal, setupId }: ChangeRun): Promise<void> {
  const isClosed = abort.signal.aborted && run.state !== 'cancelling';
  // What came of it is shown, whether or not the journal can have its end.
  if (!run.planOnly && !isClosed) await journal.endRun(setupId).catch(() => undefined);
}

/** `refused`: the changes that were, in a step whose changes do not build on each other; null when there are none. */
async function goThrough(
  active: ActiveRun,
  run: ChangeRun,
): Promise<{ checks: Check[]; refused: { first: AppError; count: number } | null }> {
  const { signal } = active.abort;
  const { planOnly } = active.run;
  let first: AppError | null = null;
  let count = 0;
  let forbidden = 0;
  let taken = 0;
  const place = { at: 0, of: run.plan.changes.filter(isWriting).length };
  for (const [index, change] of run.plan.changes.entries()) {
    signal.throwIfAborted();
    active.mark(index, 'doing');
    if (isWriting(change)) place.at += 1;
    let mayBeSent = false;
    try {
      const { state, fault } = planOnly
        ? { state: await dryRunChange(run, change), fault: null }
        : await applyChange(run, change, { ...place }, () => {
            mayBeSent = true;
          });
      active.mark(index, state);
      if (state === 'done') taken += 1;
      if (fault !== null) throw fault;
    } catch (error) {
      const failure = run.toAppError(error);
      const isForbidden = failure.code === 'missing-right';
      forbidden += Number(isForbidden);
      // A role may reach some people and not others: the right is missing for all when two are refused and Okta took none.
      const isOfItem =
        itemErrorCodes.includes(failure.code) || (isForbidden && (taken > 0 || forbidden === 1));
      const isOver = error instanceof PlanEnded || signal.aborted;
      if (signal.aborted && !mayBeSent) active.mark(index, 'to-do');
      if (run.step.independent !== true || !isOfItem || isOver) throw error;
      first ??= failure;
      count += 1;
      active.mark(index, 'failed');
    }
  }
  return {
    checks: planOnly ? [] : await run.step.verify(run.context),
    refused: first === null ? null : { first, count },
  };
}

const isWriting = ({ verb }: Change): boolean => verb !== 'keep';
