import { AppFailure } from '../../shared/errors';
import type { Finding } from '../../shared/verification';

/** The plan that was shown is not the newest one any more. */
export const unknownLifeCyclePlan = (): AppFailure =>
  new AppFailure({
    code: 'plan-unknown',
    message: 'The assistant does not know this plan any more.',
    owner: 'okta-admin',
    next: 'Read the plan of the life-cycle test again.',
  });

export const planOnlyFailure = (): AppFailure =>
  new AppFailure({
    code: 'plan-only',
    message: 'Plan only is on, so nothing is written to Okta.',
    owner: 'okta-admin',
    next: 'Switch Plan only off to begin the life-cycle test.',
  });

export const notStarted = (
  message = 'The life-cycle test has not begun.',
  next: string | null = null,
): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message,
    owner: 'okta-admin',
    next: next ?? 'Read the plan of the life-cycle test again.',
  });

/** The checks that were read before the beginning are not so any more. */
export const staleChecks = ({ text, next }: Pick<Finding, 'text' | 'next'>): AppFailure =>
  new AppFailure({
    code: 'plan-stale',
    message: `Nothing was begun, since the checks are not any more as they were read: ${text}`,
    owner: 'okta-admin',
    next: next ?? 'Read the checks again.',
    retry: true,
  });

export const stalePhase = (): AppFailure =>
  new AppFailure({
    code: 'plan-stale',
    message: 'What would be written now is not what was shown: somebody changed the user of the test.',
    owner: 'okta-admin',
    next: 'Clean up, then begin the life-cycle test again.',
  });

/** A look at Oktopost proves only the state that the account is in now. */
export const laterPhase = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'A later phase has begun: Oktopost does not show any more what came of this one.',
    owner: 'okta-admin',
    next: 'Say what Oktopost shows after the newest phase.',
  });
