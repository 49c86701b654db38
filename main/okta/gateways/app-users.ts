import { z } from 'zod';
import { nullOn, oktaId, type Calls } from '../calls';
import type { AppUser, Okta } from '../types';
import { anything, record, text } from './shapes';

const appUserSchema = z
  .looseObject({
    id: z.string(),
    externalId: text,
    status: z.string(),
    syncState: text,
    scope: z.enum(['USER', 'GROUP']),
    credentials: z.looseObject({ userName: text }).nullish(),
    lastSync: text,
    profile: record,
  })
  .transform(({ id, externalId, status, syncState, scope, credentials, lastSync, profile }): AppUser => ({
    id,
    externalId,
    status,
    syncState: syncState ?? 'DISABLED',
    scope,
    userName: credentials?.userName ?? null,
    lastSync,
    profile,
  }));

const appGroupSchema = z.looseObject({ id: z.string() });

/** Assignments. Source: Okta facts, section 2, "App users". */
export function appUsersGateway(
  calls: Calls,
): Pick<Okta, 'appUser' | 'assign' | 'unassign' | 'appUsers' | 'appGroups'> {
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

    // Okta makes the user name from the app's template; a mapped attribute in the body would be refused (E0000075).
    assign: async (appId, userId) =>
      calls.decode({ method: 'POST', path: all(appId) }, appUserSchema, () =>
        api.assignUserToApplication({ appId, appUser: { id: oktaId(userId), scope: 'USER' } }),
      ),

    unassign: async (appId, userId) => {
      await calls.decode({ method: 'DELETE', path: one(appId, userId) }, anything, () =>
        api.unassignUserFromApplication({ appId, userId }),
      );
    },

    async *appUsers(appId) {
      yield* calls.items(all(appId), appUserSchema, () => api.listApplicationUsers({ appId, limit: 500 }));
    },

    async *appGroups(appId) {
      const path = `/api/v1/apps/${oktaId(appId)}/groups`;
      yield* calls.items(path, appGroupSchema, () =>
        api.listApplicationGroupAssignments({ appId, limit: 200 }),
      );
    },
  };
}
