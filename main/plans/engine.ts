import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/errors';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';
import { applyChange } from './apply-change';
import { dryRunChange } from './dry-run';
import type { SavingContext, Step } from './step';
import { partialFailure, cancelled, busy, unknownPlan, blocked } from './failures';
import { isRunning } from '../../shared/plan';
import type { Plan, PlanScope, Run } from '../../shared/plan';

export interface EngineParts {
  journal: Journal;
  now: () => Date;
  setupId: () => string;
  /** True: runs go through their plan and write nothing. */
  planOnly: () => boolean;
  /** Fails when there is no connection to Okta. */
  context: () => SavingContext;
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

interface ActiveRun {
  run: Run;
  readonly abort: AbortController;
}

export function createEngine(parts: EngineParts): Engine {
  let shown: Shown | null = null;
  let current: ActiveRun | null = null;

  /** A late answer of a run that was forgotten changes nothing any more. */
  const publish = (own: ActiveRun, change: Partial<Run>): void => {
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
      const own: ActiveRun = { run, abort: new AbortController() };
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

  async function execute(own: ActiveRun, plan: Plan, step: Step): Promise<Run> {
    const { signal } = own.abort;
    const refused: AppError[] = [];
    try {
      const context = parts.context();
      const { journal, toAppError } = parts;
      const runId = own.run.id;
      const changeRun = { runId, setupId: parts.setupId(), plan, step, context, journal, toAppError };
      const onWait = (wait: Run['wait']): void => {
        publish(own, { wait });
      };
      const checks = await context.okta.withContext({ signal, onWait }, async () => {
        for (const change of plan.changes) {
          signal.throwIfAborted();
          mark(own, change.id, 'doing');
          try {
            if (own.run.planOnly) {
              mark(own, change.id, await dryRunChange(changeRun, change));
              continue;
            }
            const { state, fault } = await applyChange(changeRun, change);
            mark(own, change.id, state);
            if (fault !== null) throw fault;
          } catch (error) {
            const failure = parts.toAppError(error);
            if (step.independent !== true || signal.aborted || !itemScopedErrorCodes.includes(failure.code))
              throw error;
            refused.push(failure);
            mark(own, change.id, 'failed');
          }
        }
        return own.run.planOnly ? [] : step.verify(context);
      });
      const [first] = refused;
      if (first === undefined) publish(own, { state: 'done', wait: null, checks });
      else
        publish(own, { state: 'failed', wait: null, checks, error: partialFailure(first, refused.length) });
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

  function mark(own: ActiveRun, changeId: string, state: Run['changes'][number]['state']): void {
    const at = parts.now().toISOString();
    const changes = own.run.changes.map((change) =>
      change.id === changeId ? { ...change, state, at } : change,
    );
    publish(own, { changes });
  }
}

/** Errors of one change alone: changes that do not build on it can go on. */
const itemScopedErrorCodes: readonly AppError['code'][] = [
  'okta-refused',
  'not-found',
  'conflict',
  'plan-stale',
];
