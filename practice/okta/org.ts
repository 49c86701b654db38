import { jsonResponse } from '../web/http';
import type { ApiToken, PracticeRole } from '../world/state';
import type { World } from '../world/world';
import { own } from '../world/people';
import { ok, page, param, userOf } from './call';
import type { ApiCall, Route } from './call';
import { forbidden, notFound } from './errors';

export const orgRoutes: readonly Route[] = [
  ['GET', '/api/v1/org', org],
  ['GET', '/api/v1/users/:userId/roles', roles],
  ['GET', '/oauth2/v1/clients/:clientId/roles', clientRoles],
  ['GET', '/api/v1/api-tokens', tokens],
  ['GET', '/api/v1/domains', () => ok({ domains: [] })],
];

function org({ world }: ApiCall) {
  const { id, companyName, subdomain, created } = world.state.org;
  return ok({ id, companyName, subdomain, status: 'ACTIVE', created, lastUpdated: created, expiresAt: null });
}

/** Unauthenticated: the org of a host. */
export function wellKnownOrganization(world: World) {
  return jsonResponse(200, {
    id: world.state.org.id,
    pipeline: 'idx',
    _links: { organization: { href: world.origins.okta } },
  });
}

const labels: Record<PracticeRole, string> = {
  SUPER_ADMIN: 'Super Administrator',
  APP_ADMIN: 'Application Administrator',
  READ_ONLY_ADMIN: 'Read-only Administrator',
  CUSTOM: 'Oktopost set-up',
  CUSTOM_NO_LOGS: 'Apps without System Log',
};

/** Here the role is the caller's; all API tokens belong to the one admin. */
function roles(call: ApiCall) {
  const { role, userId } = call.principal;
  if (!readsRoles(role)) throw forbidden();
  const user = userOf(call);
  const isOther = user.id !== userId;
  if (isOther && call.world.state.superAdminIds?.includes(user.id) !== true) return ok([]);
  const assignee = `${call.world.origins.okta}/api/v1/users/${user.id}`;
  return ok([roleView(call, user.id, isOther ? 'SUPER_ADMIN' : role, 'USER', assignee)]);
}

/** The admin roles of a service app. */
function clientRoles(call: ApiCall) {
  if (!readsRoles(call.principal.role)) throw forbidden();
  const id = param(call, 'clientId');
  const app = own(call.world.state.serviceApps ?? {}, id);
  if (app === undefined) throw notFound(id, 'PublicClientApp');
  const assignee = `${call.world.origins.okta}/oauth2/v1/clients/${id}`;
  return ok(app.role === null ? [] : [roleView(call, id, app.role, 'CLIENT', assignee)]);
}

const readsRoles = (role: PracticeRole): boolean => role !== 'APP_ADMIN' && role !== 'CUSTOM_NO_LOGS';

function roleView(
  { world }: ApiCall,
  holder: string,
  role: PracticeRole,
  assignmentType: 'USER' | 'CLIENT',
  assignee: string,
) {
  const { created } = world.state.org;
  return {
    id: `ra${holder.slice(2)}`,
    label: labels[role],
    type: role.startsWith('CUSTOM') ? 'CUSTOM' : role,
    status: 'ACTIVE',
    created,
    lastUpdated: created,
    assignmentType,
    _links: { assignee: { href: assignee } },
  };
}

function tokens(call: ApiCall) {
  if (call.principal.role !== 'SUPER_ADMIN') throw forbidden();
  const view = ({ id, name, userId, created, lastUpdated, expiresAt }: ApiToken) => ({
    id,
    name,
    userId,
    clientName: 'Okta API',
    created,
    lastUpdated,
    expiresAt,
    tokenWindow: 'P30D',
    network: { connection: 'ANYWHERE' },
    _link: {
      self: { href: `${call.world.origins.okta}/api/v1/api-tokens/${id}`, hints: { allow: ['GET'] } },
    },
  });
  return page(call, Object.values(call.world.state.apiTokens), ({ id }) => id, view, {
    usual: 200,
    most: 200,
  });
}
