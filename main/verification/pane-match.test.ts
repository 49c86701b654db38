import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import { targetOf } from '../../shared/oktopost';
import type { AppUser } from '../okta/types';
import type { ScimUser, UserList, UserSearch } from '../oktopost/types';
import {
  appUserWith,
  oktaWith,
  oktopostWith,
  scimUserWith,
  searchWith,
  userWith,
} from '../testing/okta-objects';
import { doubleFindings } from './pane-double';
import { firstAccounts, matchFindings } from './pane-match';

// Okta keeps the letters as they were typed.
const email = 'Ana.Silva@acme.example';
const custom = targetOf('board', 'us');
const prebuilt = targetOf('admin-application', 'us');
const listOf = (users: ScimUser[], isWhole = true): UserList => ({ users, isWhole });
const bob = scimUserWith({ id: '8', userName: 'bob@acme.example', email: 'bob@acme.example' });
const failure = (code: 'unreachable' | 'cancelled'): AppFailure =>
  new AppFailure({ code, message: 'No answer.', owner: 'network', next: 'Wait.' });

interface Given {
  /** What the search brings by user name; nobody and all read, where none is given. */
  found?: Record<string, UserSearch>;
  accounts?: UserList;
  linkedId?: string | null;
}
const foundFor = async ({ found = {}, accounts = listOf([]), linkedId = null }: Given) =>
  matchFindings(
    oktopostWith({ findByUserName: (name) => Promise.resolve(found[name] ?? searchWith(null)) }),
    { email, accounts, linkedId },
    custom,
  );
const said = async (given: Given) =>
  (await foundFor(given)).map(({ level, text, next }) => `${level}: ${text} ${next ?? ''}`.trim());

describe('whether a person has an account at Oktopost', () => {
  it.each<[string, Given, RegExp[]]>([
    ['nobody there', {}, [/^ok: This email is not at Oktopost yet/]],
    [
      'a search that did not answer in full proves nothing',
      { found: { [email]: searchWith(null, { conclusive: false }) } },
      [/^unknown: Whether this email exists.*does not answer in full/],
    ],
    [
      'other people than asked for block',
      { found: { [email]: searchWith(null, { others: true }) }, accounts: listOf([bob]) },
      [/^block: .*link to a wrong account/],
    ],
    [
      'an account that Okta would link to',
      { found: { [email]: searchWith(scimUserWith()) } },
      [/^warn: Oktopost already has ana.*link to that account instead/],
    ],
    [
      'an inactive one',
      { found: { [email]: searchWith(scimUserWith({ active: false })) } },
      [/^warn: .*inactive\. Okta will link to that account and make it active/],
    ],
    [
      'the one that Okta is linked to',
      { found: { [email]: searchWith(scimUserWith()) }, linkedId: '7' },
      [/^ok: .*the account that Okta is linked to\.$/],
    ],
    [
      'and it is inactive',
      { found: { [email]: searchWith(scimUserWith({ active: false })) }, linkedId: '7' },
      [/^warn: .*linked to, and it is inactive\. Unassign and assign/],
    ],
    [
      'an account found in lower case only is not called found',
      { found: { [email]: searchWith(scimUserWith(), { onlyInLowerCase: true, remarks: ['Cases.'] }) } },
      [/^warn: Cases\./],
    ],
    [
      'what else is odd is said beside it',
      { found: { [email]: searchWith(scimUserWith(), { remarks: ['Odd.'] }) } },
      [/^warn: Oktopost already has/, /^warn: Odd\. Show this to Oktopost support/],
    ],
  ])('%s', async (_what, given, expected) => {
    expect(await said(given)).toEqual(expected.map((text): unknown => expect.stringMatching(text)));
  });

  it('is told to later steps only where there is one', async () => {
    const there = async (user: ScimUser | null) =>
      (await foundFor({ found: { [email]: searchWith(user) } })).some((finding) => finding.there === true);
    expect(await there(scimUserWith())).toBe(true);
    expect(await there(null)).toBe(false);
  });

  it.each<[string, Given, RegExp]>([
    [
      'an account of the list that the search misses blocks',
      { accounts: listOf([bob, scimUserWith({ userName: 'Ana.Silva@acme.example' })]) },
      /^block: Oktopost’s list shows Ana\.Silva@acme\.example, and its search does not find it/,
    ],
    [
      'so does somebody else whom the search misses',
      { accounts: listOf([bob]) },
      /^block: Oktopost’s list shows bob@acme\.example, and/,
    ],
    [
      'the email under another user name makes a second account',
      {
        accounts: listOf([bob, scimUserWith({ userName: 'ana', email: 'ANA.silva@acme.example' })]),
        found: { [bob.userName]: searchWith(bob) },
      },
      /^warn: Oktopost has this email under another user name: ana\./,
    ],
    [
      'a search that finds what the list shows is well, among all',
      { accounts: listOf([bob]), found: { [bob.userName]: searchWith(bob) } },
      /^ok: The search finds.*among all 1 accounts/,
    ],
    [
      'or among the first ones',
      { accounts: listOf([bob], false), found: { [bob.userName]: searchWith(bob) } },
      /^ok: The search finds.*among the first 1 accounts/,
    ],
    [
      'somebody else with the email is no matter where this person is found',
      {
        accounts: listOf([scimUserWith({ userName: 'second' }), scimUserWith()]),
        found: { [email]: searchWith(scimUserWith()) },
      },
      /^ok: The search finds/,
    ],
    [
      'and so is one that finds this person',
      { accounts: listOf([scimUserWith()]), found: { [email]: searchWith(scimUserWith()) } },
      /^ok: The search finds/,
    ],
  ])('by the list beside the search: %s', async (_what, given, expected) => {
    expect((await said(given)).slice(1)).toEqual([expect.stringMatching(expected)]);
  });

  it('is not known without a token, for the pre-built app, or where Oktopost does not answer', async () => {
    const parts = { email, accounts: listOf([]), linkedId: null };
    const silent = oktopostWith({ findByUserName: () => Promise.reject(failure('unreachable')) });
    expect(await matchFindings(null, parts, custom)).toMatchObject([
      { level: 'unknown', next: expect.stringContaining('Enter the token') },
    ]);
    expect(await matchFindings(silent, parts, prebuilt)).toMatchObject([
      { level: 'unknown', text: expect.stringContaining('pre-built app') },
    ]);
    expect(await matchFindings(silent, parts, custom)).toMatchObject([
      { level: 'unknown', text: 'Oktopost could not be asked: No answer.', next: 'Wait.' },
    ]);
    const broken = oktopostWith({ findByUserName: () => Promise.reject(new Error('a defect')) });
    await expect(matchFindings(broken, parts, custom)).rejects.toThrow('a defect');
  });

  it('is not asked of a person without an email', async () => {
    expect(await matchFindings(null, { email: ' ', accounts: listOf([]), linkedId: null }, custom)).toEqual(
      [],
    );
  });

  it('goes without the list where that cannot be read, and not where somebody stopped it', async () => {
    const failing = (thrown: Error) => oktopostWith({ firstUsers: () => Promise.reject(thrown) });
    const none = { users: [], isWhole: false };
    expect(await firstAccounts(failing(failure('unreachable')), custom)).toEqual(none);
    expect(await firstAccounts(failing(failure('cancelled')), prebuilt)).toEqual(none);
    expect(await firstAccounts(null, custom)).toEqual(none);
    await expect(firstAccounts(failing(failure('cancelled')), custom)).rejects.toThrow('No answer');
    await expect(firstAccounts(failing(new Error('a defect')), custom)).rejects.toThrow('a defect');
  });
});

describe('somebody else of the same email in Okta', () => {
  const double = (
    others: ReturnType<typeof userWith>[],
    assigned: string[] = [],
    own = email,
    sent: Partial<AppUser> = {},
  ) =>
    doubleFindings(
      oktaWith({
        usersNamed: () => Promise.resolve([userWith(), ...others]),
        appUser: (_app, id) => Promise.resolve(assigned.includes(id) ? appUserWith({ id, ...sent }) : null),
      }),
      '0oa1',
      { id: '00u1ana', email: own },
    );
  const twin = userWith({ id: '00u2', login: 'twin', email: 'Ana.SILVA@acme.example' });
  const other = userWith({ id: '00u3', login: 'third' });

  it('blocks where one of them is assigned, and is told of elsewhere', async () => {
    expect(await double([twin])).toMatchObject([
      { level: 'warn', text: expect.stringMatching(/^twin has the same email/) },
    ]);
    expect(await double([twin, other], ['00u3'])).toMatchObject([
      { level: 'block', text: expect.stringMatching(/^third has the same email in Okta and is assigned/) },
    ]);
    // That this person is assigned themselves is no matter.
    expect(await double([twin], ['00u1ana'])).toMatchObject([{ level: 'warn' }]);
  });

  it.each([
    ['DISABLED', 'warn', /^twin .* assigned, but Okta has no account of theirs .*, twin gets none\.$/],
    ['ERROR', 'warn', /no account of theirs/],
    ['SYNCING', 'block', /is assigned already/],
  ])(
    'has no account while Okta knows of none, unless it is being made (%s)',
    async (syncState, level, text) => {
      expect(await double([twin], ['00u2'], email, { externalId: null, syncState })).toMatchObject([
        { level, text: expect.stringMatching(text) },
      ]);
      // Somebody else of that email may have one.
      const both = oktaWith({
        usersNamed: () => Promise.resolve([twin, other]),
        appUser: (_app, id) =>
          Promise.resolve(appUserWith({ id, syncState, externalId: id === '00u3' ? 'account' : null })),
      });
      expect(await doubleFindings(both, '0oa1', { id: '00u1ana', email })).toMatchObject([
        { level: 'block' },
      ]);
    },
  );

  it('is nobody of another email, nobody deactivated, and nobody where this person has none', async () => {
    expect(await double([])).toEqual([]);
    expect(await double([userWith({ id: '00u2', login: email, email: 'x@acme.example' })])).toEqual([]);
    expect(await double([{ ...twin, status: 'DEPROVISIONED' }], ['00u2'])).toEqual([]);
    expect(await double([{ ...twin, email: '' }], [], '')).toEqual([]);
  });
});
