import { own, record } from '../world/people';
import type { OktaGroup } from '../world/state';
import { joinGroup, unassignFormerMembers } from './app-groups';
import { bodyOf, noContent, ok, page, param, userOf } from './call';
import type { ApiCall, Route } from './call';
import { OktaError, invalid, notFound } from './errors';
import { parseExpression } from './expression';
import { groupView, userView } from './views';

export const groupRoutes: readonly Route[] = [
  ['GET', '/api/v1/groups', list],
  ['POST', '/api/v1/groups', create],
  ['GET', '/api/v1/groups/:groupId', (call) => ok(groupView(call, groupOf(call)))],
  ['PUT', '/api/v1/groups/:groupId', replace],
  ['DELETE', '/api/v1/groups/:groupId', remove],
  ['GET', '/api/v1/groups/:groupId/users', members],
  ['PUT', '/api/v1/groups/:groupId/users/:userId', addMember],
  ['DELETE', '/api/v1/groups/:groupId/users/:userId', removeMember],
];

const filterable = ['id', 'type', 'lastUpdated', 'lastMembershipUpdated'];
const searchable = [...filterable, 'created', 'profile.name', 'profile.description'];

function list(call: ApiCall) {
  const { query } = call.request;
  const q = query.get('q')?.toLowerCase() ?? '';
  const search = query.get('search');
  const filter = query.get('filter');
  const found = search === null ? () => true : parseExpression(search, searchable);
  const passes = filter === null ? () => true : parseExpression(filter, filterable);
  const groups = Object.values(call.world.state.groups).filter(
    (group) => group.profile.name.toLowerCase().startsWith(q) && found(group) && passes(group),
  );
  return page(
    call,
    groups,
    ({ id }) => id,
    (group) => groupView(call, group),
    { usual: 200, most: 10_000 },
  );
}

function create(call: ApiCall) {
  const { world } = call;
  const now = world.now().toISOString();
  const group: OktaGroup = {
    id: world.newId('00g'),
    created: now,
    lastUpdated: now,
    lastMembershipUpdated: now,
    type: 'OKTA_GROUP',
    profile: readProfile(call, null),
    memberIds: [],
  };
  world.state.groups[group.id] = group;
  world.save();
  return ok(groupView(call, group));
}

function replace(call: ApiCall) {
  const group = ownGroupOf(call);
  group.profile = readProfile(call, group.id);
  group.lastUpdated = call.world.now().toISOString();
  call.world.save();
  return ok(groupView(call, group));
}

function remove(call: ApiCall) {
  const { world } = call;
  const group = ownGroupOf(call);
  delete world.state.groups[group.id];
  for (const app of Object.values(world.state.apps)) {
    if (app.groups[group.id] === undefined) continue;
    delete app.groups[group.id];
    unassignFormerMembers(call, app);
  }
  world.save();
  return noContent();
}

function members(call: ApiCall) {
  const { users } = call.world.state;
  const found = groupOf(call).memberIds.flatMap((id) => users[id] ?? []);
  return page(
    call,
    found,
    ({ id }) => id,
    (user) => userView(call, user),
    { usual: 1000, most: 1000 },
  );
}

function addMember(call: ApiCall) {
  const group = ownGroupOf(call);
  joinGroup(call, group, userOf(call).id);
  return noContent();
}

function removeMember(call: ApiCall) {
  const { world } = call;
  const group = ownGroupOf(call);
  const user = userOf(call);
  group.memberIds = group.memberIds.filter((id) => id !== user.id);
  group.lastMembershipUpdated = world.now().toISOString();
  for (const app of Object.values(world.state.apps)) {
    if (app.groups[group.id] !== undefined) unassignFormerMembers(call, app);
  }
  world.save();
  return noContent();
}

function groupOf(call: ApiCall): OktaGroup {
  const id = param(call, 'groupId');
  const group = own(call.world.state.groups, id);
  if (group === undefined) throw notFound(id, 'UserGroup');
  return group;
}

function ownGroupOf(call: ApiCall): OktaGroup {
  const group = groupOf(call);
  if (group.type === 'BUILT_IN') {
    throw new OktaError(403, 'E0000009', 'The built-in group cannot be changed.');
  }
  return group;
}

function readProfile(call: ApiCall, ownId: string | null): OktaGroup['profile'] {
  const { name, description } = record(bodyOf(call)['profile']);
  if (typeof name !== 'string' || name === '') throw invalid('name', 'name: The field cannot be left blank');
  const groups = Object.values(call.world.state.groups);
  if (groups.some(({ id, profile }) => id !== ownId && profile.name === name)) {
    throw invalid('name', 'name: An object with this field already exists in the current organization');
  }
  return { name, description: typeof description === 'string' ? description : '' };
}
