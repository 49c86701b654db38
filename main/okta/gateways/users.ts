import { z } from 'zod';
import { listOf } from '../../../shared/bounded-json';
import { nullOn, oktaId, type Calls } from '../calls';
import { personOf } from '../person';
import type { Okta } from '../okta';
import type { Group, User } from '../types';
import { firstOf } from './first-of';
import { record, text } from './shapes';

const userSchema = z
  .looseObject({
    id: z.string(),
    status: text,
    profile: record,
    type: z.looseObject({ id: text }).nullish(),
    credentials: z
      .looseObject({ provider: z.looseObject({ type: text }).nullish() })
      .nullish()
      .catch(null),
  })
  .transform(({ id, status, profile, type, credentials }): User => {
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
      source: credentials?.provider?.type ?? null,
      profile,
    };
  });

const groupSchema = z.looseObject({ profile: z.looseObject({ name: text }).nullish() });
const foundGroupSchema = z
  .looseObject({ id: z.string(), profile: z.looseObject({ name: text }).nullish() })
  .transform(({ id, profile }): Group => ({ id, name: profile?.name ?? id }));

const personSchema = userSchema.transform(personOf);

const searchedFields = ['profile.firstName', 'profile.lastName', 'profile.login', 'profile.email'] as const;

/** Users of the org. */
export function usersGateway(
  calls: Calls,
): Pick<
  Okta,
  | 'me'
  | 'user'
  | 'userByLogin'
  | 'usersNamed'
  | 'groupNames'
  | 'searchUsers'
  | 'createUser'
  | 'activateUser'
  | 'changeProfile'
  | 'deactivateUser'
  | 'deleteUser'
  | 'memberPages'
  | 'userPages'
  | 'searchGroups'
> {
  const api = calls.sdk.userApi;
  const one = async (userId: string): Promise<User> =>
    calls.decode({ method: 'GET', path: `/api/v1/users/${oktaId(userId)}` }, userSchema, () =>
      api.getUser({ userId }),
    );
  let owner: User | null = null;
  const firstFound = (search: string | null, most: number): Promise<User[]> => {
    const query = { limit: String(most), ...(search === null ? {} : { search }) };
    return firstOf(calls.rawItems('/api/v1/users', userSchema, query), most);
  };

  return {
    me: async () => (owner ??= await nullOn(['not-found', 'missing-right'], () => one('me'))),
    user: (userId) => nullOn(['not-found'], () => one(userId)),
    userByLogin: (login) =>
      nullOn(['not-found'], () =>
        calls.raw({ method: 'GET', path: `/api/v1/users/${encodeURIComponent(login)}` }, userSchema),
      ),

    createUser: (profile) =>
      calls.raw({ method: 'POST', path: '/api/v1/users' }, userSchema, {
        query: { activate: 'false' },
        body: { profile },
      }),

    activateUser: async (userId) => {
      await calls.done(
        { method: 'POST', path: `/api/v1/users/${oktaId(userId)}/lifecycle/activate` },
        { query: { sendEmail: 'false' } },
      );
    },

    changeProfile: (userId, profile) =>
      calls.raw({ method: 'POST', path: `/api/v1/users/${oktaId(userId)}` }, userSchema, {
        body: { profile },
      }),

    deactivateUser: async (userId) => {
      await calls.done(
        { method: 'POST', path: `/api/v1/users/${oktaId(userId)}/lifecycle/deactivate` },
        { query: { sendEmail: 'false' } },
      );
    },

    deleteUser: async (userId) => {
      await calls.done(
        { method: 'DELETE', path: `/api/v1/users/${oktaId(userId)}` },
        { query: { sendEmail: 'false' } },
      );
    },

    groupNames: (userId) =>
      nullOn(['not-found', 'missing-right'], async () => {
        const groups = await calls.raw(
          { method: 'GET', path: `/api/v1/users/${oktaId(userId)}/groups` },
          listOf(groupSchema),
        );
        return groups.flatMap(({ profile }) => profile?.name ?? []);
      }),

    usersNamed: async (names) => {
      const search = names
        .flatMap((name) => {
          const value = JSON.stringify(name);
          return [`id eq ${value}`, `profile.login eq ${value}`, `profile.email eq ${value}`];
        })
        .join(' or ');
      if (search === '') return [];
      return firstFound(search, 200);
    },

    memberPages: (groupId, from) =>
      calls.pages(`/api/v1/groups/${oktaId(groupId)}/users`, personSchema, { limit: '500' }, from),

    // Without a search Okta leaves deactivated users out.
    userPages: (from) =>
      calls.pages('/api/v1/users', personSchema, { limit: '200', search: 'status pr' }, from),

    searchGroups: (query, limit) => {
      const q = query.trim();
      const asked = { limit: String(limit), ...(q === '' ? {} : { q }) };
      return firstOf(calls.rawItems('/api/v1/groups', foundGroupSchema, asked), limit);
    },

    searchUsers: (query, limit) => firstFound(searchExpression(query), limit),
  };
}

/**
 * Okta's `search` expression. (`q` omits logins and deactivated users, who should be found and shown as deactivated.) Several words
 * are a full name too, either name first. Values are JSON strings, which escapes quotes and backslashes. Null for an empty query.
 */
export function searchExpression(query: string): string | null {
  const value = withoutWrapping(query);
  if (value === '') return null;
  return [...searchedFields.map((name) => startsWith(name, value)), ...asFullName(value)].join(' or ');
}

/** `"Ada Abbott" <ada@acme.example>`, as mail programs copy a person, is the address; quotes around all of it are dropped. */
function withoutWrapping(query: string): string {
  const address = /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(query)?.[1] ?? query;
  return (/^\s*"([^"]+)"\s*$/.exec(address)?.[1] ?? address).trim();
}

/** No name of more words is split: each place to split at makes the expression longer. */
const mostWords = 6;

/** Either name may have several words, so every place between two words may be where the other begins. */
function asFullName(name: string): string[] {
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length > mostWords) return [];
  return words.slice(1).flatMap((_word, index) => {
    const [before, after] = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return [
      `(${startsWith('profile.firstName', before)} and ${startsWith('profile.lastName', after)})`,
      `(${startsWith('profile.lastName', before)} and ${startsWith('profile.firstName', after)})`,
    ];
  });
}

const startsWith = (name: string, value: string): string => `${name} sw ${JSON.stringify(value)}`;
