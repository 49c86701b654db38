import type { OktopostAccount, OktopostUser } from '../world/state';
import { emailOf } from './user-resource';

type Records = OktopostAccount['users'];

/** What an account is looked up by; user name and email in any case. */
export const indexedBy = ['userName', 'email', 'externalId'] as const;
export type IndexedBy = (typeof indexedBy)[number];

/** The accounts by name, email and external id, so that a request costs the same however many there are. */
export interface AccountIndex {
  /** Accounts that may have this value; the caller compares. */
  candidates(by: IndexedBy, value: string): OktopostUser[];
  /** Accounts that are there, whether active or not. */
  size(): number;
  /** After an account was added or changed. */
  put(user: OktopostUser): void;
  remove(id: string): void;
}

const indexes = new WeakMap<Records, AccountIndex>();

/** Made at the first look-up. Accounts are added and renamed by `usersOf` from then on; another `users` object has another index. */
export function indexOf({ users }: OktopostAccount): AccountIndex {
  const index = indexes.get(users) ?? createIndex(users);
  indexes.set(users, index);
  return index;
}

function createIndex(users: Records): AccountIndex {
  const ids: Record<IndexedBy, Map<string, Set<string>>> = {
    userName: new Map(),
    email: new Map(),
    externalId: new Map(),
  };
  const known = new Set<string>();
  const put = (user: OktopostUser): void => {
    known.add(user.id);
    for (const by of indexedBy) {
      const key = keyOf(user, by);
      if (key === null) continue;
      const sharing = ids[by].get(key);
      if (sharing === undefined) ids[by].set(key, new Set([user.id]));
      else sharing.add(user.id);
    }
  };
  for (const user of Object.values(users)) put(user);
  return {
    put,
    size: () => known.size,
    remove: (id) => known.delete(id),
    // A former name of an account stays in the index, and its account is no match any more.
    candidates: (by, value) => {
      const key = by === 'externalId' ? value : value.toLowerCase();
      return [...(ids[by].get(key) ?? [])].flatMap((id) => users[id] ?? []);
    },
  };
}

function keyOf(user: OktopostUser, by: IndexedBy): string | null {
  switch (by) {
    case 'userName':
      return user.userName.toLowerCase();
    case 'email':
      return emailOf(user)?.value.toLowerCase() ?? null;
    case 'externalId':
      return user.externalId;
  }
}
