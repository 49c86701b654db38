import type { PracticeRole, ServiceApp } from '../world/state';
import { renewApiToken, sameHash } from '../world/world';
import type { World } from '../world/world';
import { forbidden, invalidToken } from './errors';
import type { OAuth } from './oauth';
import type { PracticeRequest } from '../web/http';

/** Who calls the management API, with which role. */
export interface Principal {
  role: PracticeRole;
  /** Null for a service app. */
  userId: string | null;
  serviceApp: ServiceApp | null;
}

/** The owner of an API token, or a service app by its access token, which has to hold the scope of the call. */
export async function authenticate(world: World, oauth: OAuth, request: PracticeRequest): Promise<Principal> {
  const header = request.headers['authorization'] ?? '';
  // Okta's Python SDK (3.4.6) omits the space.
  const [, text] = /^SSWS ?(\S+)$/.exec(header) ?? [];
  if (text !== undefined) return ownerOf(world, text);
  const serviceApp = await oauth.authorize(request, header);
  return { role: roleOf(serviceApp), userId: null, serviceApp };
}

function ownerOf(world: World, text: string): Principal {
  const token = Object.values(world.state.apiTokens).find(({ hash }) => sameHash(text, hash));
  if (token === undefined || new Date(token.expiresAt) < world.now()) throw invalidToken();
  renewApiToken(world, token);
  return { role: token.role, userId: token.userId, serviceApp: null };
}

/** Scopes alone permit nothing: a service app needs an admin role too. Source: Okta's guide to service apps. */
function roleOf({ role }: ServiceApp): PracticeRole {
  if (role === null) throw forbidden();
  return role;
}

/**
 * An application admin reads users and groups and writes apps; only a super admin writes users and groups. A custom role has no
 * permission for mappings and schemas. Source: Okta's help, "Role permissions".
 */
export function mayWrite({ role }: Principal, path: string): boolean {
  switch (role) {
    case 'SUPER_ADMIN':
      return true;
    case 'APP_ADMIN':
      return !isOf(path, 'users|groups');
    case 'CUSTOM':
    case 'CUSTOM_NO_LOGS':
      return !isOf(path, 'users|groups|mappings|meta');
    case 'READ_ONLY_ADMIN':
      return false;
  }
}

const isOf = (path: string, collections: string): boolean =>
  new RegExp(`^/api/v1/(${collections})(/|$)`).test(path);
