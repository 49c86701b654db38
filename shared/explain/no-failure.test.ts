import { describe, expect, it } from 'vitest';
import { advice } from './advice';
import { explainMessage } from './message';

const alone = (text: string) => explainMessage({ text, event: null });

describe('what is no message of a failure', () => {
  it.each([
    'Push new user to external application SUCCESS',
    'Sync user in external application success',
    'The user was pushed successfully.',
    'HTTP/1.1 200 OK',
    'HTTP 204 No Content',
    '201 Created',
    'POST /scim/v2/Users responded with status: 201 (Created)',
  ])('“%s” is no failure, and none is made of it', (text) => {
    const { cause, owner, confidence, says, next } = alone(text);
    expect({ cause, owner, confidence }).toEqual({ cause: 'none', owner: null, confidence: 'sure' });
    expect(says).toBe('This says that something went well: no failure is in it.');
    expect(next).toContain('FAILURE');
  });

  it.each([
    'Error while creating user: 200 OK',
    'Expected 201 Created, got HTTP 200',
    'Errors reported by remote server: HTTP 200 OK',
    '200 OK: invalid JSON',
  ])('“%s” is a failure, whatever the status', (text) => {
    expect(alone(text).cause).not.toBe('none');
  });

  it('an event that failed is one, whatever its reason says', () => {
    const event = {
      eventType: 'application.provision.user.push',
      outcome: 'failure',
      hasReason: true,
    } as const;
    const read = explainMessage({ text: '200 OK', event: { ...event, names: [], succeededToo: false } });
    expect(read).toMatchObject({ cause: 'unknown', owner: 'unknown' });
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

describe('signs that contradict each other', () => {
  it('are never sure: whoever exists was created, or could be', () => {
    const text =
      'Matching user not found: Error while creating user: Conflict. Errors reported by remote server: User already exists';
    expect(alone(text)).toMatchObject({ cause: 'search-finds-nobody', confidence: 'likely' });
    expect(alone('Matching user not found: Conflict')).toMatchObject({ confidence: 'likely' });
  });

  it.each([
    'Matching user not found: Error while creating user: Unauthorized. Errors reported by remote server: no',
    'Unauthorized. Errors reported by remote server: Provisioning is not enabled for the app instance.',
    'Too Many Requests. Errors reported by remote server: Matching user not found',
  ])('are only likely in “%s”', (text) => {
    expect(alone(text).confidence).toBe('likely');
  });

  it('are none where one cause only says more than the other', () => {
    const text = 'Conflict. Errors reported by remote server: SCIM User externalId already exists';
    expect(alone(text)).toMatchObject({ cause: 'exists-unseen', confidence: 'sure' });
    expect(alone('Matching user not found')).toMatchObject({ cause: 'create-off', confidence: 'sure' });
  });
});

describe('words of a sign-in form', () => {
  it.each([
    'The username or password is incorrect',
    'Invalid username or password',
    'Your password is wrong, or the user name is invalid',
  ])('name no value of a user: “%s”', (text) => {
    expect(alone(text)).toMatchObject({ cause: 'unknown', owner: 'unknown' });
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
