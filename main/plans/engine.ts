import { randomUUID } from 'node:crypto';
import type { AppError } from '../../shared/errors';
import { isRunning } from '../../shared/at-work';
import type { Plan, PlanScope } from '../../shared/plan';
import { fewAccounts, readLockOut } from '../observe/lock-out';
import type { LockOut } from '../observe/lock-out';
import type { Journal } from '../storage/journal';
import type { Session } from '../storage/session';
import { execute } from './execute';
import { blocked, busy, cancelled, unconfirmed, unknownPlan } from './failures';
import { createRun } from './run-state';
import type { ActiveRun, RunState } from './run-state';
import type { Draft, SavingContext, Step } from './step';
import { shownNotes } from './undo-notes';

export interface EngineParts {
  journal: Journal;
  now: () => Date;
  setupId: () => string;
  /** True: runs go through their plan and write nothing. */
  planOnly: () => boolean;
  /** Fails when there is no connection to Okta. */
  context: () => SavingContext;
  /** Called at every change of the run, with the object that is `Engine.run`. */
  onRun: (run: RunState) => void;
  /** Something that the window shows is otherwise now. */
  changed: () => void;
  /** Unexpected errors become an `AppError` here, with the details in the log only. */
  toAppError: (error: unknown) => AppError;
}

export interface Engine {
  /** Reads Okta, and says what would be done. Writes nothing. */
  preview(scope: PlanScope, step: Step): Promise<Plan>;
  /** The newest plan as it was shown, and of what. @throws AppFailure `plan-unknown` when it is not the newest any more. */
  shown(planId: string): ShownPlan;
  /**
   * Begins to apply exactly the plan that was shown; `finished` never rejects. A plan that changes an admin of Okta needs a second
   * yes. @throws AppFailure `plan-unknown`, `busy`, `not-ready`
   */
  apply(planId: string, secondYes?: boolean): { runId: string; finished: Promise<RunState> };
  cancel(runId: string): void;
  readonly run: RunState | null;
  /** The last run of the app integration, while `run` is one of something else; null: none, or an undo came after it. */
  readonly appRun: RunState | null;
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

export function createEngine(parts: EngineParts): Engine {
  const { journal, toAppError, now } = parts;
  let shown: Shown | null = null;
  let current: ActiveRun | null = null;
  let appRun: RunState | null = null;

  function required(planId: string): Shown {
    if (shown === null || shown.plan.id !== planId) throw unknownPlan();
    return shown;
  }

  /** A run that the end of the assistant cut off is over once a plan of its kind has nothing left. */
  async function endCutOff({ scope, changes, blockers, existingApps }: Plan): Promise<void> {
    if (current !== null || blockers.length > 0 || existingApps.length > 0) return;
    const kind = journal.unended(parts.setupId())?.details['plan'];
    if (kind !== scope.kind || changes.some(({ verb }) => verb !== 'keep')) return;
    // Where it cannot be noted, it is told again.
    await journal.endRun(parts.setupId()).catch(() => undefined);
    parts.changed();
  }

  return {
    get run() {
      return current?.run ?? null;
    },
    get appRun() {
      return appRun;
    },

    preview: async (scope, step) => {
      const context = parts.context();
      const draft = await step.draft(context);
      const { okta, oktopost } = context;
      const { destination } = context.session();
      const accounts = (): ReturnType<typeof fewAccounts> => fewAccounts(oktopost);
      const lockOut = await readLockOut({ okta, destination, accounts }, draft.touched);
      const plan = planOf(scope, draft, lockOut, now());
      shown = { plan, step, orgUrl: okta.orgUrl, session: context.session() };
      await endCutOff(plan);
      return plan;
    },

    shown: (planId) => required(planId),

    apply: (planId, secondYes = false) => {
      if (current !== null && isRunning(current.run)) throw busy();
      const { plan, step } = required(planId);
      const [blocker] = plan.blockers;
      if (blocker !== undefined) throw blocked(blocker);
      const [admin] = plan.lockOut;
      if (admin !== undefined && !secondYes && !parts.planOnly()) throw unconfirmed(admin);
      shown = null;
      const active = createRun(plan, {
        planOnly: parts.planOnly(),
        now,
        onChange: (changed) => {
          // A late response to a run that was forgotten changes nothing any more.
          if (changed === current) parts.onRun(changed.run);
        },
      });
      const { run } = active;
      if (plan.scope.kind === 'app' || plan.scope.kind === 'undo') appRun = null;
      else if (current?.run.scope.kind === 'app') appRun = current.run;
      current = active;
      parts.onRun(run);
      const begin = () => {
        const context = parts.context();
        return { runId: run.id, setupId: parts.setupId(), plan, step, context, journal, toAppError };
      };
      return { runId: run.id, finished: execute(active, begin, toAppError).then(() => run) };
    },

    cancel: (runId) => {
      if (current === null || current.run.id !== runId || !isRunning(current.run)) return;
      current.set({ state: 'cancelling' });
      current.abort.abort(cancelled());
    },

    forget: () => {
      current?.abort.abort(cancelled());
      current = null;
      appRun = null;
      shown = null;
    },
  };
}

function planOf(scope: PlanScope, draft: Draft<unknown>, lockOut: LockOut, at: Date): Plan {
  return {
    id: randomUUID(),
    scope,
    at: at.toISOString(),
    changes: draft.changes.map(({ change }) => change),
    warnings: [...draft.warnings, ...lockOut.warnings],
    lockOut: lockOut.admins,
    notes: draft.notes,
    blockers: draft.blockers,
    step: draft.step,
    assigned: draft.assigned,
    existingApps: draft.existingApps,
    undo: draft.undo === null ? null : shownNotes(draft.undo),
  };
}
