import { isIP } from 'node:net';
import { AppFailure } from '../../shared/errors';
import { mayNotReadApps } from './no-apps';
import { identifyToken } from '../okta/current-token';
import type { AccessToken } from '../okta/oauth/access';
import type { Okta } from '../okta/okta';
import type { ApiToken, Right } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import type { ScopeNeed } from '../../shared/okta-scopes';
import type { Target } from '../../shared/oktopost';

/**
 * Reads org, holder, roles and rights. `app`: whose scopes were asked for, where a service app signs in.
 * @throws AppFailure for a refused credential, for an org that cannot be read, and `missing-right` for a credential that may not
 * read app integrations: nothing of a set-up can be done with it.
 */
export async function examine(client: Okta, app: Target['app'], now: () => Date) {
  // First: one that gets no access token is told so, instead of being refused everywhere.
  const granted = await client.serviceApp?.granted();
  const owner = client.me();
  const readingRoles =
    client.serviceApp === null
      ? owner.then((found) => (found === null ? null : client.rolesOf(found.id)))
      : client.serviceApp.roles();
  const [org, me, roles, rights, tokens] = await Promise.all([
    orgOf(client),
    owner,
    readingRoles,
    readingRoles.then((found) => readRights(client, found)),
    // Details of the token are optional: failing to read them does not prevent the connection.
    client.apiTokens().catch(() => null),
  ]);
  const login = me?.login ?? null;
  const checkedAt = now().toISOString();
  const { name, subdomain } = org;
  const token =
    client.serviceApp === null || granted === undefined
      ? identifyToken(tokens, me?.id ?? null, now())
      : signedInAs(client.serviceApp.clientId, granted, scopesFor(app));
  if (rights.some(({ right, read }) => right === 'apps' && read === 'no')) {
    throw mayNotReadApps(rights, roles, token);
  }
  return {
    org: { name, subdomain, login, roles, rights, checkedAt },
    state: {
      state: 'connected',
      orgName: name,
      subdomain,
      login,
      roles,
      rights,
      token,
      checkedAt,
    } as const,
  };
}

const rightNames = ['apps', 'users', 'mappings', 'schemas', 'logs'] as const;

/**
 * What the credential may read, tried area by area. Not so for the API token of a super admin: no role reaches further, and a token
 * has the rights of its owner. A service app has no more than its scopes, whatever its role.
 */
async function readRights(client: Okta, roles: readonly string[] | null): Promise<Right[]> {
  const isAllowedAll = client.serviceApp === null && roles?.includes('SUPER_ADMIN') === true;
  const reads = await Promise.all(
    rightNames.map(async (area) => (isAllowedAll ? 'yes' : client.canRead(area))),
  );
  return rightNames.map((right, index) => ({ right, read: reads[index] ?? 'unknown' }));
}

function signedInAs(
  clientId: string,
  { bound, scopes }: Pick<AccessToken, 'bound' | 'scopes'>,
  needs: readonly ScopeNeed[],
): ApiToken {
  const missing =
    scopes === null
      ? null
      : needs
          .filter(({ scope }) => !scopes.includes(scope))
          .map(({ scope, needed, without }) => ({ scope, needed, without }));
  return { status: 'service-app', clientId, bound, missing };
}

/** A lesser admin may not read the org's settings; its host names it well enough. */
export async function orgOf(client: Okta): Promise<{ name: string; subdomain: string }> {
  try {
    return await client.org();
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code !== 'missing-right') throw error;
    const { hostname } = new URL(client.orgUrl);
    // A practice org has a number for a host.
    const [subdomain = hostname] = isIP(hostname) === 0 ? hostname.split('.') : [hostname];
    return { name: subdomain, subdomain };
  }
}
