import type { Okta } from '../okta/okta';
import type { AppUser, AppUserWithEmail, User } from '../okta/types';

/** A person in Okta and their assignment to an app integration. */
export interface Person {
  userId: string;
  /** First and last name, else the login. */
  name: string;
  login: string;
  email: string;
  /** Null: not assigned. */
  appUser: AppUser | null;
}

export interface PeopleQuery {
  /** Null: the app integration is not in Okta any more, so nobody is assigned. */
  appId: string | null;
  userIds: readonly string[];
  /** Hardly anybody else is assigned, so that listing everyone is cheap. */
  mostAreAsked: boolean;
}

/** Up to this many people are read one by one; beyond it, listing everyone who is assigned takes fewer requests: 500 people each. */
const fewPeople = 10;

/**
 * Reads these people, by user id, without those whom Okta does not know any more. Costs one request for 500 assigned people, or
 * one for each where they are few, and one for each person who is not assigned.
 */
export async function readPeople(okta: Okta, query: PeopleQuery): Promise<Map<string, Person>> {
  const assigned = await readAssigned(okta, query);
  const read = await Promise.all(
    query.userIds.map(async (userId): Promise<Person | null> => {
      const appUser = assigned.get(userId);
      if (appUser !== undefined) return ofAppUser(appUser);
      const user = await okta.user(userId);
      return user === null ? null : ofUser(user);
    }),
  );
  return new Map(read.flatMap((person) => (person === null ? [] : [[person.userId, person] as const])));
}

/** Reads the assignments of these people, by user id; who is not assigned is not in it. */
export async function readAssigned(
  okta: Okta,
  { appId, userIds, mostAreAsked }: PeopleQuery,
): Promise<Map<string, AppUserWithEmail>> {
  const found = new Map<string, AppUserWithEmail>();
  if (appId === null) return found;
  if (!mostAreAsked && userIds.length <= fewPeople) {
    const read = await Promise.all(userIds.map((userId) => okta.appUserWithEmail(appId, userId)));
    for (const appUser of read) if (appUser !== null) found.set(appUser.id, appUser);
    return found;
  }
  const asked = new Set(userIds);
  for await (const appUser of okta.appUsersWithEmail(appId)) {
    if (asked.has(appUser.id)) found.set(appUser.id, appUser);
  }
  return found;
}

function ofAppUser(appUser: AppUserWithEmail): Person {
  const { id: userId, name, userName, email } = appUser;
  const login = appUser.login ?? userName ?? email ?? userId;
  return { userId, name: name || login, login, email: email ?? login, appUser };
}

function ofUser(user: User): Person {
  const { id: userId, login, email } = user;
  return { userId, name: nameOf(user), login, email, appUser: null };
}

export const nameOf = ({
  givenName,
  familyName,
  login,
}: Pick<User, 'givenName' | 'familyName' | 'login'>): string =>
  [givenName, familyName].filter(Boolean).join(' ') || login;
