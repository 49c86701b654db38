import { describe, expect, it } from 'vitest';
import { noTokenChange } from '../../shared/token-change';
import { at } from '../../shared/testing/time';
import { afterSending } from './proving-test';
import { newSession } from './session';

describe('what Oktopost refuses before any test has passed', () => {
  const failure = {
    id: 'token-refused',
    what: 'Oktopost refused the token that Okta sent.',
    next: 'Paste it.',
  };
  const sent = { at, failures: [failure], isRead: false };
  const pasted = { by: null, at, after: null };

  it('is told by that test alone', () => {
    expect(afterSending(newSession(), 'test', sent).connectionRefused).toBeNull();
  });

  it.each([
    ['in its walk', { tokenChange: { ...noTokenChange, pasted } }],
    ['and the walk is over', { pastedToken: { by: null, since: at, push: null } }],
  ])('is the connection’s once a new token was pasted, %s', (_, patch) => {
    const { connectionRefused } = afterSending({ ...newSession(), ...patch }, 'test', sent);
    expect(connectionRefused).toMatchObject({ of: 'test', setting: 'connection.authorization' });
  });
});
