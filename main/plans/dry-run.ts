import { assertNever } from '../../shared/errors';
import type { Change } from '../../shared/plan';
import type { ChangeRun } from './change-run';
import { stalePlan } from './stale';

/**
 * One change of a run that writes nothing: Okta is read again as before its request.
 * @throws AppFailure `plan-stale` when it is not any more as the plan showed it.
 */
export async function dryRunChange(run: ChangeRun, change: Change): Promise<'would-do' | 'kept'> {
  const recheck = await run.step.recheck(run.context, change);
  switch (recheck.kind) {
    case 'up-to-date':
      return 'kept';
    case 'go':
      return 'would-do';
    case 'stale':
      throw await stalePlan(run, change, recheck.now, recheck.why);
    case 'not-planned':
      throw await stalePlan(run, change, null);
    default:
      return assertNever(recheck);
  }
}
