import findMyWay from 'find-my-way';
import type { Handler } from '../web/http';
import type { Provisioning } from '../provisioning/provisioning';
import { asServiceApp } from '../world/current-request';
import type { World } from '../world/world';
import { featureRoutes } from './app-features';
import { appGroupRoutes } from './app-groups';
import { appUserRoutes } from './app-users';
import { appRoutes } from './apps';
import type { ApiHandler, Route } from './call';
import { certificateRoutes } from './certificates';
import { OktaError, forbidden, noSuchEndpoint } from './errors';
import { groupRoutes } from './groups';
import { logRoutes } from './logs';
import { mappingRoutes } from './mappings';
import { createOAuth, tokenPath } from './oauth';
import { schemaRoutes } from './schemas';
import { orgRoutes, wellKnownOrganization } from './org';
import { policyRoutes } from './policies';
import { authenticate, mayWrite } from './principal';
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
  const oauth = createOAuth(world);
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
      if (request.path === tokenPath) return await oauth.token(request);
      const principal = await authenticate(world, oauth, request);
      const reads = request.method === 'GET' || request.method === 'HEAD';
      const method = request.method === 'HEAD' ? 'GET' : request.method;
      const found = isMethod(method) ? router.find(method, request.path) : null;
      const handler = found === null ? undefined : handlers.get(found.store);
      if (found === null || handler === undefined) throw noSuchEndpoint();
      if (!reads && !mayWrite(principal, request.path)) throw forbidden();
      const answered = () => handler({ world, provisioning, request, params: found.params, principal });
      return await (principal.serviceApp === null
        ? answered()
        : asServiceApp(principal.serviceApp, answered));
    } catch (error) {
      if (error instanceof OktaError) return error.toResponse();
      throw error;
    }
  };
}

const isMethod = (method: string): method is Route[0] =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
