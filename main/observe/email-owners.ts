import { loginOf } from '../okta/person';
import type { AppUserWithEmail } from '../okta/types';
import { keyOf } from './name-key';

interface Owner {
  id: string;
  login: string;
}

/**
 * Whose emails and user names those of everybody who is assigned are: Okta looks for an account by the name that it sends, and would give
 * two of one name the same one. Source: failures list, row 5.
 */
export interface EmailOwners {
  add(appUser: AppUserWithEmail): void;
  /** Somebody else who has this one's email, as email or as user name; null: nobody has. */
  other(person: Pick<AppUserWithEmail, 'id' | 'email'>): Owner | null;
}

export function createEmailOwners(): EmailOwners {
  // Of each key two at most: somebody else than any of the people.
  const owners = new Map<string, [Owner] | [Owner, Owner]>();
  return {
    add: (appUser) => {
      const { id, email, userName } = appUser;
      const owner = { id, login: loginOf(appUser) };
      for (const key of new Set([keyOf(email ?? ''), keyOf(userName ?? '')])) {
        const known = owners.get(key);
        if (key !== '' && known?.length !== 2)
          owners.set(key, known === undefined ? [owner] : [...known, owner]);
      }
    },
    other: ({ id, email }) => owners.get(keyOf(email ?? ''))?.find((owner) => owner.id !== id) ?? null,
  };
}
