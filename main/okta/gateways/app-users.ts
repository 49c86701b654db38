import { z } from 'zod';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Okta } from '../okta';
import type { AppUser, AppUserWithEmail, AssignedPerson } from '../types';
import { loosePart, looseText, record, text } from './shapes';

const appUserSchema = z
  .looseObject({
    id: z.string(),
    externalId: text,
    status: text,
    syncState: text,
    // Okta leaves it null for some; nobody is assigned through a group unless Okta says so.
    scope: z
      .unknown()
      .optional()
      .transform((value) => (value === 'GROUP' ? 'GROUP' : 'USER')),
    credentials: z.looseObject({ userName: text }).nullish(),
    created: text,
    lastSync: text,
    profile: record,
  })
  .transform(
    ({ id, externalId, status, syncState, scope, credentials, created, lastSync, profile }): AppUser => ({
      id,
      externalId,
      status: status ?? '',
      syncState: syncState ?? 'DISABLED',
      scope,
      userName: credentials?.userName ?? null,
      created,
      lastSync,
      profile,
    }),
  );

const appGroupSchema = z.looseObject({
  id: z.string(),
  priority: z.number().int().nullable().catch(null).default(null),
  profile: record.nullish().transform((profile) => profile ?? {}),
});

/** With `expand=user` the Okta user's profile is embedded; without it the email of the app user is used. */
const personSchema = z
  .looseObject({
    _embedded: z
      .looseObject({
        user: z.looseObject({ profile: record, type: z.looseObject({ id: text }).nullish() }).nullish(),
      })
      .nullish(),
  })
  .transform(({ _embedded: embedded }) => embedded?.user ?? null);

const appUserWithEmailSchema = z
  .unknown()
  .optional()
  .transform((raw, context): AppUserWithEmail => {
    const appUser = appUserSchema.safeParse(raw);
    const person = personSchema.safeParse(raw);
    if (!appUser.success || !person.success) {
      const { issues } = appUser.error ?? person.error ?? { issues: [] };
      for (const { path, message } of issues) context.addIssue({ code: 'custom', path, message });
      return z.NEVER;
    }
    const { email, givenName: firstName, familyName: lastName } = appUser.data.profile;
    const profile = person.data?.profile ?? { email, firstName, lastName };
    const read = (name: string): string => {
      const value = profile[name];
      return typeof value === 'string' ? value.trim() : '';
    };
    return {
      ...appUser.data,
      name: [read('firstName'), read('lastName')].filter((part) => part !== '').join(' '),
      email: read('email') === '' ? null : read('email'),
      login: read('login') === '' ? null : read('login'),
      typeId: person.data?.type?.id ?? null,
    };
  });

const nameIn =
  (profile: Record<string, unknown>) =>
  (name: string): string | null => {
    const value = profile[name];
    return typeof value === 'string' ? value : null;
  };

/** Only what is kept: of a hundred thousand of these. Values as Okta has them: blanks around them are a finding. */
const assignedPersonSchema = z
  .object({
    id: z.string(),
    externalId: looseText,
    status: looseText,
    syncState: looseText,
    scope: z.unknown().optional(),
    credentials: loosePart({ userName: looseText }),
    profile: record.catch({}),
    _embedded: loosePart({
      user: loosePart({
        status: looseText,
        profile: record.catch({}),
        type: loosePart({ id: looseText }),
        credentials: loosePart({ provider: loosePart({ type: looseText }) }),
      }),
    }),
  })
  .transform(({ _embedded: embedded, ...raw }): AssignedPerson => {
    const user = embedded?.user ?? null;
    const held = nameIn(raw.profile);
    const known = nameIn(user?.profile ?? {});
    const userName = raw.credentials?.userName ?? null;
    const email = user === null ? held('email') : known('email');
    return {
      person: {
        userId: raw.id,
        login: known('login') ?? userName ?? email ?? '',
        email: email ?? '',
        givenName: (user === null ? held('givenName') : known('firstName')) ?? '',
        familyName: (user === null ? held('familyName') : known('lastName')) ?? '',
        status: user?.status ?? '',
        source: user?.credentials?.provider?.type ?? null,
        typeId: user?.type?.id ?? null,
      },
      assignment: {
        externalId: raw.externalId,
        status: raw.status ?? '',
        syncState: raw.syncState ?? 'DISABLED',
        scope: raw.scope === 'GROUP' ? 'GROUP' : 'USER',
        userName,
        givenName: held('givenName'),
        familyName: held('familyName'),
        email: held('email'),
      },
    };
  });

/** Assignments. Source: Okta facts, section 2, "App users". */
export function appUsersGateway(
  calls: Calls,
): Pick<
  Okta,
  | 'appUser'
  | 'assign'
  | 'assignKeeping'
  | 'unassign'
  | 'appUsers'
  | 'appGroups'
  | 'appUsersWithEmail'
  | 'assignedPages'
  | 'appUserWithEmail'
  | 'setUserName'
> {
  const api = calls.sdk.applicationApi;
  const all = (appId: string): string => `/api/v1/apps/${oktaId(appId)}/users`;
  const one = (appId: string, userId: string): string => `${all(appId)}/${oktaId(userId)}`;

  return {
    appUser: (appId, userId) =>
      nullOn(['not-found'], () =>
        calls.decode({ method: 'GET', path: one(appId, userId) }, appUserSchema, () =>
          api.getApplicationUser({ appId, userId }),
        ),
      ),

    // Okta derives the user name from the app's template; a mapped attribute in the body would be refused (E0000075).
    assign: async (appId, userId) =>
      calls.decode({ method: 'POST', path: all(appId) }, appUserSchema, () =>
        api.assignUserToApplication({ appId, appUser: { id: oktaId(userId), scope: 'USER' } }),
      ),

    assignKeeping: (appId, userId, { userName, profile }) =>
      calls.raw({ method: 'POST', path: all(appId) }, appUserSchema, {
        body: {
          id: oktaId(userId),
          scope: 'USER',
          ...(userName === null ? {} : { credentials: { userName } }),
          ...(Object.keys(profile).length === 0 ? {} : { profile }),
        },
      }),

    unassign: async (appId, userId) => {
      await calls.done({ method: 'DELETE', path: one(appId, userId) });
    },

    async *appUsersWithEmail(appId) {
      yield* calls.rawItems(all(appId), appUserWithEmailSchema, { limit: '500', expand: 'user' });
    },

    assignedPages: (appId, from) =>
      calls.pages(all(appId), assignedPersonSchema, { limit: '500', expand: 'user' }, from),

    appUserWithEmail: (appId, userId) =>
      nullOn(['not-found'], () =>
        calls.raw({ method: 'GET', path: one(appId, userId) }, appUserWithEmailSchema, {
          query: { expand: 'user' },
        }),
      ),

    setUserName: async (appId, userId, userName) =>
      calls.raw({ method: 'POST', path: one(appId, userId) }, appUserSchema, {
        body: { credentials: { userName } },
      }),

    async *appUsers(appId) {
      yield* calls.rawItems(all(appId), appUserSchema, { limit: '500' });
    },

    async *appGroups(appId) {
      yield* calls.rawItems(`/api/v1/apps/${oktaId(appId)}/groups`, appGroupSchema, { limit: '200' });
    },
  };
}
