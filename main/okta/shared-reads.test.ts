import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withSharedReads } from './shared-reads';
import type { Okta } from './okta';
import type { AppUserWithEmail } from './types';

const person = (id: string): AppUserWithEmail => ({
  id,
  externalId: null,
  status: 'ACTIVE',
  syncState: 'DISABLED',
  scope: 'USER',
  userName: id,
  created: null,
  lastSync: null,
  profile: {},
  name: id,
  email: null,
  login: id,
  typeId: null,
});

/** An Okta that has these people and breaks after `breaksAfter` of them; counts how many were read. */
function oktaWith(people: readonly string[], breaksAfter = Infinity) {
  const asked = { lists: 0, read: 0, apps: 0 };
  const okta: Partial<Okta> = {
    app: () => {
      asked.apps += 1;
      return Promise.resolve(null);
    },
    async *appUsersWithEmail() {
      asked.lists += 1;
      for (const id of people) {
        await Promise.resolve();
        if (asked.read === breaksAfter) throw new Error('broken');
        asked.read += 1;
        yield person(id);
      }
    },
  };
  // Only what is read here is there.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { asked, okta: withSharedReads(okta as Okta) };
}

async function idsOf(people: AsyncIterable<{ id: string }>, atMost = Infinity): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of people) {
    ids.push(id);
    if (ids.length >= atMost) break;
  }
  return ids;
}

it('gives everyone who reads at the same time all people in order, and lists them once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string(), { maxLength: 20 }),
      fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 }),
      async (people, readers) => {
        const { okta, asked } = oktaWith(people);
        const read = await Promise.all(
          readers.map((atMost, index) =>
            idsOf(index % 2 === 0 ? okta.appUsers('a') : okta.appUsersWithEmail('a'), atMost),
          ),
        );
        expect(read).toEqual(readers.map((atMost) => people.slice(0, atMost)));
        expect(await idsOf(okta.appUsers('a'))).toEqual(people);
        expect(asked).toMatchObject({ lists: 1, read: people.length });
      },
    ),
  );
});

it('reads no further than the one who reads furthest', async () => {
  const { okta, asked } = oktaWith(['a', 'b', 'c', 'd']);
  await idsOf(okta.appUsers('x'), 2);
  await idsOf(okta.appUsers('x'), 3);
  expect(asked.read).toBe(3);
});

it('tells everyone of a list that breaks off', async () => {
  const { okta } = oktaWith(['a', 'b', 'c'], 2);
  await expect(idsOf(okta.appUsers('x'))).rejects.toThrow('broken');
  await expect(idsOf(okta.appUsersWithEmail('x'))).rejects.toThrow('broken');
});

it('asks for each app integration once', async () => {
  const { okta, asked } = oktaWith([]);
  await Promise.all([okta.app('a'), okta.app('a'), okta.app('b')]);
  expect(asked.apps).toBe(2);
});
