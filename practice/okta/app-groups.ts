import { own } from '../world/people';
import type { OktaApp, OktaGroup } from '../world/state';
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

/** Members not assigned yet become app users of scope GROUP. */
function assign(call: ApiCall) {
  const { world } = call;
  const app = appOf(call);
  const id = param(call, 'groupId');
  const group = own(world.state.groups, id);
  if (group === undefined) throw notFound(id, 'UserGroup');
  const { priority } = bodyOf(call);
  app.groups[id] = {
    priority: typeof priority === 'number' ? priority : Object.keys(app.groups).length,
    lastUpdated: world.now().toISOString(),
  };
  for (const memberId of group.memberIds) assignMember(call, app, memberId);
  world.save();
  return ok(view(call, app, id));
}

function unassign(call: ApiCall) {
  const app = appOf(call);
  const id = assigned(call);
  delete app.groups[id];
  unassignFormerMembers(call, app);
  call.world.save();
  return noContent();
}

/** A member of an assigned group is assigned too, unless they are inactive or assigned already. */
function assignMember({ world, provisioning }: ApiCall, app: OktaApp, userId: string): void {
  const status = world.state.users[userId]?.status ?? 'DEPROVISIONED';
  if (status === 'DEPROVISIONED' || status === 'SUSPENDED' || app.users[userId] !== undefined) return;
  provisioning.assign(app, userId, 'GROUP');
}

/** Adds a member, who becomes an app user of the apps that the group is assigned to. */
export function joinGroup(call: ApiCall, group: OktaGroup, userId: string): void {
  const { world } = call;
  if (group.memberIds.includes(userId)) return;
  group.memberIds.push(userId);
  group.lastMembershipUpdated = world.now().toISOString();
  for (const app of Object.values(world.state.apps)) {
    if (app.groups[group.id] !== undefined) assignMember(call, app, userId);
  }
  world.save();
}

/** Unassigns users of scope GROUP who are in none of the assigned groups any more. */
export function unassignFormerMembers({ world, provisioning }: ApiCall, app: OktaApp): void {
  const members = new Set(Object.keys(app.groups).flatMap((id) => world.state.groups[id]?.memberIds ?? []));
  for (const appUser of Object.values(app.users)) {
    if (appUser.scope === 'GROUP' && !members.has(appUser.id)) provisioning.unassign(app, appUser.id);
  }
}

function assigned(call: ApiCall): string {
  const id = param(call, 'groupId');
  if (own(appOf(call).groups, id) === undefined) throw notFound(id, 'ApplicationGroupAssignment');
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
