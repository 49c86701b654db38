import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import { releaseChangeId } from '../../shared/plan';
import type { Change } from '../../shared/plan';
import { withRequestIds } from '../net/request-ids';
import type { Journal } from '../storage/journal';
import type { JournalEntry, PlaceInPlan } from '../storage/journal-entry';
import type { Session } from '../storage/session';
import type { ChangeRun } from './change-run';
import { PlanEnded, stalePlan } from './stale';
import type { Applied, SavingContext } from './step';

export interface ChangeOutcome {
  state: 'done' | 'kept';
  /** It was applied, and this computer could not record it afterwards: the run ends with this. */
  fault: AppFailure | null;
}

type Entry = Parameters<Journal['append']>[0];

/**
 * Applies one change of a plan: Okta is read again, the intent is journaled, the request sent, its result journaled, and only
 * then the session saved. What Okta took is therefore never journaled as a failure because of a file of this computer. By `place`
 * whoever reads the journal knows whether something was left when the run ended. `onIntent`: from now on Okta may have it.
 * @throws AppFailure when it was not applied, or when it is not known whether it was (`answer-lost`).
 */
export async function applyChange(
  run: ChangeRun,
  change: Change,
  place: PlaceInPlan,
  onIntent = (): void => undefined,
): Promise<ChangeOutcome> {
  const { context, step, journal } = run;
  const entry = { setupId: run.setupId, runId: run.runId, changeId: change.id, title: change.title };
  // The response was lost, so the write may have been applied: from here on never report "nothing was written".
  let lost: Error | null = null;
  const by = signedInAs(context.session());
  /** Approved, and stopped before anything was sent: the journal has that too. */
  const stale = async (...found: [now: Change | null, why?: string]): Promise<Error> => {
    if (lost !== null) return lost;
    const failure = await stalePlan(run, change, ...found);
    const { error, difference } = failure;
    const details = { rows: change.rows, ...by, ...failureDetails(error), difference };
    await recordFailure(run, { ...entry, kind: 'failure', details });
    return failure;
  };
  // At most twice: after a lost response Okta is read again, and only what is not there is sent again.
  for (;;) {
    const recheck = await step.recheck(context, change);
    if (recheck.kind === 'stale') {
      const failure = await stale(recheck.now, recheck.why);
      throw recheck.ofAll === true && failure instanceof AppFailure ? new PlanEnded(failure.error) : failure;
    }
    if (recheck.kind !== 'go') {
      if (lost !== null) {
        // Nothing is left to do, so the write whose response was lost was applied.
        return record(run, change, { ...entry, kind: 'resolved', details: {} }, { changedSomething: true });
      }
      if (recheck.kind === 'not-planned') throw await stale(null);
      return { state: 'kept', fault: null };
    }
    // A change before it was applied and is not any more: someone else has undone it.
    if (!recheck.predecessorsDone) throw await stale(null);
    try {
      save(context, recheck.rememberFirst);
      const plan = run.plan.scope.kind;
      const details = { plan, place, rows: change.rows, ...by, ...recheck.beforeAndAfter };
      await journal.append({ ...entry, kind: 'intent', details });
      onIntent();
    } catch (error) {
      throw lost ?? error;
    }
    let applied: Applied;
    let requestIds: readonly string[];
    try {
      ({ value: applied, requestIds } = await withRequestIds(recheck.apply));
    } catch (error) {
      const failure = run.toAppError(error);
      if (failure.code === 'answer-lost') {
        if (lost !== null || !(error instanceof Error)) throw error;
        lost = error;
        continue;
      }
      await recordFailure(run, { ...entry, kind: 'failure', details: failureDetails(failure) });
      throw error;
    }
    const { details, remember, refusal } = applied;
    if (refusal !== undefined) {
      const failure = {
        ...failureDetails(refusal.error),
        message: refusal.error.message,
        ...noted(requestIds),
      };
      await recordFailure(run, { ...entry, kind: 'failure', details: failure }, remember);
      throw refusal;
    }
    const result = { ...details, ...noted(requestIds) };
    return record(run, change, { ...entry, kind: 'result', details: result }, remember);
  }
}

const noted = (requestIds: readonly string[]): JournalEntry['details'] =>
  requestIds.length === 0 ? {} : { requestIds };

/** Who is connected: a login, or a service app by its client ID, which has no login. */
const signedInAs = ({ org, clientId }: Session): JournalEntry['details'] => ({
  by: org?.login ?? null,
  ...(clientId === null ? {} : { clientId }),
});

/** Journals that a change was applied, then saves what the session keeps of it; each also where the other cannot be written. */
async function record(
  { journal, context, toAppError }: ChangeRun,
  change: Change,
  entry: Entry,
  remember: Partial<Session> | undefined,
): Promise<ChangeOutcome> {
  const faults: unknown[] = [];
  try {
    await journal.append(entry);
  } catch (error) {
    faults.push(error);
  }
  try {
    save(context, remember);
  } catch (error) {
    faults.push(error);
  }
  const [first] = faults;
  return { state: 'done', fault: first === undefined ? null : notRecorded(change, toAppError(first)) };
}

/** What Okta said matters more than a file that cannot be written: an open intent is looked up later. */
async function recordFailure(
  { journal, context }: ChangeRun,
  entry: Entry,
  remember?: Partial<Session>,
): Promise<void> {
  await journal.append(entry).catch(() => undefined);
  try {
    save(context, remember);
  } catch {
    // The journal has it, or its intent is still open.
  }
}

const failureDetails = ({ code, okta }: AppError): JournalEntry['details'] => ({ code, okta });

function save({ remember }: SavingContext, patch: Partial<Session> | undefined): void {
  if (patch !== undefined) remember(patch);
}

/** A change that was applied and could not be recorded. `error` says what could not be written. */
function notRecorded({ id, verb, title }: Change, error: AppError): AppFailure {
  const sendsNothing = verb === 'keep' || id === releaseChangeId;
  const applied = sendsNothing ? `“${title}” is done.` : `Okta took “${title}”.`;
  return new AppFailure({ ...error, message: `${applied} ${error.message}` });
}
