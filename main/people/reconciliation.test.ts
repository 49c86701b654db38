import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assignment, OktaPerson } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import { accountsOf } from './accounts';
import { reconcile, unassignedAccounts } from './reconciliation';

const personOf = (userId: string, change: Partial<OktaPerson> = {}): OktaPerson => ({
  userId,
  login: `${userId}@acme.example`,
  email: `${userId}@acme.example`,
  givenName: 'Ada',
  familyName: 'Abbott',
  status: 'ACTIVE',
  source: 'OKTA',
  typeId: null,
  ...change,
});
const assigned = (userId: string, change: Partial<Assignment> = {}, person: Partial<OktaPerson> = {}) => ({
  person: personOf(userId, person),
  assignment: {
    userName: `${userId}@acme.example`,
    externalId: `x-${userId}`,
    syncState: 'SYNCHRONIZED',
    status: 'PROVISIONED',
    scope: 'USER' as const,
    givenName: 'Ada',
    familyName: 'Abbott',
    email: null,
    ...change,
  },
});
const accountOf = (userId: string, change: Partial<ScimUser> = {}): ScimUser => ({
  id: `x-${userId}`,
  userName: `${userId}@acme.example`,
  givenName: 'Ada',
  familyName: 'Abbott',
  email: `${userId}@acme.example`,
  active: true,
  externalId: userId,
  isAdmin: null,
  ...change,
});

const one = (
  who: ReturnType<typeof assigned> | null,
  accounts: readonly ScimUser[] | null,
  known: readonly OktaPerson[] = [],
) => reconcile(who === null ? [] : [who], accounts === null ? null : accountsOf(accounts), known);

describe('reconciliation', () => {
  it.each([
    ['arrived', assigned('a'), [accountOf('a')], []],
    ['pending', assigned('a', { externalId: null, syncState: 'SYNCING' }), [], []],
    ['in-error', assigned('a', { externalId: null, syncState: 'ERROR' }), [], []],
    ['in-error', assigned('a', { syncState: 'ERROR' }), [accountOf('a')], []],
    ['too-early', assigned('a', { externalId: null, syncState: 'DISABLED' }), [], []],
    [
      'too-early',
      assigned('a', { externalId: null, syncState: 'DISABLED' }),
      [accountOf('a')],
      ['account-exists'],
    ],
    ['gone', assigned('a'), [], []],
    ['gone', assigned('a'), [accountOf('a', { id: 'other' })], ['other-account']],
    ['inactive-there', assigned('a'), [accountOf('a', { active: false })], []],
    ['differs', assigned('a'), [accountOf('a', { familyName: 'Other' })], ['name-differs']],
    ['differs', assigned('a'), [accountOf('a', { userName: 'b@acme.example' })], ['user-name-differs']],
    ['differs', assigned('a'), [accountOf('a', { email: 'b@acme.example' })], ['email-differs']],
    ['arrived', assigned('a', { familyName: null }), [accountOf('a', { familyName: 'Kept' })], []],
    ['arrived', assigned('a', { scope: 'GROUP' }), [accountOf('a')], ['by-group']],
    ['arrived', assigned('a', {}, { status: 'SUSPENDED' }), [accountOf('a')], ['suspended']],
  ] as const)('%s', (state, who, accounts, notes) => {
    expect(one(who, accounts)).toMatchObject([{ state, notes }]);
  });

  it('finds an account by Okta’s link first, then by its own id of Okta, then by user name, then by email', () => {
    const of = (who: ReturnType<typeof assigned>, ...accounts: ScimUser[]) =>
      one(who, accounts)[0]?.account?.id;
    const linked = accountOf('z', { id: 'x-a', externalId: null });
    const byOkta = accountOf('y', { id: '2', externalId: 'a' });
    const byName = accountOf('x', { id: '3', userName: 'name', email: null, externalId: null });
    const byEmail = accountOf('a', { id: '4', externalId: null });
    const who = assigned('a', { userName: 'name' });
    expect(of(who, byEmail, byName, byOkta, linked)).toBe('x-a');
    expect(of(who, byEmail, byName, byOkta)).toBe('2');
    expect(of(who, byEmail, byName)).toBe('3');
    expect(of(who, byEmail)).toBe('4');
    expect(of(assigned('a', { userName: null, externalId: null }), byEmail)).toBe('4');
    const notLinked = assigned('a', { userName: 'name', externalId: null });
    expect(of(notLinked, accountOf('q', { id: '', externalId: null }), byName)).toBe('3');
  });

  it('compares names without blanks around them, and none that is not mapped or not there', () => {
    const notes = (sent: string | null, there: string | null): string[] =>
      one(assigned('a', { givenName: sent }), [accountOf('a', { givenName: there })]).flatMap(
        (row) => row.notes,
      );
    expect([notes('Ada', ' Ada '), notes(' Ada', 'Ada'), notes('', 'Ada'), notes(' ', 'Ada')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
    expect([notes(null, 'Ada'), notes('Ada', null)]).toEqual([[], []]);
    expect([notes('Ada', ''), notes('Ada', 'Eve')]).toEqual([['name-differs'], ['name-differs']]);
  });

  it('says once that a user name differs: from the email, or from what is there', () => {
    const odd = assigned('a', { userName: 'ada' });
    const notesOf = (...accounts: ScimUser[]) => one(odd, accounts).flatMap(({ notes }) => notes);
    expect(notesOf(accountOf('a', { userName: 'ada' }))).toEqual(['user-name-differs']);
    expect(notesOf(accountOf('a'))).toEqual(['user-name-differs']);
    const nameless = assigned('a', { userName: null });
    expect(one(nameless, [accountOf('a')])[0]?.notes).toEqual(['user-name-differs']);
  });

  it('says whose an account is by the id that Okta gave it, then by the very email, before other letters', () => {
    const login = 'dana.reyes@acme.example';
    const other = personOf('other', { login, email: login });
    const tested = personOf('tested', { login: 'd.reyes@acme.example', email: 'Dana.Reyes@ACME.example' });
    const account = (change: Partial<ScimUser>) =>
      accountOf('x', { userName: tested.email, email: tested.email, externalId: null, ...change });
    const whose = (change: Partial<ScimUser>) =>
      one(null, [account(change)], [other, tested]).map(({ person, notes }) => [person?.userId, ...notes])[0];
    expect(whose({ externalId: 'tested', userName: login })).toEqual(['tested', 'account-active', 'double']);
    expect(whose({ externalId: 'other' })).toEqual(['other', 'account-active', 'double']);
    expect(whose({})).toEqual(['tested', 'account-active', 'double']);
    const neither = 'DANA.reyes@acme.example';
    expect(whose({ userName: neither, email: neither })).toEqual([
      'other',
      'account-active',
      'double',
      'owner-unclear',
    ]);
  });

  it('says what else there is: a directory, and doubles at either side', () => {
    expect(one(assigned('a', {}, { source: 'LDAP' }), [accountOf('a')])[0]?.notes).toEqual([
      'from-directory',
    ]);
    const twice = [accountOf('a'), accountOf('b', { userName: 'A@acme.example', externalId: null })];
    expect(one(assigned('a'), twice)[0]?.notes).toEqual(['double']);
    const doubles = reconcile([assigned('a'), assigned('b', {}, { email: 'A@acme.example' })], null, []);
    expect(doubles.map(({ notes }) => notes.includes('double'))).toEqual([true, true]);
    expect(one(null, twice).map(({ notes }) => notes)).toEqual([
      ['account-active', 'double'],
      ['account-active', 'double'],
    ]);
    const known = [personOf('a', { source: 'LDAP' })];
    expect(one(null, [accountOf('a')], known)[0]?.notes).toEqual(['account-active', 'from-directory']);
    expect(one(null, twice, known)[0]?.notes).toEqual(['account-active', 'from-directory', 'double']);
    const namesakes = [...known, personOf('b', { email: 'A@acme.example' })];
    expect(one(null, [accountOf('a')], namesakes)[0]?.notes).toEqual([
      'account-active',
      'from-directory',
      'double',
    ]);
    // Known by email where the user name is another.
    expect(one(null, [accountOf('a', { userName: 'ada' })], known)[0]?.state).toBe('not-assigned');
    expect(one(null, [accountOf('a', { userName: 'ada', email: null })], known)[0]?.state).toBe(
      'only-at-oktopost',
    );
  });

  it('says of somebody whom Okta could not send which name is missing, and of nobody else', () => {
    const notesOf = (syncState: string, person: Partial<OktaPerson>) =>
      one(assigned('a', { syncState }, person), null).flatMap(({ notes }) => notes);
    expect(notesOf('ERROR', { familyName: ' ' })).toEqual(['family-name-missing']);
    expect(notesOf('ERROR', { givenName: '' })).toEqual(['given-name-missing']);
    expect(notesOf('ERROR', {})).toEqual([]);
    expect(notesOf('SYNCHRONIZED', { familyName: '' })).toEqual([]);
  });

  it('tells accounts whom nobody in Okta has from those whom Okta knows', () => {
    expect(one(null, [accountOf('a')])).toMatchObject([{ state: 'only-at-oktopost', person: null }]);
    expect(one(null, [accountOf('a')], [personOf('a')])).toMatchObject([
      { state: 'not-assigned', notes: ['account-active'], person: { userId: 'a' } },
    ]);
  });

  it('tells who is deactivated in Okta and whose account is active from everybody else', () => {
    const left = [personOf('a', { status: 'DEPROVISIONED' })];
    expect(one(null, [accountOf('a')], left)).toMatchObject([
      { state: 'left-active', notes: ['account-active', 'deactivated'], person: { userId: 'a' } },
    ]);
    expect(one(null, [accountOf('a', { active: false })], left)).toMatchObject([{ state: 'not-assigned' }]);
    for (const syncState of ['SYNCHRONIZED', 'ERROR']) {
      const still = assigned('a', { syncState }, { status: 'DEPROVISIONED' });
      expect(one(still, [accountOf('a')])).toMatchObject([{ state: 'left-active', notes: ['deactivated'] }]);
    }
    const sent = assigned('a', {}, { status: 'DEPROVISIONED' });
    expect(one(sent, null)).toMatchObject([{ state: 'sent' }]);
    expect(one(sent, [accountOf('a', { active: false })])).toMatchObject([{ state: 'inactive-there' }]);
  });

  it('tells an account that nobody assigned has, and is in use, from one that is inactive', () => {
    const notesOf = (active: boolean): string[] =>
      one(null, [accountOf('a', { active })], [personOf('a')]).flatMap(({ notes }) => notes);
    expect([notesOf(true), notesOf(false)]).toEqual([['account-active'], ['account-inactive']]);
  });

  it('says what Okta says where Oktopost is not read', () => {
    expect(one(assigned('a'), null)).toMatchObject([{ state: 'sent', account: null }]);
  });

  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 30 }).map(String), { maxLength: 15 });

  it('has everybody once, and every account with one person at most', () => {
    fc.assert(
      fc.property(ids, ids, ids, (inOkta, atOktopost, linked) => {
        const people = inOkta.map((id) =>
          assigned(id, linked.includes(id) ? {} : { externalId: null, syncState: 'DISABLED' }),
        );
        const accounts = accountsOf(atOktopost.map((id) => accountOf(id)));
        const rows = reconcile(people, accounts, []);
        const there = rows.flatMap(({ account }) => account?.id ?? []);
        expect(there.toSorted()).toEqual(atOktopost.map((id) => `x-${id}`).toSorted());
        expect(rows.flatMap(({ person }) => person?.userId ?? []).toSorted()).toEqual(inOkta.toSorted());
        expect(unassignedAccounts(people, accounts).map(({ id }) => id)).toEqual(
          rows.flatMap(({ state, account }) => (state === 'only-at-oktopost' ? (account?.id ?? []) : [])),
        );
      }),
    );
  });
});
