import { describe, expect, it } from 'vitest';
import { startPractice } from '../practice';
import type { World } from '../world/world';
import { indexOf } from './account-index';
import { parseFilter } from './filter';
import type { UserInput } from './user-resource';
import { usersOf } from './users';

const person = (name: string, more: Partial<UserInput> = {}): UserInput => ({
  ...{ userName: `${name}@acme.example`, givenName: name, familyName: 'Berger' },
  ...{ email: null, externalId: `00u${name}`, active: true },
  ...more,
});

describe('the accounts of a practice Oktopost', () => {
  async function withWorld(test: (world: World) => void): Promise<void> {
    const practice = await startPractice({ users: 20 });
    try {
      test(practice.world);
    } finally {
      await practice.stop();
    }
  }

  it('are found by what they hold now, and taken names are refused', () =>
    withWorld((world) => {
      const account = world.state.oktopost.us;
      const users = usersOf(world, 'us');
      const namesOf = (filter: string): string[] =>
        parseFilter(filter)
          .of(account)
          .map(({ id }) => id);
      const { id } = users.create(person('kim'));
      expect(namesOf('userName eq "KIM@acme.example"')).toEqual([id]);
      expect(namesOf('emails.value eq "kim@acme.example" and active eq true')).toEqual([id]);
      expect(namesOf('externalId eq "00ukim"')).toEqual([id]);
      expect(() => users.create(person('Kim'))).toThrow('already exists');

      users.replace(id, person('kay'));
      expect(namesOf('userName eq "kim@acme.example"')).toEqual([]);
      expect(namesOf('externalId eq "00ukim"')).toEqual([]);
      expect(namesOf('userName eq "kay@acme.example"')).toEqual([id]);
      users.create(person('kim'));

      users.remove(id);
      expect(namesOf('userName eq "kay@acme.example"')).toEqual([]);
      expect(users.create(person('kay')).id).not.toBe(id);
    }));

  it('are not looked at one by one for a name', () =>
    withWorld((world) => {
      const account = world.state.oktopost.us;
      const users = usersOf(world, 'us');
      const [known] = users.all();
      expect(indexOf(account).size()).toBe(users.all().length);
      let looks = 0;
      for (const user of users.all()) {
        const { userName } = user;
        Object.defineProperty(user, 'userName', {
          get: () => {
            looks += 1;
            return userName;
          },
        });
      }
      account.licences = users.all().length + 5;
      users.create(person('kim'));
      expect(looks).toBe(0);
      expect(parseFilter(`userName eq ${JSON.stringify(known?.userName)}`).of(account)).toEqual([known]);
    }));
});
