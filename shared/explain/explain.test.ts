import { describe, expect, it } from 'vitest';
import { explain } from '.';
import { explainMessage } from './message';
import { waiting, inError, off, there, event, said, seen, inSentence } from '../testing/evidence';

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
      next: expect.stringContaining('Update Now, which renames everyone who is assigned.'),
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
