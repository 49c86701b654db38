import { describe, expect, it } from 'vitest';
import type { Okta } from '../okta/okta';
import type { AppUserWithEmail } from '../okta/types';
import {
  appUserWith,
  appUserWithEmail,
  failureWith,
  listed,
  mappingWith,
  oktaWith,
  userWith,
} from '../testing/okta-objects';
import { readAssigned, withGroups } from './assigned';
import {
  countAssigned,
  countAssignments,
  countProvisioned,
  countedAtMost,
  mappingForType,
} from './assignment-count';
import { readPeople } from './people';
import { lookedAt, nameOf, readUserNames } from './user-names';

const appId = '0oa1';
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => appUserWith({ id: `o${index}` }));
const early = (id: string) => appUserWith({ id, externalId: null, syncState: 'DISABLED' });
const failing = (code: 'missing-right' | 'unreachable'): Okta['appUsers'] =>
  // oxlint-disable-next-line require-yield
  async function* () {
    throw failureWith(code);
  };

describe('one person among those who are assigned', () => {
  const of = (
    list: Okta['appUsers'],
    alone: Okta['appUser'] = () => Promise.reject(new Error('not needed')),
  ) => readAssigned(oktaWith({ appUsers: list, appUser: alone }), appId, '00u1ana');

  it('is found in the list, which counts the others whom Okta never sent without them', async () => {
    const list = () => listed([early('o1'), early('00u1ana'), appUserWith({ id: 'o2' })]);
    expect(await of(list)).toEqual({
      appUser: early('00u1ana'),
      others: { users: 3, more: false, neverSent: 1 },
    });
    expect(await of(() => listed(others(2)))).toMatchObject({ appUser: null, others: { users: 2 } });
  });

  it('is asked for where the list goes on beyond what is counted, and only there', async () => {
    const alone = () => Promise.resolve(appUserWith());
    const many = others(countedAtMost + 1);
    expect(await of(() => listed(many), alone)).toMatchObject({
      appUser: { id: '00u1ana' },
      others: { users: countedAtMost, more: true },
    });
    expect(await of(() => listed([appUserWith(), ...many]))).toMatchObject({ appUser: { id: '00u1ana' } });
    expect(await of(() => listed(many.slice(2)))).toMatchObject({ appUser: null, others: { more: false } });
  });

  it('is asked for where the token may not read the list; any other failure is one', async () => {
    const alone = () => Promise.resolve(appUserWith());
    expect(await of(failing('missing-right'), alone)).toMatchObject({
      appUser: { id: '00u1ana' },
      others: null,
    });
    await expect(of(failing('unreachable'), alone)).rejects.toThrow('No.');
  });

  it('is shown with the groups where somebody is assigned', async () => {
    const groups = (users: number) =>
      withGroups(
        oktaWith({
          appGroups: () => listed([1, 2].map((id) => ({ id: String(id), priority: null, profile: {} }))),
        }),
        appId,
        { appUser: null, others: { users, more: false, neverSent: 0 } },
      );
    expect(await groups(3)).toEqual({ users: 3, groups: 2, more: false });
    expect(await groups(0)).toEqual({ users: 0, groups: 0, more: false });
    expect(await withGroups(oktaWith({}), appId, { appUser: null, others: null })).toBeNull();
  });
});

describe('how many people are assigned', () => {
  const group = { id: 'g', priority: null, profile: {} };
  const orgOf = (people: AppUserWithEmail[], groups = 1): Okta =>
    oktaWith({
      appUsers: () => listed(people),
      appUsersWithEmail: () => listed(people),
      appGroups: () => listed(Array.from({ length: groups }, () => group)),
    });
  const person = (typeId: string | null, externalId: string | null) =>
    appUserWithEmail({ id: `${typeId}${externalId}`, typeId, externalId });
  const mapping = { ...mappingWith({}), id: 'own' };
  const forContractors = {
    ...mappingWith({}, false),
    id: 'contractors',
    userType: { id: 'oty2', name: 'contractor', isDefault: false },
  };
  const counted = async (
    people: AppUserWithEmail[],
    mappings = [mapping, forContractors],
    oneType = false,
  ) => {
    const { assigned, provisioned } = await countAssigned(
      orgOf(people),
      appId,
      Promise.resolve(mappings),
      Promise.resolve(oneType),
    );
    return { ...assigned, provisioned: Object.fromEntries(provisioned) };
  };

  it('is counted up to a limit, and said to be more there', async () => {
    const people = Array.from({ length: countedAtMost + 1 }, () => appUserWithEmail());
    expect(await countAssignments(orgOf(people, 2), appId)).toEqual({
      users: countedAtMost,
      groups: 2,
      more: true,
    });
    expect(await countAssignments(orgOf(people.slice(2)), appId)).toMatchObject({ more: false });
    const unread = { ...orgOf([]), appUsers: failing('missing-right') };
    expect(await countAssignments(unread, appId)).toBeNull();
  });

  it('is counted by the mapping that is theirs, of those whom Okta has provisioned alone', async () => {
    const people = [person('oty1', '1'), person(null, '2'), person('oty2', '3'), person('oty2', null)];
    expect(await counted(people)).toEqual({
      users: 4,
      groups: 1,
      more: false,
      provisioned: { own: 2, contractors: 1 },
    });
    // A mapping that Okta does not show is nobody’s here.
    expect((await counted([person('oty9', '1')])).provisioned).toEqual({});
  });

  it('is everyone’s where there is one mapping, or one user type', async () => {
    const people = [person('oty1', '1'), person('oty2', '2')];
    expect((await counted(people, [mapping])).provisioned).toEqual({ own: 2 });
    expect((await counted(people, [mapping, forContractors], true)).provisioned).toEqual({ own: 2 });
    expect(await counted(people, [])).toMatchObject({ users: 2, provisioned: {} });
  });

  it('needs no groups where nobody is assigned, and tells several types apart without being told', async () => {
    expect(await counted([])).toMatchObject({ users: 0, groups: 0 });
    const people = [person('oty1', '1'), person('oty2', '2')];
    expect(
      Object.fromEntries(await countProvisioned(orgOf(people), appId, [mapping, forContractors])),
    ).toEqual({
      own: 1,
      contractors: 1,
    });
  });

  it('has a mapping for the default type where Okta tells none, and none for a type that has none', () => {
    expect(mappingForType([forContractors, mapping], null)).toBe(mapping);
    expect(mappingForType([mapping, forContractors], 'oty2')).toBe(forContractors);
    expect(mappingForType([mapping, forContractors], 'oty9')).toBeNull();
    expect(mappingForType([forContractors], null)).toBeNull();
  });
});

describe('people who are named by id', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, index) => `00u${String(index)}`);
  /** Of whom those of an even number are assigned, among others. */
  function org() {
    const asked: string[] = [];
    const assigned = (id: string) => (Number(id.slice(3)) % 2 === 0 ? appUserWithEmail({ id }) : null);
    const okta = oktaWith({
      appUserWithEmail: (_app, id) => {
        asked.push(id);
        return Promise.resolve(assigned(id));
      },
      appUsersWithEmail: () => {
        asked.push('all');
        return listed([...ids(40).flatMap((id) => assigned(id) ?? []), appUserWithEmail({ id: 'x' })]);
      },
      user: (id) => Promise.resolve(id === '00u1' ? null : userWith({ id, givenName: '', familyName: '' })),
    });
    return { asked, okta };
  }
  const read = async (userIds: string[], more: { appId?: string | null; mostAreAsked?: boolean } = {}) => {
    const { asked, okta } = org();
    const people = await readPeople(okta, { appId, mostAreAsked: false, ...more, userIds });
    return { asked, people: [...people.values()].map((one) => [one.userId, one.appUser !== null]) };
  };

  it('are read one by one where they are few, without those whom Okta does not know', async () => {
    expect(await read(['00u0', '00u1', '00u3'])).toEqual({
      asked: ['00u0', '00u1', '00u3'],
      people: [
        ['00u0', true],
        ['00u3', false],
      ],
    });
    expect((await read(ids(10))).asked).toHaveLength(10);
  });

  it('are read from the whole list where they are many, or nearly all, and nobody else with them', async () => {
    const { asked, people } = await read(ids(11));
    expect(asked).toEqual(['all']);
    expect(people).toEqual(
      ids(11)
        .filter((id) => id !== '00u1')
        .map((id) => [id, Number(id.slice(3)) % 2 === 0]),
    );
    expect((await read(['00u0'], { mostAreAsked: true })).asked).toEqual(['all']);
  });

  it('are assigned to nothing where the app integration is gone', async () => {
    expect(await read(['00u0'], { appId: null })).toEqual({ asked: [], people: [['00u0', false]] });
  });

  it('are called by their name, else by what they sign in with', async () => {
    const of = async (appUser: AppUserWithEmail | null, user = userWith()) => {
      const okta = oktaWith({
        appUserWithEmail: () => Promise.resolve(appUser),
        user: () => Promise.resolve(user),
      });
      const people = await readPeople(okta, { appId, userIds: ['00u1ana'], mostAreAsked: false });
      return [...people.values()].map(({ name, login, email }) => [name, login, email])[0];
    };
    const nameless = { ...appUserWithEmail(), name: '', login: null, userName: null, email: null };
    expect(await of(nameless)).toEqual(['00u1ana', '00u1ana', '00u1ana']);
    expect(await of({ ...nameless, email: 'e' })).toEqual(['e', 'e', 'e']);
    expect(await of({ ...nameless, email: 'e', userName: 'u' })).toEqual(['u', 'u', 'e']);
    const named = { ...nameless, email: 'e', userName: 'u', login: 'l' };
    expect(await of(named)).toEqual(['l', 'l', 'e']);
    expect(await of({ ...named, name: 'Ana' })).toEqual(['Ana', 'l', 'e']);
    const user = userWith({ login: 'l', email: 'e' });
    expect(await of(null, user)).toEqual(['Ana Silva', 'l', 'e']);
    expect(await of(null, { ...user, givenName: '' })).toEqual(['Silva', 'l', 'e']);
    expect(await of(null, { ...user, givenName: '', familyName: '' })).toEqual(['l', 'l', 'e']);
  });
});

describe('the user names of everyone who is assigned', () => {
  it('differ where they are not the email, letter by letter, or there is none', async () => {
    const never = { externalId: null, syncState: 'DISABLED' } as const;
    const people = [
      appUserWithEmail({ id: 'a' }),
      appUserWithEmail({ id: 'b', userName: 'zoe', email: 'zoe@acme.example' }),
      appUserWithEmail({ id: 'c', userName: 'Ana.Silva@acme.example' }),
      appUserWithEmail({
        id: 'd',
        userName: null,
        email: null,
        name: '',
        externalId: null,
        syncState: 'ERROR',
      }),
      appUserWithEmail({ ...never, id: 'e', userName: 'eve@acme.example', email: 'eve@acme.example' }),
      appUserWithEmail({ ...never, id: 'f', userName: 'fay', email: 'fay@acme.example' }),
    ];
    const okta = oktaWith({ appUsersWithEmail: () => listed(people) });
    const found = await readUserNames(okta, appId, new Set(['a', 'nobody']));
    expect(found).toMatchObject({ assigned: 6, neverSent: 2, failed: 1 });
    expect(found.toRepair).toEqual({
      neverSent: { people: 2, renamed: 1, sharing: 0, first: expect.any(Array) },
      failed: { people: 1, renamed: 0, sharing: 0, first: [expect.any(String)] },
    });
    const ofTest = await readUserNames(okta, appId, new Set(), new Set(['d', 'e']));
    expect(ofTest.toRepair).toEqual({
      neverSent: { people: 1, renamed: 1, sharing: 0, first: [expect.any(String)] },
      failed: { people: 0, renamed: 0, sharing: 0, first: [] },
    });
    // Two who share an email, neither of whom was sent.
    const [, , , , eve, fay] = people.map((each) => ({ ...each, email: 'eve@acme.example' }));
    const shared = [eve, fay].flatMap((each) => each ?? []);
    const ofShared = await readUserNames(
      oktaWith({ appUsersWithEmail: () => listed(shared) }),
      appId,
      new Set(),
    );
    expect(ofShared.toRepair.neverSent).toMatchObject({ people: 2, renamed: 0, sharing: 2 });
    // The email of one is the user name of somebody else, whose email is another one.
    const named = [...people.slice(4, 5), appUserWithEmail({ id: 'g', userName: 'eve@acme.example' })];
    const ofNamed = await readUserNames(
      oktaWith({ appUsersWithEmail: () => listed(named) }),
      appId,
      new Set(),
    );
    expect(ofNamed.toRepair.neverSent).toMatchObject({ people: 1, sharing: 1 });
    expect(found.differing.map(nameOf)).toEqual(['Ana.Silva@acme.example', 'd', 'fay', 'zoe']);
    expect(found.asked.map(({ userId, provisioned }) => [userId, provisioned])).toEqual([['a', true]]);
    expect(found.differing.find(({ userId }) => userId === 'd')?.provisioned).toBe(false);
    const now = new Date('2026-11-24T10:00:00.000Z');
    expect(lookedAt(found, now)).toEqual({
      at: now.toISOString(),
      assigned: 6,
      differing: 4,
      withoutEmail: 1,
    });
  });
});
