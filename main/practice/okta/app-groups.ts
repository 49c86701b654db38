import type { OktaApp } from '../state';
import { appOf, bodyOf, noContent, ok, page, param } from './call';
import type { ApiCall, Route } from './call';
import { notFound } from './errors';

export const appGroupRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps/:appId/groups', list],
  ['GET', '/api/v1/apps/:appId/groups/:groupId', (call) => ok(view(call, appOf(call), assigned(call)))],
  ['PUT', '/api/v1/apps/:appId/groups/:groupId', assign],
  ['DELETE', '/api/v1/apps/:appId/groups/:groupId', unassign],
];

function list(call: ApiCall) {
  const app = appOf(call);
  return page(
    call,
    Object.keys(app.groups),
    (id) => id,
    (id) => view(call, app, id),
    { usual: 50, most: 500 },
  );
}

/** Every member that is not assigned yet becomes an app user of scope GROUP. */
function assign(call: ApiCall) {
  const { world, provisioning } = call;
  const app = appOf(call);
  const id = param(call, 'groupId');
  const group = world.state.groups[id];
  if (group === undefined) throw notFound(id, 'UserGroup');
  const { priority } = bodyOf(call);
  app.groups[id] = {
    priority: typeof priority === 'number' ? priority : Object.keys(app.groups).length,
    lastUpdated: world.now().toISOString(),
  };
  for (const memberId of group.memberIds) {
    const active = !['DEPROVISIONED', 'SUSPENDED'].includes(
      world.state.users[memberId]?.status ?? 'DEPROVISIONED',
    );
    if (active && app.users[memberId] === undefined) provisioning.assign(app, memberId, 'GROUP');
  }
  world.save();
  return ok(view(call, app, id));
}

function unassign(call: ApiCall) {
  const { world, provisioning } = call;
  const app = appOf(call);
  const id = assigned(call);
  delete app.groups[id];
  const stillIn = new Set(
    Object.keys(app.groups).flatMap((other) => world.state.groups[other]?.memberIds ?? []),
  );
  for (const appUser of Object.values(app.users)) {
    if (appUser.scope === 'GROUP' && !stillIn.has(appUser.id)) provisioning.unassign(app, appUser.id);
  }
  world.save();
  return noContent();
}

function assigned(call: ApiCall): string {
  const id = param(call, 'groupId');
  if (appOf(call).groups[id] === undefined) throw notFound(id, 'ApplicationGroupAssignment');
  return id;
}

function view({ world }: ApiCall, app: OktaApp, id: string) {
  const { okta } = world.origins;
  return {
    id,
    lastUpdated: app.groups[id]?.lastUpdated,
    priority: app.groups[id]?.priority,
    profile: {},
    _links: {
      app: { href: `${okta}/api/v1/apps/${app.id}` },
      self: { href: `${okta}/api/v1/apps/${app.id}/groups/${id}` },
      group: { href: `${okta}/api/v1/groups/${id}` },
    },
  };
}
