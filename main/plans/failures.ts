import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';

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
    next: 'Preview the plan again: it shows what is left.',
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
    next: 'Preview the plan again.',
    retry: true,
  });

export const blocked = (blocker: string): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: blocker,
    owner: 'okta-admin',
    next: 'Solve it, then preview again.',
  });

/** The plan changes an admin of Okta, and nobody has said yes to that. */
export const unconfirmed = (sentence: string): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: sentence,
    owner: 'okta-admin',
    next: 'Say yes to it a second time, or choose somebody else.',
  });
