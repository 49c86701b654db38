import { describe, expect, it } from 'vitest';
import { advice } from './advice';
import { explainMessage } from './message';

const alone = (text: string) => explainMessage({ text, event: null });

describe('what is no message of a failure', () => {
  it.each([
    'Push new user to external application SUCCESS',
    'Sync user in external application success',
    'The user was pushed successfully.',
  ])('“%s” is no failure, and none is made of it', (text) => {
    const { cause, says, next } = alone(text);
    expect(cause).toBe('unknown');
    expect(says).toBe('This says that something went well: no failure is in it.');
    expect(next).toContain('FAILURE');
  });

  it.each(['The quick brown fox: 401', 'firewall is a movie', 'Our firewall', 'Chapter: (409)'])(
    'of “%s” nothing is known',
    (text) => {
      expect(alone(text)).toMatchObject({ cause: 'unknown', confidence: 'unknown', owner: 'unknown' });
    },
  );

  it.each([
    ['401', 'token-refused'],
    ['[401]', 'token-refused'],
    ['Unauthorized', 'token-refused'],
    ['blocked by the firewall', 'blocked'],
  ])('of “%s” the cause is likely', (text, cause) => {
    expect(alone(text)).toMatchObject({ cause, confidence: 'likely' });
  });

  it('what Okta was doing, or what the server reported, makes sure of it', () => {
    expect(alone('Error while creating user: 401').confidence).toBe('sure');
    const reported = 'Unauthorized. Errors reported by remote server: Token is not valid';
    expect(alone(reported).confidence).toBe('sure');
  });
});

it('a heading of docs/troubleshooting.md is the cause that it stands for', () => {
  for (const { what } of Object.values(advice)) {
    expect(alone(what.replace(/\.$/, ''))).toMatchObject({
      confidence: 'sure',
      says: expect.stringContaining(what),
    });
    expect(alone(`### ${what}`).says).toContain(what);
  }
});

describe('Oktopost’s word for a user name that is not the email', () => {
  const words = 'userName and the primary work email must be the same.';

  it.each([
    words,
    `Error while updating user: Bad Request. Errors reported by remote server: ${words}`,
    `Automatic provisioning of user Kim to app Board failed: Error while creating user kim: Bad Request. Errors reported by remote server: ${words}`,
  ])('is known: %s', (text) => {
    const { cause, next } = alone(text);
    expect(cause).toBe('username-not-the-email');
    // As the life-cycle test says it of the same message.
    expect(next).toContain('work email');
  });
});
