import { jsonResponse } from '../web/http';
import type { ApiToken, PracticeRole } from '../world/state';
import type { World } from '../world/world';
import { ok, page, userOf } from './call';
import type { ApiCall, Route } from './call';
import { forbidden } from './errors';

export const orgRoutes: readonly Route[] = [
  ['GET', '/api/v1/org', org],
  ['GET', '/api/v1/users/:userId/roles', roles],
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
  CUSTOM_NO_LOGS: 'Apps without System Log',
};

/** Here the role is the calling token's; all tokens belong to the one admin. */
function roles(call: ApiCall) {
  const { role } = call.token;
  if (role === 'APP_ADMIN' || role === 'CUSTOM_NO_LOGS') throw forbidden();
  const user = userOf(call);
  const isOther = user.id !== call.token.userId;
  if (isOther && call.world.state.superAdminIds?.includes(user.id) !== true) return ok([]);
  const type = isOther ? 'SUPER_ADMIN' : role;
  const { created } = call.world.state.org;
  return ok([
    {
      id: `ra${user.id.slice(2)}`,
      label: labels[type],
      type,
      status: 'ACTIVE',
      created,
      lastUpdated: created,
      assignmentType: 'USER',
      _links: { assignee: { href: `${call.world.origins.okta}/api/v1/users/${user.id}` } },
    },
  ]);
}

function tokens(call: ApiCall) {
  if (call.token.role !== 'SUPER_ADMIN') throw forbidden();
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
