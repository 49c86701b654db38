import { AppFailure } from '../../shared/errors';
import type { LifeCycleUser } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { Plan } from '../../shared/plan';
import { isApproved } from '../steps/life-cycle/changes';
import { requireUser } from '../steps/life-cycle/user';
import { notStarted, planOnlyFailure, stalePhase } from './failures';
import { keepReads, withKeptReads } from './kept-reads';
import type { KeptReads } from './kept-reads';
import type { LifeCycleParts } from './parts';
import { phaseOf } from './scenario';

/** The last write of a phase. */
export interface Written {
  at: string;
  /** How long its request took, in milliseconds. */
  tookMs: number;
  /** False: Okta had all of it already. */
  hasWritten: boolean;
}

/**
 * Writes a phase as a plan of the engine; Okta has taken all of it when this resolves. `ahead`: what the look before read of Okta, which
 * counts while it is fresh. Null: stopped before anything was sent. @throws AppFailure of the run, or of a plan that is not as approved.
 */
export async function writePhase(
  { engine, store, clock, okta }: Pick<LifeCycleParts, 'engine' | 'store' | 'clock' | 'okta'>,
  phase: LifeCyclePhase,
  ahead: KeptReads | null,
  signal: AbortSignal,
): Promise<Written | null> {
  const now = (): string => clock.now().toISOString();
  const { scope } = phaseOf(phase);
  const { stepFor } = await import('../steps/step-for');
  let taken: Written | null = null;
  const reads = ahead?.isFresh() === true ? ahead : keepReads(okta(), clock);
  let isUnsent = true;
  const step = withKeptReads(stepFor(scope, store.session), reads, {
    taken: (tookMs) => {
      isUnsent = false;
      taken = { at: now(), tookMs, hasWritten: true };
    },
    unanswered: () => {
      isUnsent = false;
    },
  });
  const plan = await engine.preview(scope, step).catch((error: unknown) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (plan === null || signal.aborted) return null;
  requireApproved(plan, phase, requireUser(store.session));
  // It may have been switched on while the phase before was followed.
  if (store.session.planOnly) throw planOnlyFailure();
  const { runId, finished } = engine.apply(plan.id);
  const cancel = (): void => {
    engine.cancel(runId);
  };
  signal.addEventListener('abort', cancel);
  const run = await finished;
  signal.removeEventListener('abort', cancel);
  if (signal.aborted && isUnsent) return null;
  if (run.error !== null) throw new AppFailure(run.error);
  return taken ?? { at: now(), tookMs: 0, hasWritten: false };
}

/** Applied is what was approved: the changes of the whole plan, of which some may be up to date meanwhile. */
function requireApproved({ blockers, changes }: Plan, phase: LifeCyclePhase, user: LifeCycleUser): void {
  const [blocker] = blockers;
  if (blocker !== undefined) throw notStarted(blocker);
  if (!changes.every((change) => isApproved(phase, user, change))) throw stalePhase();
}
