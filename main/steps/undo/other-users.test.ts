import { describe, expect, it } from 'vitest';
import type { AppUser, OktaPerson } from '../../okta/types';
import type { AppliedChange } from '../../storage/applied-changes';
import { logEvent } from '../../testing/log-event';
import { appUserWith, appWith, listed, oktaWith } from '../../testing/okta-objects';
import { noOthers, othersAssigned, othersRows, othersSentences, readOthers, whoChanged } from './other-users';

const applied = (changeId: string, details: object): AppliedChange => ({
  ...{ changeId, at: '2026-11-24T10:00:00.000Z', details: { ...details }, confirmed: true },
});
const memberOf = (userId: string): OktaPerson => ({
  ...{ userId, login: userId, email: userId, givenName: '', familyName: '', status: 'ACTIVE' },
  ...{ source: null, typeId: null },
});
const groups: Record<string, string[]> = { ours: ['byOurs', 'byBoth'], theirs: ['byBoth', 'byTheirs'] };
const ofGroup = (id: string) => appUserWith({ id, scope: 'GROUP' });

const read = (people: AppUser[], changes: AppliedChange[], groupIds = Object.keys(groups), created = true) =>
  readOthers(
    oktaWith({
      appGroups: () => listed(groupIds.map((id) => ({ id, priority: null, profile: {} }))),
      appUsers: () => listed(people),
      memberPages: (id) => listed([{ items: (groups[id] ?? []).map(memberOf), next: null }]),
    }),
    appWith(),
    { appliedChanges: changes, created },
  );

describe('what others have in an app integration that this set-up made', () => {
  const own = [
    applied('group-assign-ours', { groupId: 'ours' }),
    applied('assign-mine', { userId: 'mine' }),
    applied('unassign-before', { userId: 'before' }),
    applied('assign-before', { userId: 'before' }),
  ];

  it('are people and groups that it did not assign: those of a group are theirs where no own group alone has them', async () => {
    const people = ['mine', 'before', 'theirs'].map((id) => appUserWith({ id }));
    const found = await read([...people, ...['byOurs', 'byBoth', 'byTheirs'].map(ofGroup)], own);
    expect(found).toMatchObject({
      ...{ people: 3, groups: 1, everyone: { users: 6, groups: 2, more: false }, settings: [] },
    });
    expect([...found.assigned]).toEqual(['mine', 'before', 'theirs', 'byBoth', 'byTheirs']);
    // With ids of their accounts at Oktopost.
    expect([...found.present]).toEqual(['mine', '7', 'before', 'theirs', 'byOurs', 'byBoth', 'byTheirs']);
    // Whom it assigned once, its own undo names.
    expect(found.accounts.accounts.map(({ name }) => name)).toEqual(['Ana Silva', 'Ana Silva', 'Ana Silva']);
  });

  it('are also people whom they assigned before or since: to an app integration that was there, or after this set-up unassigned them', async () => {
    const before = [appUserWith({ id: 'before' })];
    expect((await read(before, own, [], true)).people).toBe(0);
    expect(await read(before, own, [], false)).toMatchObject({ people: 1, again: 1 });
    const renewed = await read([...before, appUserWith({ id: 'theirs' })], own, [], false);
    expect(renewed).toMatchObject({ people: 2, again: 1 });
    const left = [...own, applied('unassign-mine', { userId: 'mine' })];
    const { people, accounts } = await read([appUserWith({ id: 'mine' })], left, []);
    expect([people, accounts.accounts]).toEqual([1, []]);
    const bySomebody = [applied('unassign-mine', { userId: 'mine' })];
    expect(await read([appUserWith({ id: 'mine' })], bySomebody, [], false)).toMatchObject({ again: 0 });
    const mayBe = [applied('assign-lost', { userId: 'lost' })].map((each) => ({ ...each, confirmed: false }));
    expect((await read([appUserWith({ id: 'lost' })], mayBe, [])).people).toBe(0);
  });

  it('leave it open whether Okta sends a deactivation of whom this set-up assigned', async () => {
    const deactivates = async (...people: AppUser[]) => (await read(people, own, ['ours'])).deactivatesOwn;
    expect(await deactivates(appUserWith({ id: 'mine' }))).toBe(true);
    expect(await deactivates({ ...ofGroup('byOurs'), externalId: '7' })).toBe(true);
    expect(await deactivates(appUserWith({ id: 'mine', externalId: null }))).toBe(false);
    expect(await deactivates(appUserWith({ id: 'mine', syncState: 'ERROR' }))).toBe(false);
    expect(await deactivates(appUserWith({ id: 'theirs' }))).toBe(false);
  });

  it('names no account that Okta has no link to, and calls one by what it has', async () => {
    const { accounts } = await read(
      [
        appUserWith({ id: '1', externalId: null }),
        appUserWith({ id: '2', profile: { givenName: 'Bo', familyName: 7 } }),
        appUserWith({ id: '3', userName: null, profile: { givenName: '', familyName: '' } }),
      ],
      [],
      [],
    );
    expect(accounts).toEqual({
      accounts: [
        { name: 'Bo', userName: 'ana.silva@acme.example', externalId: '7' },
        { name: '', userName: '3', externalId: '7' },
      ],
      more: 0,
    });
  });

  it('counts those beyond two hundred', async () => {
    const many = Array.from({ length: 203 }, (_, index) => appUserWith({ id: String(index) }));
    const { accounts, people } = await read(many, [], []);
    expect([accounts.accounts.length, accounts.more, people]).toEqual([200, 3, 203]);
  });

  it('is nothing where everybody is of this set-up', async () => {
    const { people, groups: theirs } = await read([appUserWith({ id: 'mine' }), ofGroup('byOurs')], own, [
      'ours',
    ]);
    expect([people, theirs]).toEqual([0, 0]);
    // Whom a group of somebody assigns as well is not left to this set-up alone.
    expect((await read([ofGroup('mine')], own, ['ours'])).people).toBe(1);
  });
});

describe('settings that others changed', () => {
  const written = (after: object, confirmed = true): AppliedChange => ({
    ...applied('create-app', { after }),
    confirmed,
  });
  const changed = async (raw: object, changes: AppliedChange[]) => {
    const okta = oktaWith({ appGroups: () => listed([]), appUsers: () => listed([]) });
    const app = appWith({ raw: { ...raw } });
    return (await readOthers(okta, app, { appliedChanges: changes, created: true })).settings;
  };
  const acs = (value: string | null) => ({ 'settings.signOn.ssoAcsUrl': value });
  const now = (signOn: object) => ({ settings: { signOn } });

  it('are those that differ from what this set-up wrote last, with both values as Okta’s console shows them', async () => {
    const first = written({ ...acs('https://old/acs'), 'settings.signOn.responseSigned': true });
    const second = written(acs('https://new/acs'));
    const asWritten = now({ ssoAcsUrl: 'https://new/acs', responseSigned: true });
    expect(await changed(asWritten, [first, second])).toEqual([]);
    expect(await changed(now({ ssoAcsUrl: 'https://old/acs' }), [first, second])).toEqual([
      { setting: 'sign-on.acs-url', now: 'https://old/acs', left: 'https://new/acs' },
      { setting: 'sign-on.response', now: 'Unsigned', left: 'Signed' },
    ]);
    // Of what it never wrote nothing is said.
    expect(await changed(now({ audience: 'urn:other' }), [])).toEqual([]);
  });

  it('are told as none where Okta has none, or this set-up left none', async () => {
    expect(await changed({}, [written(acs('https://new/acs'))])).toEqual([
      { setting: 'sign-on.acs-url', now: '(none)', left: 'https://new/acs' },
    ]);
    expect(await changed(now({ ssoAcsUrl: 'https://x/acs' }), [written(acs(null))])).toEqual([
      { setting: 'sign-on.acs-url', now: 'https://x/acs', left: '(none)' },
    ]);
  });

  it('are none that Okta may have taken, or that the admin was asked for', async () => {
    const lost = written(acs('https://lost/acs'), false);
    const sure = written(acs('https://new/acs'));
    for (const value of ['https://lost/acs', 'https://new/acs'])
      expect(await changed(now({ ssoAcsUrl: value }), [sure, lost])).toEqual([]);
    const pushed = (pushStatus: string) => ({ credentials: { userNameTemplate: { pushStatus } } });
    const name = 'credentials.userNameTemplate.pushStatus';
    expect(await changed(pushed('PUSH'), [written({ [name]: 'DONT_PUSH' })])).toEqual([]);
    expect(await changed(pushed('DONT_PUSH'), [written({ [name]: 'PUSH' })])).toEqual([
      { setting: 'user-name-format.update-on', now: 'Create only', left: 'Create and update' },
    ]);
  });
});

describe('what is said of others', () => {
  const setting = { setting: 'app.name' as const, now: 'New', left: 'Old' };

  it.each([
    [0, 0, 0, null],
    [1, 0, 0, 'Others have assigned one person.'],
    [2_000, 0, 0, 'Others have assigned 2,000 people.'],
    [0, 0, 1, 'Others have assigned one group.'],
    [3, 0, 2, 'Others have assigned 3 people and 2 groups.'],
    [8, 1, 0, '8 people are assigned, one of them again by this set-up.'],
    [3, 2, 1, '3 people and one group are assigned, 2 of them again by this set-up.'],
    [1, 1, 0, 'One person is assigned, again by this set-up.'],
  ])('of %i people, %i again, and %i groups is %j', (people, again, count, expected) => {
    expect(othersAssigned({ people, again, groups: count })).toBe(expected);
  });

  it('is nothing where there is nothing, also of an inactive app integration', () => {
    expect(othersSentences(appWith({ status: 'INACTIVE' }), noOthers)).toEqual([]);
    const others = { ...noOthers, people: 1, settings: [setting] };
    expect(othersSentences(appWith(), others)).toEqual([
      'Others have assigned one person. Who is assigned loses Oktopost, and their accounts there may stay active.',
      expect.stringMatching(/^Someone changed “.*” to “New”\.$/),
    ]);
    const changedBy = new Map([['app.name' as const, 'jo@acme.example']]);
    const inactive = othersSentences(appWith({ status: 'INACTIVE' }), { ...others, people: 0, changedBy });
    expect(inactive).toEqual([
      expect.stringMatching(/^jo@acme\.example changed/),
      expect.stringMatching(/^It is inactive now/),
    ]);
    expect(othersSentences(null, others)).toHaveLength(2);
  });

  it('is in rows that a deletion removes and a deactivation keeps', () => {
    const others = { people: 2, again: 0, groups: 0, settings: [setting] };
    expect(othersRows(others, 'remove').map((row) => [row.setting, row.now, row.after, row.verb])).toEqual([
      ['app.people', '2', null, 'remove'],
      ['app.name', 'New', null, 'remove'],
    ]);
    expect(othersRows({ ...others, groups: 1 }, 'keep').map(({ now, after }) => [now, after])).toEqual([
      ['2', '2'],
      ['1', '1'],
      ['New', 'New'],
    ]);
    expect(othersRows(noOthers, 'remove')).toEqual([]);
  });

  it('names who changed a setting only where the log tells of the value that is there', async () => {
    const event = logEvent({
      ...{ uuid: 'e', published: '2026-11-24T10:00:00.000Z', eventType: 'application.lifecycle.update' },
      actor: { id: '00u1', who: 'jo@acme.example' },
      targets: [
        {
          ...{ id: '0oa1', type: 'AppInstance', alternateId: null, displayName: null },
          changes: [{ name: 'label', from: 'Old', to: 'New' }],
        },
      ],
    });
    let reads = 0;
    const okta = oktaWith({
      appUpdates: () => {
        reads += 1;
        return Promise.resolve([event]);
      },
    });
    const who = (now: string) => whoChanged(okta, appWith(), [{ ...setting, now }], new Date(0));
    expect([...(await who('New'))]).toEqual([['app.name', 'jo@acme.example']]);
    expect([...(await who('Newer'))]).toEqual([]);
    expect([...(await whoChanged(okta, appWith(), [], new Date(0)))]).toEqual([]);
    expect(reads).toBe(2);
  });
});
