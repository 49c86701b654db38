import { expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { User } from '../okta/types';
import type { OktopostScim, ScimUser } from '../oktopost/types';
import { smallOkta } from '../testing/small-okta';
import { accountsInUse } from './accounts';
import { notAsked } from './oktopost';

const account = (index: number): ScimUser => ({
  ...{ id: `adv${index}`, userName: `u${index}@acme.example`, email: `u${index}@acme.example`, active: true },
  ...{ givenName: null, familyName: null, externalId: null, isAdmin: null },
});

/** An account of Oktopost with these users. */
function scimOf(users: readonly ScimUser[], instead: Partial<OktopostScim> = {}): OktopostScim {
  const refused = (): never => {
    throw new Error('not asked for');
  };
  return {
    ...{ baseUrl: 'https://board.example/scim/v2', testConnector: refused, firstUsers: refused },
    ...{ findByUserName: refused, user: refused },
    countUsers: () => Promise.resolve(users.length),
    page: ({ startIndex, count }) => {
      const page = users.slice(startIndex - 1, startIndex - 1 + count);
      return Promise.resolve({ users: page, entries: page.length, total: users.length });
    },
    ...instead,
  };
}

const oktaUser = (index: number): User => ({
  ...{
    id: `00u${index}`,
    status: 'ACTIVE',
    login: `u${index}@acme.example`,
    email: `u${index}@acme.example`,
  },
  ...{ givenName: '', familyName: '', typeId: null, source: null, profile: {} },
});

/** Nobody is assigned; Okta knows `users`. */
async function looked(
  scim: OktopostScim,
  {
    assigned = 0,
    unassigned = [],
    users = [],
  }: { assigned?: number | null; unassigned?: string[]; users?: User[] } = {},
) {
  const { okta } = smallOkta([]);
  const known = { ...okta, usersNamed: () => Promise.resolve(users) };
  const of = { appId: '0oa1', assigned, unassigned: new Set(unassigned) };
  return accountsInUse(known, { scim, why: null }, of);
}

const failure = (code: AppError['code'], message: string): AppFailure =>
  new AppFailure({ code, message, owner: 'network', next: 'Look.' });

it('says why it did not look, as it is told', async () => {
  const of = { appId: '0oa1', assigned: 0, unassigned: new Set<string>() };
  expect(await accountsInUse(smallOkta([]).okta, notAsked('no token'), of)).toEqual({
    found: [],
    notLookedAt: 'no token',
  });
});

it('looks at up to 5,000 accounts and people, and says of how many it does not', async () => {
  const tooMany = 'the screen “People” reads more than 5,000';
  const many = scimOf([], { countUsers: () => Promise.resolve(5_001) });
  expect((await looked(many)).notLookedAt).toBe(`Oktopost has 5,001 accounts: ${tooMany}`);
  expect((await looked(scimOf([]), { assigned: 5_001 })).notLookedAt).toBe(
    `5,001 people are assigned: ${tooMany}`,
  );
  const most = scimOf([], { countUsers: () => Promise.resolve(5_000) });
  expect((await looked(most, { assigned: 5_000 })).notLookedAt).toBeNull();
});

it('says that it may not list who is assigned', async () => {
  expect((await looked(scimOf([]), { assigned: null })).notLookedAt).toBe(
    'this connection may not list who is assigned',
  );
});

it.each(['countUsers', 'page'] as const)('tells what Oktopost answered instead, to %s', async (call) => {
  const down = failure('unreachable', 'Oktopost does not answer.');
  expect(await looked(scimOf([], { [call]: () => Promise.reject(down) }))).toEqual({
    found: [],
    notLookedAt: 'Oktopost does not answer',
  });
  const refused = failure('token-refused', 'Oktopost does not accept the token.');
  expect(await looked(scimOf([], { [call]: () => Promise.reject(refused) }))).toEqual({
    found: [{ kind: 'oktopost-token-refused', text: refused.error.message, next: 'Look.', since: null }],
    notLookedAt: 'Oktopost refuses the token',
  });
});

it('takes a defect of its own for no answer of Oktopost', async () => {
  const broken = scimOf([], { countUsers: () => Promise.reject(new TypeError('broken')) });
  await expect(looked(broken)).rejects.toThrow('broken');
});

it('says of nobody anything where Oktopost’s list has fewer than it tells of', async () => {
  const page: OktopostScim['page'] = () => Promise.resolve({ users: [account(1)], entries: 2, total: 2 });
  expect(await looked(scimOf([], { countUsers: () => Promise.resolve(2), page }))).toEqual({
    found: [],
    notLookedAt: 'Oktopost’s list was not read in full',
  });
});

it('counts accounts in use that nobody in Okta has, and no inactive ones', async () => {
  const one = await looked(scimOf([account(1), { ...account(2), active: false }]));
  expect(one.notLookedAt).toBeNull();
  expect(one.found).toEqual([
    {
      kind: 'stray-accounts',
      text: 'One account in use at Oktopost belongs to nobody in Okta.',
      next: expect.stringMatching(/^The screen “People” names it\. .*deactivate it at Oktopost/),
      since: null,
    },
  ]);
  const two = await looked(scimOf([account(1), account(2)]));
  expect(two.found).toMatchObject([
    {
      text: '2 accounts in use at Oktopost belong to nobody in Okta.',
      next: expect.stringMatching(/^The screen “People” names them\. .*deactivate them at Oktopost/),
    },
  ]);
});

it('counts accounts of people who left: linked by Okta, unassigned by its log, or deactivated; not of those who come', async () => {
  const kinds = async (...given: Parameters<typeof looked>) =>
    (await looked(...given)).found.map(({ kind, text }) => [kind, text]);
  const left = 'One account in use at Oktopost is of somebody who was unassigned or deactivated in Okta.';
  const users = [oktaUser(1), oktaUser(2)];
  expect(await kinds(scimOf([account(1)]), { users })).toEqual([]);
  expect(await kinds(scimOf([{ ...account(1), externalId: '00u2' }]), { users })).toEqual([]);
  for (const found of [
    await kinds(scimOf([{ ...account(1), externalId: '00u1' }]), { users }),
    await kinds(scimOf([account(1)]), { users, unassigned: ['00u1'] }),
    await kinds(scimOf([account(1)]), { users: [{ ...oktaUser(1), status: 'DEPROVISIONED' }] }),
  ])
    expect(found).toEqual([['unassigned-accounts', left]]);
  const both = await looked(scimOf([account(1), account(2)]), { users, unassigned: ['00u1', '00u2'] });
  expect(both.found).toMatchObject([
    {
      text: '2 accounts in use at Oktopost are of people who were unassigned or deactivated in Okta.',
      next: expect.stringMatching(/names them, under .*deactivate them at Oktopost/),
    },
  ]);
});
