import { AppFailure } from '../../shared/errors';
import { targetOf } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import type { Session } from './session';

/** The kind of app integration of this set-up; before a destination is chosen, the custom app. */
export const appKindOf = ({ destination, region }: Pick<Session, 'destination' | 'region'>): Target['app'] =>
  destination === null || region === null ? 'custom' : targetOf(destination, region).app;

/** Where this set-up goes. @throws AppFailure `not-ready` before it is chosen. */
export function requireTarget({ destination, region }: Session): Target {
  if (destination === null || region === null) {
    throw new AppFailure({
      code: 'not-ready',
      message: 'Destination and region of Oktopost are not chosen yet.',
      owner: 'okta-admin',
      next: 'Choose them on the step “Destination”.',
    });
  }
  return targetOf(destination, region);
}
