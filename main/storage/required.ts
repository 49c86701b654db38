import { AppFailure } from '../../shared/errors';
import type { Session } from './session';

/** The app integration of this set-up no longer exists. */
export function gone(): AppFailure {
  return new AppFailure({
    code: 'not-found',
    message: 'The app integration of this set-up is not in Okta any more.',
    owner: 'okta-admin',
    next: 'Ask who deleted it. “Plan” makes another one, and what comes after it is to be done again.',
  });
}

/** Of a walk of several steps: one was asked for that is not next. */
export const outOfOrder = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'The step before this one is not done.',
    owner: 'okta-admin',
    next: 'Do the steps in their order.',
  });

/** The app integration of this set-up. @throws AppFailure `not-ready` before there is one. */
export function requireApp(session: Session): NonNullable<Session['app']> {
  if (session.app === null) {
    throw new AppFailure({
      code: 'not-ready',
      message: 'There is no app integration for this set-up yet.',
      owner: 'okta-admin',
      next: 'Go to “Plan” and create it first.',
    });
  }
  return session.app;
}
