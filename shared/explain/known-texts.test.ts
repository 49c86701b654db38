import { describe, expect, it } from 'vitest';
import { explain } from '.';
import { waiting, inError, off, there, event, said, seen, inSentence } from '../testing/evidence';

describe('a text of Okta that is known (rows of the failures list)', () => {
  it.each([
    [1, 'token-refused', 'Unauthorized. Errors reported by the remote server: Token is invalid or expired.'],
    [1, 'token-refused', 'Unauthorized. Errors reported by remote server: Token is not valid'],
    [1, 'token-refused', 'Unauthorized'],
    [1, 'token-refused', '401'],
    [
      2,
      'sign-in-refused',
      'The credentials used to connect to the API were invalid; please check your configuration',
    ],
    [
      3,
      'assigned-too-early',
      'User was assigned this application before Provisioning was enabled and not provisioned in the downstream application. Click Provision User.',
    ],
    [
      5,
      'already-exists',
      'Conflict. Errors reported by remote server: A user with userName licence.limit@acme.com already exists. The userName must be unique.',
    ],
    [7, 'inactive', 'User account is inactive'],
    [9, 'name-odd', 'Unprocessable Entity. Errors reported by remote server: VALIDATION_ERROR'],
    [10, 'username-no-email', 'One (or more) of the arguments is invalid'],
    [10, 'username-no-email', 'Bad Request. Errors reported by remote server: Invalid user name.'],
    [
      11,
      'no-connection',
      'Error authenticating: Connect to board.oktopost.com:443 [board.oktopost.com/1.2.3.4] failed: Connect timed out',
    ],
    [14, 'rate-limited', 'Too Many Requests'],
    [14, 'rate-limited', 'Forbidden. Errors reported by remote server: Rate limit exceeded'],
    [20, 'scim-off', 'Provisioning is not enabled for the app instance.'],
  ])('row %i: %s', (_, id, text) => {
    for (const variant of [text, inSentence(text), `  ${text.toUpperCase()} `, text.replace(/\.$/, '')]) {
      expect(said(variant)).toMatchObject({ id, guess: false, said: variant.trim() });
    }
  });

  it('names the field of the connection, where Oktopost refuses to search by another attribute than the user name', () => {
    const text = inSentence(
      'Bad Request. Errors reported by remote server: Invalid filter: email eq "ana@acme.com"',
    );
    expect(said(text)).toMatchObject({
      id: 'other-identifier',
      guess: false,
      place: 'integration',
      owner: 'okta-admin',
      what: expect.stringContaining('Unique identifier field for users'),
      next: expect.stringContaining('to userName'),
    });
    // The field is as it should be: another fault.
    const byUserName = inSentence(
      'Bad Request. Errors reported by remote server: Invalid filter: userName eq "ana"',
    );
    expect(said(byUserName).id).not.toBe('other-identifier');
  });

  const unparsable =
    'Bad Request. Errors reported by remote server: Request is unparsable, syntactically incorrect, or violates schema.';

  it('row 8: names what is empty', () => {
    for (const names of [
      { given: 'Ana', family: null },
      { given: ' ', family: 'Silva' },
    ]) {
      expect(said(inSentence(unparsable), { names })).toMatchObject({ id: 'name-missing', guess: false });
    }
  });

  it('row 8: only guesses when no name is empty', () => {
    expect(said(inSentence(unparsable))).toMatchObject({ id: 'bad-request', guess: true });
  });

  it('row 10: guesses from a refused user name that is no email', () => {
    expect(said('Bad Request', { userName: 'ana.silva' })).toMatchObject({
      id: 'username-no-email',
      guess: true,
    });
    expect(said('Unauthorized. Invalid username or password').id).toBe('token-refused');
  });

  it('row 10: names the row of the mapping that gives the user name, where there is one', () => {
    const row = { userName: 'ana.silva', userNameRow: 'user.login' };
    expect(said('Bad Request', row)).toMatchObject({ id: 'username-row', place: 'to-app', guess: false });
    for (const explanation of [
      seen({ appUser: inError, ...row }),
      seen({ appUser: { ...inError, syncState: 'SYNCED', externalId: '7' }, atOktopost: 'no', ...row }),
    ]) {
      expect(explanation).toMatchObject({ id: 'username-row', place: 'to-app', guess: true });
      expect(explanation.next).not.toContain('Sign On');
    }
    expect(said('Bad Request', { ...row, userName: 'ana@acme.com' }).id).toBe('bad-request');
  });

  it('row 4: not while Create Users is on: then the answer to the search is the cause', () => {
    const text = 'Matching user not found';
    const createOff = { create: false, update: true, deactivate: true };
    expect(said(text, { toApp: createOff })).toMatchObject({ id: 'create-off', guess: false });
    expect(said(text, { toApp: null, features: null })).toMatchObject({ id: 'create-off', guess: false });
    expect(said(text)).toMatchObject({ id: 'match-not-found', owner: 'oktopost', guess: true });
    expect(said(text, { toApp: null }).id).toBe('match-not-found');
  });

  it('row 5: a refusal beside a push that succeeded may be no fault at all', () => {
    const pushed = event(null, { severity: 'INFO', result: 'SUCCESS', legacyEventType: null });
    expect(said('Conflict', { logEvents: [pushed, event('Conflict')] }).id).toBe('parallel-push');
    expect(said('Conflict', { appUser: there }).id).toBe('parallel-push');
  });

  it('says nothing of assigning again when a deactivation failed', () => {
    const deactivation = { eventType: 'application.provision.user.deactivate' };
    for (const reason of ['Bad Gateway', 'Unauthorized', 'Gateway Timeout', 'Conflict', 'null', 'Odd']) {
      const { next, owner } = explain({ ...waiting, logEvents: [event(reason, deactivation)] });
      expect(next).not.toMatch(/assign/i);
      expect(next).toMatch(/in Oktopost yourself/);
      expect(owner).toBe('okta-admin');
    }
  });

  it('names the attribute that the text names', () => {
    const text = 'Bad Request. Errors reported by remote server: title must not be null';
    expect(said(text)).toMatchObject({
      id: 'attribute-null',
      what: expect.stringContaining('named: title.'),
    });
  });

  it('row 6: says so when Oktopost refuses a twin that its search does not find', () => {
    const text = inSentence(
      'Conflict. Errors reported by remote server: A user with userName x already exists.',
    );
    expect(said(text, { atOktopost: 'no' })).toMatchObject({ id: 'search-finds-nobody', owner: 'oktopost' });
    expect(said(text, { atOktopost: 'yes' }).id).toBe('already-exists');
  });

  it('row 3: a group’s assignment cannot be taken back user by user', () => {
    const text = 'User was assigned this application before Provisioning was enabled';
    expect(said(text, { appUser: { ...off, scope: 'GROUP' } }).id).toBe('assigned-too-early-by-group');
  });
});

describe('a pattern of which no text is known', () => {
  it.each([
    [11, 'no-connection', 'Error authenticating: Connection refused'],
    [11, 'no-connection', 'java.net.UnknownHostException: bord.oktopost.com: Name or service not known'],
    [11, 'no-connection', 'PKIX path building failed'],
    [5, 'already-exists', 'HTTP 409'],
    [9, 'name-odd', 'Unprocessable Content'],
    [12, 'answer-unreadable', 'Unexpected character (x) at line 1'],
    [12, 'web-page', 'Unexpected character (<) at line 1'],
    [13, 'slow', 'Gateway Timeout'],
    [13, 'slow', 'Read timed out'],
    [18, 'licence-limit', 'Forbidden. Errors reported by remote server: The license limit was reached'],
    [18, 'licence-limit', 'Conflict. Errors reported by remote server: No seats left'],
    [18, 'licence-limit', 'Bad Request. Errors reported by remote server: quota exceeded'],
    [0, 'value-pattern', 'Does not match required pattern'],
    [0, 'server-fault', 'Bad Gateway'],
    [0, 'server-fault', 'Service Unavailable. Errors reported by remote server: limit'],
    [0, 'wrong-address', 'Not Found'],
  ])('row %i: %s is a guess', (_, id, text) => {
    expect(said(text)).toMatchObject({ id, guess: true });
    expect(said(inSentence(text))).toMatchObject({ id, guess: true });
  });

  it('does not take a user who is gone for a wrong address', () => {
    expect(said('Error while updating user: Not Found. Errors reported by remote server: No user.').id).toBe(
      'account-gone',
    );
  });

  it('does not take a length limit for a licence limit', () => {
    const text = 'Bad Request. Errors reported by remote server: name exceeds the limit of 50 characters';
    expect(said(text).id).toBe('bad-request');
  });

  it('does not take a person’s name for a licence limit', () => {
    expect(
      said(
        'Automatic provisioning of user Seat Licence to app Quota failed: Error while creating user: Forbidden.',
      ).id,
    ).toBe('unknown');
  });
});
