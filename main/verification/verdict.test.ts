import { beforeEach, describe, expect, it } from 'vitest';
import { oktaFeatures } from '../../shared/oktopost';
import { ana } from '../../shared/testing/test-user';
import { noTest } from '../../shared/verification';
import type { AttributeRow, PaneFinding } from '../../shared/verification';
import { logEvent } from '../testing/log-event';
import type { ProvisioningFeature } from '../okta/types';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { appUserWith, appWith, mappingWith, oktaWith, scimUserWith, userWith } from '../testing/okta-objects';
import type { Look } from './look';
import { compareAttributes } from './rows';
import { verdictOfArrival, verdictOfFailure } from './verdict';

const row = (given: Partial<AttributeRow> = {}): AttributeRow => ({
  ...{ attribute: 'name.givenName', expected: 'Ana', okta: 'Ana', oktopost: 'Ana', state: 'same' },
  ...given,
});
const read: Look = {
  appUser: appUserWith(),
  events: [],
  atOktopost: scimUserWith(),
  oktopostRead: true,
  remarks: [],
  isElsewhere: false,
};
const there: PaneFinding = { pane: 'match', level: 'warn', text: 'There.', next: null, there: true };
const verdict = (rows: AttributeRow[], look: Partial<Look> = {}, before: PaneFinding[] = []) =>
  verdictOfArrival({ user: ana, before }, rows, { ...read, ...look });

describe('the verdict of an arrival', () => {
  it('is passed where Oktopost was read and nothing differs; only then is it said of every value', () => {
    const passed = verdict([row()]);
    expect(passed).toMatchObject({ state: 'passed', explanation: null });
    expect(passed.verdict).toBe('ana.silva@acme.example arrived at Oktopost with every expected value.');
    const unread = verdict([row({ state: 'cannot-be-read' })], { atOktopost: null, oktopostRead: false });
    expect(unread.state).toBe('passed');
    expect(unread.verdict).not.toContain('every expected value');
    expect(unread.verdict).toMatch(/^Okta says that .* Look in Oktopost\.$/);
  });

  it('names the account as Oktopost has it, and unread as Okta sends it, not by the login', () => {
    const user = { ...ana, login: 'asilva', email: 'ana@acme.example' };
    const said = (look: Partial<Look>) =>
      verdictOfArrival({ user, before: [] }, [row()], { ...read, ...look }).verdict;
    expect(said({})).toMatch(/^ana\.silva@acme\.example arrived at Oktopost/);
    const unread = { atOktopost: null, oktopostRead: false };
    expect(said(unread)).toMatch(/^Okta says that ana\.silva@acme\.example was provisioned/);
    expect(said({ ...unread, appUser: null })).toMatch(/^Okta says that ana@acme\.example was/);
    expect(said({ atOktopost: scimUserWith({ active: false }) })).toMatch(/^ana\.silva@.* is inactive there/);
  });

  it('proves no creation where the account was there before, and says nothing of it elsewhere', () => {
    expect(verdict([row()], {}, [there]).verdict).toMatch(/Okta can create one is not proven\.$/);
    const { there: _, ...other } = there;
    expect(verdict([row()], {}, [other]).verdict).not.toContain('proven');
  });

  it('is failed by an inactive account before anything else, with what made it so where Okta tells', () => {
    const inactive = { atOktopost: scimUserWith({ active: false }) };
    const failed = verdict([row(), row({ attribute: 'active', state: 'different' })], inactive);
    expect(failed).toMatchObject({
      state: 'failed',
      explanation: { id: 'went-inactive', next: /^Unassign/ },
    });
    expect(failed.verdict).toMatch(/inactive there\. All of Okta’s steps succeeded\.$/);
    const eventType = 'application.provision.user.reactivate';
    const events = [logEvent({ uuid: 'e', published: '2026-11-24T10:00:00.000Z', eventType })];
    expect(verdict([row()], { ...inactive, events }).verdict).toMatch(/made it active again/);
  });

  it('names the values that differ and no other, and is Oktopost’s matter where Okta has the right one', () => {
    const wrong = row({ attribute: 'name.familyName', oktopost: 'Other', state: 'different' });
    const { state, verdict: said, explanation } = verdict([row(), wrong]);
    expect([state, said]).toEqual([
      'failed',
      'ana.silva@acme.example arrived at Oktopost, but name.familyName differs from what was expected.',
    ]);
    expect(explanation).toMatchObject({ owner: 'unknown', place: 'oktopost', what: said, guess: true });
    expect(explanation?.next).not.toContain('Okta itself');
  });

  it.each<[string, Partial<AttributeRow>, string]>([
    ['Okta’s, where it holds another value itself', { okta: 'Anna', state: 'different' }, 'okta-admin'],
    ['not Okta’s, where it does not show its value', { okta: null, state: 'different' }, 'unknown'],
    // What is as expected at Oktopost needs nothing done in Okta.
    ['not Okta’s for a value that does not differ', { okta: 'Anna', state: 'same' }, 'unknown'],
  ])('is %s', (_what, given, owner) => {
    const rows = [row(given), row({ attribute: 'userName', okta: 'Ana', state: 'different' })];
    const isOktas = owner === 'okta-admin';
    expect(verdict(rows).explanation).toMatchObject({
      owner,
      place: isOktas ? 'assignments' : 'oktopost',
      next: expect.stringMatching(isOktas ? /^Okta itself holds another value/ : /^Compare both columns/),
    });
  });
});

describe('the values of a person, expected beside what is there', () => {
  const names = ['userName', 'name.givenName', 'name.familyName', 'emails[work]', 'active'];
  const expected: Parameters<typeof compareAttributes>[0] = [
    { attribute: 'userName', expected: 'ana.silva@acme.example' },
    { attribute: 'name.givenName', expected: 'Ana' },
    { attribute: 'name.familyName', expected: 'Silva' },
    { attribute: 'emails[work]', expected: 'ana.silva@acme.example' },
    { attribute: 'active', expected: 'true' },
  ];
  const states = (look: Partial<Look>) =>
    compareAttributes(expected, { ...read, ...look }).map(({ state }) => state);

  it('are the same only where each was read and is as expected', () => {
    const rows = compareAttributes(expected, read);
    expect(rows.map(({ attribute, state }) => [attribute, state])).toEqual(
      names.map((name) => [name, 'same']),
    );
    expect(rows.map(({ okta }) => okta)).toEqual([
      ...['ana.silva@acme.example', 'Ana', 'Silva', 'ana.silva@acme.example'],
      // An app user has no such value.
      null,
    ]);
    const other = scimUserWith({
      userName: 'a',
      givenName: null,
      familyName: 'Ana',
      email: 'b',
      active: false,
    });
    expect(states({ atOktopost: other })).toEqual(names.map(() => 'different'));
    // A difference in case is one.
    expect(states({ atOktopost: scimUserWith({ userName: 'Ana.Silva@acme.example' }) })[0]).toBe('different');
  });

  it('are never the same where Oktopost was not read, or has no account', () => {
    expect(states({ oktopostRead: false })).toEqual(names.map(() => 'cannot-be-read'));
    expect(states({ atOktopost: null })).toEqual(names.map(() => 'not-there-yet'));
  });

  it('are unknown on Okta’s side where nobody is assigned, or a value is no text', () => {
    expect(compareAttributes(expected, { ...read, appUser: null }).map(({ okta }) => okta)).toEqual(
      names.map(() => null),
    );
    const odd = appUserWith({ userName: null, profile: { givenName: 5, familyName: 'Silva' } });
    expect(compareAttributes(expected, { ...read, appUser: odd }).map(({ okta }) => okta)).toEqual([
      ...[null, null, 'Silva', null, null],
    ]);
  });
});

describe('the cause of a failure', () => {
  const app = { id: '0oa1', name: 'acme', label: 'Oktopost', status: 'ACTIVE', createdByUs: true };
  const now = new Date('2026-11-24T10:02:00.000Z');
  const all = ['SCIM_PROVISIONING', ...oktaFeatures.toApp];
  /** Of the mapping. */
  let rows: Record<string, string>;
  beforeEach(() => {
    rows = { userName: 'user.department' };
  });

  async function explained(
    look: Partial<Look>,
    features: string[] | null = all,
    given: Partial<Session> = {},
    boxes: ProvisioningFeature | null = null,
  ) {
    const session: Session = {
      ...newSession(),
      ...{ destination: 'board', region: 'us', app: { ...app, adminOrigin: null } },
      test: { ...noTest, state: 'following', user: ana, assignedAt: '2026-11-24T10:00:00.000Z' },
      ...given,
    };
    const okta = oktaWith({
      app: () => Promise.resolve(features === null ? null : appWith({ features })),
      provisioningFeature: () => Promise.resolve(boxes),
      user: () => Promise.resolve(userWith()),
      mappings: () => Promise.resolve({ readable: [mappingWith(rows)], unreadable: [] }),
    });
    const found = { ...read, atOktopost: null, ...look };
    return (await verdictOfFailure(okta, session, found, { state: 'failed', now })).explanation?.id;
  }
  const waiting = appUserWith({ externalId: null, syncState: 'SYNCING' });
  const early = appUserWith({ externalId: null, syncState: 'OUT_OF_SYNC' });

  it.each<[string, Partial<Look>, string[] | null, string]>([
    ['assigned before provisioning was on', { appUser: early }, all, 'assigned-too-early'],
    ['Create Users off', { appUser: early }, ['SCIM_PROVISIONING', 'PUSH_PROFILE_UPDATES'], 'create-off'],
    // Who has an account there needs none to be made.
    [
      'Create Users off, and an account there',
      { appUser: early, atOktopost: scimUserWith() },
      ['SCIM_PROVISIONING', 'PUSH_PROFILE_UPDATES'],
      'assigned-too-early',
    ],
    ['SCIM off', { appUser: early }, [], 'scim-off'],
    ['an app integration that is gone shows nothing', { appUser: early }, null, 'assigned-too-early'],
    ['Okta says it is there, Oktopost does not', {}, all, 'search-finds-nobody'],
    [
      'the same under a user name from a row of the mapping',
      { appUser: appUserWith({ userName: 'Sales' }) },
      all,
      'username-row',
    ],
    ['Update off', { atOktopost: scimUserWith() }, ['PUSH_NEW_USERS'], 'update-off'],
    ['Oktopost was not read, so nobody is missing there', { oktopostRead: false }, all, 'nothing-said'],
    ['long without an answer', { appUser: waiting }, all, 'slow'],
  ])('is read from what was seen: %s', async (_what, look, features, expected) => {
    expect(await explained(look, features)).toBe(expected);
  });

  it('is a box that is off by what Okta shows of the boxes, where the features are silent', async () => {
    const boxes = { create: false, updateProfile: true, deactivate: true };
    expect(await explained({ appUser: early }, ['SCIM_PROVISIONING'], {}, boxes)).toBe('create-off');
    // Waiting to be sent, of an app integration that shows no pushes.
    const queued = appUserWith({ externalId: null, syncState: 'OUT_OF_SYNC', status: 'STAGED' });
    expect(await explained({ appUser: queued }, [], {}, boxes)).toBe('create-off');
  });

  it('is a name or a user name that Oktopost refuses', async () => {
    const inError = appUserWith({ externalId: null, syncState: 'ERROR' });
    const of = (user: Partial<typeof ana>) =>
      explained({ appUser: inError }, all, { test: { ...noTest, user: { ...ana, ...user } } });
    expect(await of({ givenName: '' })).toBe('name-missing');
    expect(await of({ familyName: '' })).toBe('name-missing');
    expect(await of({})).toBe('nothing-said');
    const odd = appUserWith({ externalId: null, syncState: 'ERROR', userName: 'ana' });
    rows = {};
    expect(await explained({ appUser: odd })).toBe('username-no-email');
  });

  it('is not that it took long before it did', async () => {
    const test = { ...noTest, user: ana, assignedAt: now.toISOString() };
    expect(await explained({ appUser: waiting }, all, { test })).not.toBe('slow');
    expect(await explained({ appUser: waiting }, all, { test: { ...test, assignedAt: null } })).not.toBe(
      'slow',
    );
  });
});
