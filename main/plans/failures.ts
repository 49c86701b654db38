import { AppFailure, assertNever } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { PlanScope } from '../../shared/plan';

/** Once a plan counts no more. Names no button: most screens read it again by themselves, and each calls its own otherwise. */
export const lookAtPlan = 'Look at the plan as it is now.';

/** What comes next once Okta is not any more as the plan showed, on the screen where that is said. */
export function afterStale(kind: PlanScope['kind']): string {
  switch (kind) {
    case 'ring':
      return 'Choose “Go on”: what is left of the ring is planned again.';
    case 'ring-back':
      return 'Take the ring back once more: what that does is read anew.';
    case 'too-early':
    case 'assign-again':
      return 'Choose “Go on with the repair”: what is left is planned again.';
    case 'life-cycle':
      return 'Choose “Try this phase again”: it is planned anew.';
    case 'app':
    case 'user-names':
    case 'to-app':
    case 'mapping':
    case 'assign':
    case 'unassign':
    case 'undo':
    case 'tile':
    case 'certificate-make':
    case 'certificate-activate':
      return lookAtPlan;
    default:
      return assertNever(kind);
  }
}

/** The first refusal stands for all; each change tells whether it was done. */
export function partialFailure(first: AppError, count: number): AppError {
  if (count === 1) return first;
  return {
    ...first,
    message: `${count} changes were not made; all others were. The first: ${first.message}`,
  };
}

export const cancelled = (): AppFailure =>
  new AppFailure({
    code: 'cancelled',
    message: 'You stopped it. What was done before stays done.',
    owner: 'okta-admin',
    next: `${lookAtPlan} It shows what is left.`,
    retry: true,
  });

export const busy = (): AppFailure =>
  new AppFailure({
    code: 'busy',
    message: 'The assistant is still applying a plan.',
    owner: 'okta-admin',
    next: 'Wait until it has ended, or cancel it.',
  });

export const unknownPlan = (): AppFailure =>
  new AppFailure({
    code: 'plan-unknown',
    message: 'This plan was already applied, or a newer one was made.',
    owner: 'okta-admin',
    next: lookAtPlan,
    retry: true,
  });

export const blocked = (blocker: string): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: blocker,
    owner: 'okta-admin',
    next: `Solve it. ${lookAtPlan}`,
  });

/** The plan changes an admin of Okta, and nobody has said yes to that. */
export const unconfirmed = (sentence: string): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: sentence,
    owner: 'okta-admin',
    next: 'Say yes to it a second time, or choose somebody else.',
  });
