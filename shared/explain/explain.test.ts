import { describe, expect, it } from 'vitest';
import { explain } from '.';
import { explainMessage } from './message';
import type { Evidence, LogEvidence } from './evidence';

const waiting: Evidence = {
  app: 'custom',
  logEvents: [],
  appUser: { status: 'STAGED', syncState: 'SYNCING', externalId: null, scope: 'USER' },
  features: ['SCIM_PROVISIONING', 'PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
  userName: 'ana@acme.com',
  email: 'ana@acme.com',
  names: { given: 'Ana', family: 'Silva' },
  atOktopost: 'unknown',
  waitedMs: 10_000,
  toApp: { create: true, update: true, deactivate: true },
};
const inError: Evidence['appUser'] = {
  status: 'STAGED',
  syncState: 'ERROR',
  externalId: null,
  scope: 'USER',
};
const off: Evidence['appUser'] = { status: 'ACTIVE', syncState: 'DISABLED', externalId: null, scope: 'USER' };
const there: Evidence['appUser'] = {
  status: 'PROVISIONED',
  syncState: 'SYNCHRONIZED',
  externalId: '17',
  scope: 'USER',
};

const event = (reason: string | null, patch: Partial<LogEvidence> = {}): LogEvidence => ({
  eventType: 'application.provision.user.push',
  legacyEventType: 'app.user_management.provision_user_failed',
  severity: 'ERROR',
  result: 'FAILURE',
  reason,
  displayMessage: 'Sync user in external application',
  ...patch,
});
const said = (reason: string, patch: Partial<Evidence> = {}) =>
  explain({ ...waiting, appUser: inError, logEvents: [event(reason)], ...patch });
const seen = (patch: Partial<Evidence>) => explain({ ...waiting, ...patch });
const inSentence = (failure: string): string =>
  `Automatic provisioning of user Ana Silva to app Oktopost failed: Error while creating user: ${failure}`;

describe('a token that Okta was given a moment ago', () => {
  it.each([
    'Unauthorized',
    'Error authenticating: Unauthorized. Errors reported by remote server: Token is not valid',
  ])('is suspected of its prefix first: %s', (reason) => {
    const { id, next } = said(reason);
    expect(id).toBe('token-refused');
    expect(next).toMatch(/“Bearer ” exactly once.*new token/);
  });
});

describe('a base URL that leads nowhere', () => {
  it('is looked at for what Okta does not take: a slash at the end, an underscore', () => {
    const { id, next } = said(
      'Not Found. Errors reported by remote server: Invalid JSON: Unexpected character (‘<’ (code 60))',
    );
    expect(id).toBe('wrong-address');
    expect(next).toMatch(/no slash at the end.*no underscore/);
  });
});

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

describe('no reason from Okta: what was read back', () => {
  it('row 3: nothing was pushed for a user that Okta does not synchronise', () => {
    expect(seen({ appUser: off, assignedBeforeScim: true })).toMatchObject({
      id: 'assigned-too-early',
      guess: true,
      place: 'assignments',
    });
    expect(seen({ appUser: { ...off, scope: 'GROUP' } }).id).toBe('assigned-too-early-by-group');
    const membership = event(null, {
      eventType: 'application.user_membership.add',
      legacyEventType: null,
      severity: 'INFO',
      result: 'SUCCESS',
    });
    expect(seen({ appUser: off, logEvents: [membership] }).id).toBe('assigned-too-early');
  });

  it('row 4: Create Users is read back as off', () => {
    const create = { create: false, update: true, deactivate: true };
    expect(seen({ appUser: off, toApp: create })).toMatchObject({ id: 'create-off', guess: false });
    const features = ['SCIM_PROVISIONING', 'PUSH_PROFILE_UPDATES'];
    expect(seen({ appUser: off, toApp: null, features })).toMatchObject({ id: 'create-off', guess: false });
    expect(seen({ appUser: off, toApp: create, atOktopost: 'yes' }).id).not.toBe('create-off');
  });

  it('row 4: an app that lists no boxes at all allows a guess at most, and none while a push is queued', () => {
    const silent = { toApp: null, features: ['SCIM_PROVISIONING'], waitedMs: 90_000 };
    const idle = { status: 'STAGED', syncState: 'OUT_OF_SYNC', externalId: null, scope: 'USER' } as const;
    expect(seen({ ...silent, appUser: idle })).toMatchObject({ id: 'create-off', guess: true });
    expect(seen(silent).id).toBe('slow');
  });

  it('row 20: nothing shows SCIM', () => {
    expect(seen({ appUser: off, features: [], toApp: null })).toMatchObject({
      id: 'scim-off',
      place: 'general',
    });
    expect(seen({ appUser: off, features: null, toApp: null }).id).toBe('assigned-too-early');
  });

  it('row 6: Okta holds the id of a user that Oktopost’s search does not find', () => {
    expect(seen({ appUser: there, atOktopost: 'no' }).id).toBe('search-finds-nobody');
  });

  it('rows 8 and 10: an error without a reason, and a user who explains it', () => {
    expect(seen({ appUser: inError, names: { given: 'Ana', family: '' } })).toMatchObject({
      id: 'name-missing',
      guess: true,
    });
    expect(seen({ appUser: inError, userName: 'ana' })).toMatchObject({
      id: 'username-no-email',
      guess: true,
    });
  });

  it.each([null, '', '  '])('row 12: a failed sync with the reason %j', (reason) => {
    const logEvents = [event(reason, { eventType: 'application.provision.user.sync' })];
    expect(seen({ appUser: inError, logEvents })).toMatchObject({
      id: 'answer-unreadable',
      said: 'Sync user in external application',
    });
  });

  it('row 13: nothing for 60 s, and not a second earlier', () => {
    expect(seen({ waitedMs: 60_000 })).toMatchObject({ id: 'slow', owner: 'oktopost', said: null });
    expect(seen({ waitedMs: 59_999 })).toMatchObject({ id: 'nothing-said', owner: 'unknown' });
  });

  it('row 15: Update User Attributes is read back as off', () => {
    const toApp = { create: true, update: false, deactivate: true };
    expect(seen({ appUser: there, atOktopost: 'yes', toApp })).toMatchObject({
      id: 'update-off',
      guess: false,
    });
  });
});

describe('which text counts', () => {
  it('is the newest known one', () => {
    const logEvents = [event('Unauthorized'), event('Conflict'), event('Something new')];
    expect(seen({ appUser: inError, logEvents })).toMatchObject({ id: 'already-exists', said: 'Conflict' });
  });

  it('is none of an event that succeeded', () => {
    const logEvents = [event('Unauthorized', { result: 'SUCCESS', severity: 'INFO' })];
    expect(seen({ logEvents }).id).toBe('nothing-said');
  });

  it('is the title of the event where there is no reason', () => {
    const displayMessage = 'Matching user not found';
    expect(seen({ logEvents: [event(null, { displayMessage })], toApp: null, features: null })).toMatchObject(
      {
        id: 'create-off',
        said: displayMessage,
      },
    );
  });

  it('is said to be unknown, with what could be read of it', () => {
    expect(
      said(inSentence('Forbidden. Errors reported by remote server: No.'), { waitedMs: 90_000 }),
    ).toMatchObject({
      id: 'unknown',
      owner: 'unknown',
      guess: true,
      what: 'Okta could not create the user at Oktopost: Oktopost answered 403 (Forbidden). The cause is not known.',
    });
    expect(said('Odd').what).toBe('Okta could not create the user at Oktopost. The cause is not known.');
    const nameless = event('Odd', { eventType: 'application.provision.user.sync' });
    expect(seen({ logEvents: [nameless] }).what).toBe('Okta reports a failure. The cause is not known.');
  });

  it('is cut after 600 characters, with a sign', () => {
    const long = `Unauthorized. ${'x'.repeat(700)}`;
    expect(said(long).said).toBe(`${long.slice(0, 600)}…`);
    expect(said(`Odd ${long}`).said).toHaveLength(601);
  });

  it('never carries a bearer token', () => {
    expect(said('Forbidden for Bearer abc.def-123, sorry').said).toBe('Forbidden for Bearer ***, sorry');
  });
});

describe('a line that was pasted alone', () => {
  const alone = (text: string) => explainMessage({ text, event: null });

  it.each(['HTTP 429 Too Many Requests', 'Too Many Requests', 'API call exceeded rate limit'])(
    'does not tell whose rate limit it is: %s',
    (text) => {
      expect(alone(text)).toMatchObject({ cause: 'rate-limited', confidence: 'likely', owner: 'unknown' });
    },
  );

  it('is of Oktopost’s rate limit where Okta says what it was doing', () => {
    expect(alone('Error while creating user: Too Many Requests')).toMatchObject({
      confidence: 'sure',
      owner: 'oktopost',
    });
  });

  it.each(['Authorization: Bearer abc123def456 401 Unauthorized', 'Authorization: Bearer … → HTTP 401'])(
    'is read behind the header of a request: %s',
    (text) => {
      expect(alone(text).cause).toBe('token-refused');
      expect(alone(text).message).not.toContain('abc123def456');
    },
  );

  it.each([
    ['https://board.example/scim?token=abc 401', 'https://board.example/scim?token=*** 401'],
    ['GET /scim?a=1&access_token=abc&b=2 401', 'GET /scim?a=1&access_token=***&b=2 401'],
  ])('shows no token of an address: %s', (text, shown) => {
    expect(alone(text).message).toBe(shown);
  });
});

describe('a failure of the pre-built app', () => {
  it('is explained of a message alone by that app’s connection, which has no token', () => {
    const message = { text: 'Unauthorized. Errors reported by remote server: Invalid token', event: null };
    expect(explainMessage(message).cause).toBe('token-refused');
    const { cause, next } = explainMessage(message, 'catalogue');
    expect(cause).toBe('access-refused');
    expect(next).toContain('Authenticate with Oktopost');
    expect(next).not.toMatch(/prefix|base URL|paste/);
  });

  const catalogue = { app: 'catalogue' } as const;
  it.each([
    ['The credentials used to connect to the API were invalid; please check your configuration'],
    ['Unauthorized. Errors reported by the remote server: Token is invalid or expired.'],
  ])('%s: authenticate again, there is no token to paste', (reason) => {
    const { id, next } = said(reason, catalogue);
    expect(id).toBe('access-refused');
    expect(next).toContain('Authenticate with Oktopost');
    expect(next).not.toMatch(/token|base URL/i);
  });

  it('that never had provisioning names the API integration, not SCIM', () => {
    const nothing = { ...waiting, ...catalogue, appUser: off, features: [], toApp: null };
    expect(explain(nothing)).toMatchObject({ id: 'api-integration-off', guess: true, place: 'integration' });
  });

  it('that cannot connect asks for no address of the admin', () => {
    const { id, next } = said('Error authenticating: Connect to x:443 failed: Connect timed out', catalogue);
    expect(id).toBe('no-connection-of-app');
    expect(next).not.toContain('base URL');
  });
});
