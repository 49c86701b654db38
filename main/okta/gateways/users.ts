import { z } from 'zod';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Okta, User } from '../types';
import { record, text } from './shapes';

const userSchema = z
  .looseObject({
    id: z.string(),
    status: text,
    profile: record,
    type: z.looseObject({ id: text }).nullish(),
  })
  .transform(({ id, status, profile, type }): User => {
    const read = (name: string): string => {
      const value = profile[name];
      return typeof value === 'string' ? value : '';
    };
    return {
      id,
      status: status ?? '',
      login: read('login'),
      email: read('email'),
      givenName: read('firstName'),
      familyName: read('lastName'),
      typeId: type?.id ?? null,
      profile,
    };
  });

const searchedFields = ['profile.firstName', 'profile.lastName', 'profile.login', 'profile.email'] as const;

/** Users of the org. */
export function usersGateway(calls: Calls): Pick<Okta, 'me' | 'user' | 'searchUsers'> {
  const api = calls.sdk.userApi;
  const one = async (userId: string): Promise<User> =>
    calls.decode({ method: 'GET', path: `/api/v1/users/${oktaId(userId)}` }, userSchema, () =>
      api.getUser({ userId }),
    );

  return {
    me: () => nullOn(['not-found', 'missing-right'], () => one('me')),
    user: (userId) => nullOn(['not-found'], () => one(userId)),

    searchUsers: async (query, limit) => {
      const search = searchExpression(query);
      const found: User[] = [];
      const users = calls.items('/api/v1/users', userSchema, () =>
        api.listUsers({ limit, ...(search === null ? {} : { search }) }),
      );
      for await (const user of users) {
        found.push(user);
        if (found.length >= limit) break;
      }
      return found;
    },
  };
}

/**
 * Okta's `search` expression. (`q` omits logins and deactivated users, who should be found and shown as deactivated.) Values are
 * JSON strings, which escapes quotes and backslashes. Null for an empty query.
 */
export function searchExpression(query: string): string | null {
  const value = query.trim();
  return value === ''
    ? null
    : searchedFields.map((name) => `${name} sw ${JSON.stringify(value)}`).join(' or ');
}
