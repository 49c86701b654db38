import { AppFailure } from '../../shared/errors';

export const busy = (): AppFailure =>
  new AppFailure({
    code: 'busy',
    message: 'People are being read already.',
    owner: 'okta-admin',
    next: 'Wait until it is done, or stop it.',
  });

export const stopped = (): AppFailure =>
  new AppFailure({
    code: 'cancelled',
    message: 'You stopped reading. Nothing was changed by it.',
    owner: 'okta-admin',
    next: 'Go on when you like.',
    retry: true,
  });

export const notRead = (): AppFailure =>
  new AppFailure({
    code: 'not-ready',
    message: 'Nothing is read yet.',
    owner: 'okta-admin',
    next: 'Read the people first.',
  });

export const notThere = (): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: 'This person is not in the list that was read last.',
    owner: 'okta-admin',
    next: 'Read the people again.',
  });
