import { z } from 'zod';
import { AppFailure } from '../../../shared/errors';
import { nullOn, oktaId, type Calls } from '../calls';
import type { Clock } from '../../ports';
import { logsPath } from '../paths';
import type { Okta } from '../okta';
import type { ListedToken, Org } from '../types';
import { firstOf } from './first-of';
import { anything, list, text } from './shapes';

const orgSchema = z
  .looseObject({ id: z.string(), companyName: text, subdomain: z.string() })
  .transform(({ id, companyName, subdomain }): Org => ({ id, name: companyName ?? subdomain, subdomain }));

const tokenSchema = z
  .looseObject({
    name: text,
    userId: text,
    expiresAt: text,
    network: z
      .looseObject({ connection: text, include: list(z.string()), exclude: list(z.string()) })
      .nullish(),
  })
  .transform(({ name, userId, expiresAt, network }): ListedToken => ({
    name: name ?? '',
    userId,
    expiresAt,
    network: network
      ? { connection: network.connection, include: network.include, exclude: network.exclude }
      : null,
  }));

const organizationSchema = z
  .looseObject({ _links: z.looseObject({ alternate: z.looseObject({ href: z.url() }).nullish() }) })
  .transform(({ _links: links }) => links.alternate?.href ?? null);

const roleSchema = z.looseObject({ type: z.string() });

/** The org, the admin roles of the token's owner, and what the token may read. */
export function orgGateway(
  calls: Calls,
  now: Clock['now'],
): Pick<Okta, 'org' | 'customDomain' | 'rolesOf' | 'apiTokens' | 'canRead'> {
  return {
    org: () =>
      calls.decode({ method: 'GET', path: '/api/v1/org' }, orgSchema, () =>
        calls.sdk.orgSettingApi.getOrgSettings(),
      ),

    customDomain: () =>
      nullOn(['missing-right', 'not-found'], () =>
        calls.raw({ method: 'GET', path: '/.well-known/okta-organization' }, organizationSchema),
      ),

    rolesOf: (userId) =>
      nullOn(['missing-right', 'not-found'], () =>
        typesOf(calls.rawItems(`/api/v1/users/${oktaId(userId)}/roles`, roleSchema)),
      ),

    apiTokens: () =>
      nullOn(['missing-right', 'not-found'], () =>
        firstOf(calls.rawItems('/api/v1/api-tokens', tokenSchema, { limit: '200' })),
      ),

    canRead: async (area) => {
      const { path, query } = probeOf[area](now());
      try {
        await calls.raw({ method: 'GET', path }, anything, { query });
        return 'yes';
      } catch (thrown) {
        if (!(thrown instanceof AppFailure) || thrown.error.code === 'token-refused') throw thrown;
        const status = thrown.error.okta?.status ?? null;
        // Without a response (network, cancelled) nothing is known about the rights.
        if (status === null) throw thrown;
        return status === 403 ? 'no' : 'unknown';
      }
    },
  };
}

/** The admin role types of a service app; null when Okta refuses. Source: Okta's reference, "Client Role Assignments". */
export const clientRoles = (calls: Calls, clientId: string): Promise<string[] | null> =>
  nullOn(['missing-right', 'not-found'], () =>
    typesOf(calls.rawItems(`/oauth2/v1/clients/${oktaId(clientId)}/roles`, roleSchema)),
  );

const typesOf = async (roles: AsyncIterable<z.infer<typeof roleSchema>>): Promise<string[]> =>
  (await firstOf(roles)).map(({ type }) => type);

const oneItem = { limit: '1' };

/** The smallest request of each area. The log without an end would wait for what comes. */
const probeOf: Record<
  Parameters<Okta['canRead']>[0],
  (now: Date) => { path: string; query: Record<string, string> }
> = {
  apps: () => ({ path: '/api/v1/apps', query: oneItem }),
  users: () => ({ path: '/api/v1/users', query: oneItem }),
  mappings: () => ({ path: '/api/v1/mappings', query: oneItem }),
  schemas: () => ({ path: '/api/v1/meta/schemas/user/default', query: {} }),
  logs: (now) => ({ path: logsPath, query: { ...oneItem, until: now.toISOString() } }),
};
