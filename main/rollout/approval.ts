import { isRunning } from '../../shared/at-work';
import type { Plan } from '../../shared/plan';
import type { RolloutCounts } from '../../shared/rollout';
import { standingRefusal } from '../storage/proving-test';
import { isAtWorkFailure, isRunningFailure, notReady, planOnlyFailure } from './failures';
import { storedOf } from './rollout-store';
import type { RolloutParts } from './parts';

/** @throws AppFailure `busy` while the engine is at work. */
export function requireNoRun({ engine: { run } }: { engine: Pick<RolloutParts['engine'], 'run'> }): void {
  if (run !== null && isRunning(run)) throw isAtWorkFailure(run.scope.kind);
}

/** @throws AppFailure `plan-only`: it may have been switched on while something was waited for. */
export function requireWrites({ store }: Pick<RolloutParts, 'store'>): void {
  if (store.session.planOnly) throw planOnlyFailure();
}

/** @throws AppFailure `plan-only`, or `busy` while the engine, a rollout, a repair or the check of a ring is at work. */
export function requireMayWrite(
  parts: Pick<RolloutParts, 'store' | 'engine' | 'file'>,
  { counts }: { counts(): Pick<RolloutCounts, 'checking'> },
): void {
  requireWrites(parts);
  requireNoRun(parts);
  if (counts().checking !== null) throw isRunningFailure();
  const known = storedOf(parts.file, parts.store.session);
  if (known?.rollout?.state === 'running' || known?.repair?.state === 'running') throw isRunningFailure();
}

/** @throws AppFailure `not-ready` with the first sentence of what stands in the way. */
export function requireNoBlocker(
  { blockers: [blocker], step }: Pick<Plan, 'blockers' | 'step'>,
  next: string,
): void {
  if (blocker !== undefined) throw notReady(blocker, next, step);
}

/** What was assigned before was refused at Oktopost, and nothing shows that it was mended. @throws AppFailure `not-ready` without a second yes. */
export function requireReceiver({ store }: Pick<RolloutParts, 'store'>, secondYes: boolean): void {
  const refusal = standingRefusal(store.session);
  if (refusal !== null && !secondYes) throw notReady(refusal.what, refusal.next);
}

/** `asked`: a sentence for each person of the plan who could be locked out, and for each risk. @throws AppFailure `not-ready` with the first. */
export function requireSecondYes(asked: readonly string[], secondYes: boolean): void {
  const [first] = asked;
  if (first === undefined || secondYes) return;
  throw notReady(first, 'Say yes to it a second time, or plan otherwise.');
}

/**
 * Whoever could be locked out, or a risk that was not named when the yes was given, has none: `asked` is of what was read just now,
 * `accepted` of the approved plan. @throws AppFailure `not-ready`
 */
export function requireApproved(asked: readonly string[], accepted: readonly string[], next: string): void {
  const unnamed = asked.find((sentence) => !accepted.includes(sentence));
  if (unnamed !== undefined) throw notReady(unnamed, next);
}
