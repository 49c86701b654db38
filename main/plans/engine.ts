import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';
import type { Step, StepContext } from './step';
import { whoChanged } from './who-changed';
import { someRefused, cancelled, busy, unknownPlan, blocked } from './failures';
import { isRunning } from '../../shared/plan';
import type { Change, Plan, PlanScope, Run } from '../../shared/plan';

export interface EngineParts {
  journal: Journal;
  now: () => Date;
  setupId: () => string;
  /** True: runs go through their plan and write nothing. */
  planOnly: () => boolean;
  /** Fails when there is no connection to Okta. */
  context: () => StepContext;
  /** A new state of the run, whole; called at every change of it. */
  onRun: (run: Run) => void;
  /** Unexpected errors become an `AppError` here, with the details in the log only. */
  toAppError: (error: unknown) => AppError;
}

export interface Engine {
  /** Looks, and says what would be done. Writes nothing. */
  preview(scope: PlanScope, step: Step): Promise<Plan>;
  /** The newest plan as it was shown, and of what. @throws AppFailure `plan-unknown` when it is not any more. */
  shown(planId: string): ShownPlan;
  /** Begins to apply exactly the plan that was shown; the outcome comes by `onRun`. */
  apply(planId: string): { runId: string; finished: Promise<Run> };
  cancel(runId: string): void;
  readonly run: Run | null;
  forget(): void;
}

/** A plan with the org and the set-up that it was made for. */
export interface ShownPlan {
  readonly plan: Plan;
  readonly orgUrl: string;
  readonly session: Session;
}

interface Shown extends ShownPlan {
  readonly step: Step;
}

interface RunInHand {
  run: Run;
  readonly abort: AbortController;
}

export function createEngine(parts: EngineParts): Engine {
  let shown: Shown | null = null;
  let current: RunInHand | null = null;

  /** A late answer of a run that was forgotten changes nothing any more. */
  const publish = (own: RunInHand, change: Partial<Run>): void => {
    if (own !== current) return;
    own.run = { ...own.run, ...change };
    parts.onRun(own.run);
  };

  return {
    get run() {
      return current?.run ?? null;
    },

    preview: async (scope, step) => {
      const context = parts.context();
      const draft = await step.draft(context);
      const plan: Plan = {
        id: randomUUID(),
        scope,
        at: parts.now().toISOString(),
        changes: draft.changes.map(({ change }) => change),
        warnings: draft.warnings,
        blockers: draft.blockers,
        assigned: draft.assigned,
        existingApps: draft.existingApps,
        undo: draft.undo ?? null,
      };
      shown = { plan, step, orgUrl: context.okta.orgUrl, session: context.session() };
      return plan;
    },

    shown: (planId) => required(planId),

    apply: (planId) => {
      if (current !== null && isRunning(current.run)) throw busy();
      const { plan, step } = required(planId);
      const [blocker] = plan.blockers;
      if (blocker !== undefined) throw blocked(blocker);
      shown = null;
      const run: Run = {
        id: randomUUID(),
        scope: plan.scope,
        planOnly: parts.planOnly(),
        state: 'running',
        changes: plan.changes.map(({ id, title }) => ({ id, title, state: 'to-do', at: null })),
        checks: [],
        wait: null,
        error: null,
        long: null,
      };
      const own: RunInHand = { run, abort: new AbortController() };
      current = own;
      parts.onRun(run);
      return { runId: run.id, finished: execute(own, plan, step) };
    },

    cancel: (runId) => {
      if (current === null || current.run.id !== runId || !isRunning(current.run)) return;
      publish(current, { state: 'cancelling' });
      current.abort.abort(cancelled());
    },

    forget: () => {
      current?.abort.abort(cancelled());
      current = null;
      shown = null;
    },
  };

  function required(planId: string): Shown {
    if (shown === null || shown.plan.id !== planId) throw unknownPlan();
    return shown;
  }

  async function execute(own: RunInHand, plan: Plan, step: Step): Promise<Run> {
    const { signal } = own.abort;
    const refused: AppError[] = [];
    try {
      const context = parts.context();
      const onWait = (wait: Run['wait']): void => {
        publish(own, { wait });
      };
      const checks = await context.okta.withContext({ signal, onWait }, async () => {
        for (const change of plan.changes) {
          signal.throwIfAborted();
          mark(own, change.id, 'doing');
          try {
            mark(
              own,
              change.id,
              own.run.planOnly
                ? await lookAt(context, plan, step, change)
                : await applyChange(own.run.id, context, plan, step, change),
            );
          } catch (error) {
            const failure = parts.toAppError(error);
            if (step.independent !== true || signal.aborted || !itsOwn.includes(failure.code)) throw error;
            refused.push(failure);
            mark(own, change.id, 'failed');
          }
        }
        return own.run.planOnly ? [] : step.verify(context);
      });
      const [first] = refused;
      if (first === undefined) publish(own, { state: 'done', wait: null, checks });
      else publish(own, { state: 'failed', wait: null, checks, error: someRefused(first, refused.length) });
    } catch (error) {
      const changes = own.run.changes.map((change) =>
        change.state === 'doing' ? { ...change, state: 'failed' as const } : change,
      );
      publish(own, {
        state: signal.aborted ? 'cancelled' : 'failed',
        wait: null,
        changes,
        error: signal.aborted ? cancelled().error : parts.toAppError(error),
      });
    }
    return own.run;
  }

  function mark(own: RunInHand, changeId: string, state: Run['changes'][number]['state']): void {
    const at = parts.now().toISOString();
    const changes = own.run.changes.map((change) =>
      change.id === changeId ? { ...change, state, at } : change,
    );
    publish(own, { changes });
  }

  /** The turn of a change in a run that writes nothing. */
  async function lookAt(
    context: StepContext,
    plan: Plan,
    step: Step,
    change: Change,
  ): Promise<'would-do' | 'kept'> {
    const turn = await step.turn(context, change);
    if (turn.kind === 'stale') throw await stale(context, plan, change, turn.now);
    if (turn.kind === 'not-planned') throw await stale(context, plan, change, null);
    return turn.kind === 'already-so' ? 'kept' : 'would-do';
  }

  /** Says what differs from what was shown, and who changed it since then, where Okta tells. */
  async function stale(
    context: StepContext,
    plan: Plan,
    planned: Change,
    now: Change | null,
  ): Promise<AppFailure> {
    const difference = now === null ? 'Okta changed meanwhile.' : differenceOf(planned, now);
    // What this run has written itself is in the journal.
    const lastOwn = (await parts.journal.entries()).at(-1)?.at ?? plan.at;
    const who = await whoChanged(context, new Date(lastOwn > plan.at ? lastOwn : plan.at));
    const said = [difference, who].filter((text) => text !== null).join(' ');
    return new AppFailure({
      code: 'plan-stale',
      message: `Nothing was written for “${planned.title}”: it is not any more as the plan showed. ${said}`,
      owner: 'okta-admin',
      next: 'Preview the plan again and look at what changed.',
      retry: true,
    });
  }

  async function applyChange(
    runId: string,
    context: StepContext,
    plan: Plan,
    step: Step,
    change: Change,
  ): Promise<'done' | 'kept'> {
    const entry = { setupId: parts.setupId(), runId, changeId: change.id, title: change.title };
    // Of a request whose answer was lost. It may have had its effect: then "nothing was written" is not said any more.
    let lost: Error | null = null;
    // Twice at most: a lost answer is looked up, and only what is not there is sent again.
    for (;;) {
      const turn = await step.turn(context, change);
      if (turn.kind === 'stale') throw lost ?? (await stale(context, plan, change, turn.now));
      if (turn.kind !== 'go') {
        if (lost !== null) {
          // A lost answer, and nothing is left to do: it took effect.
          context.remember({ changedSomething: true });
          await parts.journal.append({ ...entry, kind: 'resolved', details: {} });
          return 'done';
        }
        if (turn.kind === 'not-planned') throw await stale(context, plan, change, null);
        return 'kept';
      }
      // What came before it was done and is not any more: someone else has undone it.
      if (!turn.isNext) throw lost ?? (await stale(context, plan, change, null));
      await parts.journal.append({
        ...entry,
        kind: 'intent',
        details: { rows: change.rows, by: context.session().org?.login ?? null, ...turn.images },
      });
      let details: Record<string, unknown>;
      try {
        details = await turn.apply();
      } catch (error) {
        const { code, okta } = parts.toAppError(error);
        if (code === 'answer-lost') {
          if (lost !== null || !(error instanceof Error)) throw error;
          lost = error;
          continue;
        }
        // What Okta said matters more than a journal that cannot take it: the open intent is looked up later.
        await parts.journal
          .append({ ...entry, kind: 'failure', details: { code, okta } })
          .catch(() => undefined);
        throw error;
      }
      await parts.journal.append({ ...entry, kind: 'result', details });
      return 'done';
    }
  }
}

/** What concerns one change alone: others that are independent of it can go on. */
const itsOwn: readonly AppError['code'][] = ['okta-refused', 'not-found', 'conflict', 'plan-stale'];

function differenceOf(shown: Change, now: Change): string {
  const changed = now.rows.filter((row) => {
    const before = shown.rows.find(({ setting }) => setting === row.setting);
    return before === undefined || before.now !== row.now;
  });
  return changed.map((row) => `${row.setting} is now “${row.now ?? '(none)'}”.`).join(' ');
}
