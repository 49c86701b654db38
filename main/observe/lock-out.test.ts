import { describe, expect, it } from 'vitest';
import { failureWith, oktopostWith, scimUserWith, userWith } from '../testing/okta-objects';
import { fewAccounts, fewPeople, readLockOut, readLockOutInParts } from './lock-out';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ userId: `00u${index}`, name: `Person ${index}` }));
const lookedAt: Parameters<typeof readLockOut>[0] = {
  okta: {
    me: () => Promise.resolve(null),
    rolesOf: (userId: string) => Promise.resolve(userId === '00u3' ? ['SUPER_ADMIN'] : []),
    usersNamed: () => Promise.resolve([]),
  },
  destination: null,
  accounts: () => Promise.resolve(null),
};

it('counts as not read only those whose roles no part reads', async () => {
  const all = people(30);
  const { admins, warnings } = await readLockOutInParts(lookedAt, all, [all.slice(0, 6), all.slice(20)]);
  expect(admins).toEqual([expect.stringContaining('Person 3 is a super admin')]);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^The roles of 14 people were not read.* look in Okta \(Security > Administrators\)/,
    ),
  ]);
});

it('counts as not read those of a part that is too large itself', async () => {
  const all = people(20);
  const { warnings } = await readLockOutInParts(lookedAt, all, [all.slice(0, 5), all.slice(5)]);
  expect(warnings).toEqual([expect.stringContaining('The roles of 15 people were not read')]);
});

it('says the same of people who are changed at once', async () => {
  const { warnings } = await readLockOut(lookedAt, people(fewPeople + 1));
  expect(warnings).toEqual([expect.stringContaining('The roles of 11 people were not read')]);
});

describe('who of a plan is an admin', () => {
  const meIs = (id: string) => () => Promise.resolve(userWith({ id }));
  const admins = async (okta: Partial<typeof lookedAt.okta>, touched = people(5)) =>
    (await readLockOut({ ...lookedAt, okta: { ...lookedAt.okta, ...okta } }, touched)).admins;

  it('is nobody of a plan that touches nobody, for which nothing is asked', async () => {
    const notAsked = () => Promise.reject(new Error('asked'));
    const okta = { me: notAsked, rolesOf: notAsked, usersNamed: notAsked };
    const destination = 'admin-application';
    expect(await readLockOut({ okta, destination, accounts: notAsked }, [])).toEqual({
      admins: [],
      warnings: [],
    });
  });

  it('is the owner of the token, also of many, and named once where they are a super admin too', async () => {
    expect(await admins({ me: meIs('00u3') })).toEqual([
      expect.stringMatching(/^Person 3 owns the API token/),
    ]);
    const many = await admins({ me: meIs('00u40') }, people(50));
    expect(many).toEqual([expect.stringMatching(/^Person 40 owns the API token/)]);
    expect(await admins({ me: meIs('00u4') })).toHaveLength(2);
    expect(await admins({ me: meIs('00u9') })).toEqual([expect.stringMatching(/^Person 3 is a super admin/)]);
  });

  it('are those whose roles can be read, up to ten people: a refusal hides no other, a failure fails', async () => {
    const rolesOf = (userId: string) =>
      userId === '00u1' ? Promise.reject(failureWith('okta-refused')) : lookedAt.okta.rolesOf(userId);
    expect(await admins({ rolesOf })).toHaveLength(1);
    const ten = await readLockOut(lookedAt, people(fewPeople));
    expect([ten.admins.length, ten.warnings]).toEqual([1, []]);
    await expect(admins({ rolesOf: () => Promise.reject(failureWith('unreachable')) })).rejects.toThrow(
      'No.',
    );
  });
});

describe('the only admin at Oktopost', () => {
  const active = scimUserWith({ externalId: '00u1' });
  const other = scimUserWith({ id: '8', userName: 'bob@acme.example', email: null, externalId: '00u2' });
  const look = (
    accounts: ReturnType<typeof scimUserWith>[] | null,
    destination: 'admin-application' | 'board' = 'admin-application',
    usersNamed: (names: readonly string[]) => Promise<ReturnType<typeof userWith>[]> = () =>
      Promise.resolve([]),
  ) =>
    readLockOut(
      {
        okta: { ...lookedAt.okta, rolesOf: () => Promise.resolve([]), usersNamed },
        destination,
        accounts: () => Promise.resolve(accounts),
      },
      people(3),
    );
  const unseen = { admins: [], warnings: [expect.stringContaining('cannot see who is an admin')] };

  it('is whoever has the only active account, by the id that Okta gave it', async () => {
    const { admins, warnings } = await look([active, { ...other, active: false }]);
    expect([admins, warnings]).toEqual([
      [expect.stringMatching(/that of Person 1 is the only active one\./)],
      [],
    ]);
  });

  it('is known by user name or email too', async () => {
    const asked: string[] = [];
    const usersNamed = (names: readonly string[]) => {
      asked.push(...names);
      return Promise.resolve([userWith({ id: '00u2' })]);
    };
    const { admins } = await look(
      [{ ...active, externalId: null, userName: 'a' }],
      'admin-application',
      usersNamed,
    );
    expect(admins).toEqual([expect.stringContaining('Person 2')]);
    expect(asked).toEqual(['a', 'ana.silva@acme.example']);
  });

  it('cannot be seen where there are several accounts, none, somebody else’s, or they cannot be read', async () => {
    expect(await look([active, other])).toEqual(unseen);
    expect(await look([])).toEqual(unseen);
    expect(await look(null)).toEqual(unseen);
    expect(await look([{ ...active, active: false }])).toEqual(unseen);
    expect(await look([{ ...active, externalId: '00u9' }])).toEqual(unseen);
  });

  it('is by roles where the server shows some, and then nothing is unseen', async () => {
    const admin = { ...active, isAdmin: true };
    const editor = { ...other, isAdmin: false };
    expect((await look([admin, editor])).admins).toEqual([
      expect.stringContaining('only active one of an admin'),
    ]);
    expect(await look([{ ...admin, externalId: '00u9' }, editor])).toEqual({ admins: [], warnings: [] });
    expect(await look([admin, { ...other, isAdmin: true }])).toEqual({ admins: [], warnings: [] });
    // An inactive admin can let nobody in.
    expect((await look([admin, { ...other, isAdmin: true, active: false }])).admins).toHaveLength(1);
  });

  it('is no matter for a board, whose accounts are not asked for', async () => {
    expect(await look([active], 'board')).toEqual({ admins: [], warnings: [] });
  });

  it('is looked for among all accounts or none', async () => {
    const list = (isWhole: boolean) =>
      fewAccounts(oktopostWith({ firstUsers: () => Promise.resolve({ users: [active], isWhole }) }));
    expect(await list(true)).toEqual([active]);
    expect(await list(false)).toBeNull();
    expect(await fewAccounts(null)).toBeNull();
    const silent = oktopostWith({ firstUsers: () => Promise.reject(failureWith('unreachable')) });
    expect(await fewAccounts(silent)).toBeNull();
  });
});

it('says each admin and each warning of several plans once', async () => {
  const all = people(8);
  const accounts = () => Promise.resolve([scimUserWith({ externalId: '00u1' })]);
  const { admins, warnings } = await readLockOutInParts(
    { ...lookedAt, destination: 'admin-application', accounts },
    all,
    [all.slice(0, 4), all.slice(4)],
  );
  expect(admins).toEqual([
    expect.stringMatching(/^Person 3 is a super admin of this Okta org\./),
    expect.stringMatching(/^Of all accounts at Oktopost, that of Person 1 is the only active one\./),
  ]);
  expect(warnings).toEqual([
    expect.stringMatching(/^The assistant cannot see who is an admin at Oktopost\./),
  ]);
});
