import findMyWay from 'find-my-way';
import type { Handler } from '../web/http';
import type { Provisioning } from '../provisioning/provisioning';
import type { ApiToken } from '../world/state';
import { renewApiToken, sameHash } from '../world/world';
import type { World } from '../world/world';
import { featureRoutes } from './app-features';
import { appGroupRoutes } from './app-groups';
import { appUserRoutes } from './app-users';
import { appRoutes } from './apps';
import type { ApiHandler, Route } from './call';
import { certificateRoutes } from './certificates';
import { OktaError, forbidden, invalidToken, noSuchEndpoint } from './errors';
import { groupRoutes } from './groups';
import { logRoutes } from './logs';
import { mappingRoutes } from './mappings';
import { schemaRoutes } from './schemas';
import { orgRoutes, wellKnownOrganization } from './org';
import { policyRoutes } from './policies';
import { userRoutes } from './users';

const routes: readonly Route[] = [
  ...appRoutes,
  ...featureRoutes,
  ...appUserRoutes,
  ...appGroupRoutes,
  ...certificateRoutes,
  ...mappingRoutes,
  ...schemaRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...logRoutes,
  ...orgRoutes,
  ...policyRoutes,
];

/** The part of Okta's management API that this product and its tests use. Source: Okta facts, section 2. */
export function managementApi(world: World, provisioning: Provisioning): Handler {
  const router = findMyWay({ ignoreTrailingSlash: true });
  const handlers = new Map<unknown, ApiHandler>();
  for (const [method, path, handler] of routes) {
    const key = `${method} ${path}`;
    handlers.set(key, handler);
    router.on(method, path, () => undefined, key);
  }

  return async (request) => {
    try {
      if (request.path === '/.well-known/okta-organization') return wellKnownOrganization(world);
      const token = authenticate(world, request.headers['authorization']);
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const found = isMethod(method) ? router.find(method, request.path) : null;
      const handler = found === null ? undefined : handlers.get(found.store);
      if (found === null || handler === undefined) throw noSuchEndpoint();
      if (!reads && !mayWrite(token, request.path)) throw forbidden();
      return await handler({ world, provisioning, request, params: found.params, token });
    } catch (error) {
      if (error instanceof OktaError) return error.toResponse();
      throw error;
    }
  };
}

/** Okta's Python SDK (3.4.6) omits the space. */
function authenticate(world: World, header: string | undefined): ApiToken {
  const [, text] = /^SSWS ?(\S+)$/.exec(header ?? '') ?? [];
  if (text === undefined) throw invalidToken();
  const token = Object.values(world.state.apiTokens).find(({ hash }) => sameHash(text, hash));
  if (token === undefined || new Date(token.expiresAt) < world.now()) throw invalidToken();
  renewApiToken(world, token);
  return token;
}

/** An application admin reads users and groups and writes apps; only a super admin writes users and groups. */
function mayWrite({ role }: ApiToken, path: string): boolean {
  switch (role) {
    case 'SUPER_ADMIN':
      return true;
    case 'APP_ADMIN':
    case 'CUSTOM_NO_LOGS':
      return !/^\/api\/v1\/(users|groups)(\/|$)/.test(path);
    case 'READ_ONLY_ADMIN':
      return false;
  }
}

const isMethod = (method: string): method is Route[0] =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
