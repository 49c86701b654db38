import { keyOf } from '../../observe/name-key';
import type { AppUserWithEmail } from '../../okta/types';
import { pairOf } from '../../steps/user-names/doubles';
import type { Doubles } from '../../steps/user-names/doubles';
import { loginOf, nameOf } from '../person-names';

/**
 * Whose emails and user names those of everybody who is assigned are: Okta looks for an account by the name that it sends, and would give
 * two of one name the same one. Source: failures list, row 5.
 */
export interface EmailOwners {
  add(appUser: AppUserWithEmail): void;
  /** Who of these has an email that is somebody else's. */
  sharing(people: readonly AppUserWithEmail[]): Pick<Doubles, 'named' | 'userIds'>;
}

export function createEmailOwners(): EmailOwners {
  const owners = new Map<string, { id: string; login: string }[]>();
  return {
    add: (appUser) => {
      const { id, email, userName } = appUser;
      for (const key of new Set([keyOf(email ?? ''), keyOf(userName ?? '')])) {
        if (key !== '') owners.set(key, [...(owners.get(key) ?? []), { id, login: loginOf(appUser) }]);
      }
    },
    sharing: (people) => {
      const found = people.flatMap((person) => {
        const other = owners.get(keyOf(person.email ?? ''))?.find(({ id }) => id !== person.id);
        return other === undefined ? [] : [{ person, other }];
      });
      return {
        named: new Map(
          found.map(({ person, other }) => [
            pairOf(person.id, other.id),
            `${nameOf(person)} (${loginOf(person)}) and ${other.login}`,
          ]),
        ),
        userIds: new Set(found.map(({ person }) => person.id)),
      };
    },
  };
}
