import { expect, it } from 'vitest';
import { fewPeople, readLockOut, readLockOutInParts } from './lock-out';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ userId: `00u${index}`, name: `Person ${index}` }));
const lookedAt = {
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
  expect(warnings).toEqual([expect.stringContaining('The roles of 14 people were not read')]);
});

it('says the same of people who are changed at once', async () => {
  const { warnings } = await readLockOut(lookedAt, people(fewPeople + 1));
  expect(warnings).toEqual([expect.stringContaining('The roles of 11 people were not read')]);
});
