import { randomBytes } from 'node:crypto';
import { addUser, usersOf } from '../world/directory';
import { own, record } from '../world/people';
import { defaultUserType, userTypesOf } from '../world/user-types';
import type { OktaGroup, OktaUser } from '../world/state';
import { deleteUser, profileProblem, setUserStatus } from '../world/user-lifecycle';
import { joinGroup } from './app-groups';
import { bodyOf, noContent, ok, page, userOf } from './call';
import type { ApiCall, Route } from './call';
import { OktaError, forbidden, invalid, masteredElsewhere, notFound } from './errors';
import { parseExpression } from './expression';
import { groupView, isFromDirectory, userView } from './views';

export const userRoutes: readonly Route[] = [
  ['GET', '/api/v1/users', list],
  ['POST', '/api/v1/users', create],
  ['GET', '/api/v1/users/:userId', (call) => ok(userView(call, userOf(call)))],
  ['POST', '/api/v1/users/:userId', (call) => change(call, false)],
  ['PUT', '/api/v1/users/:userId', (call) => change(call, true)],
  ['DELETE', '/api/v1/users/:userId', remove],
  ['GET', '/api/v1/users/:userId/groups', groupsOf],
  ['POST', '/api/v1/users/:userId/lifecycle/activate', activate],
  ['POST', '/api/v1/users/:userId/lifecycle/deactivate', deactivate],
  ['POST', '/api/v1/users/:userId/lifecycle/suspend', (call) => lifecycle(call, ['ACTIVE'], 'SUSPENDED')],
  ['POST', '/api/v1/users/:userId/lifecycle/unsuspend', (call) => lifecycle(call, ['SUSPENDED'], 'ACTIVE')],
];

/** Without a query Okta omits deprovisioned users. */
function list(call: ApiCall) {
  const { query } = call.request;
  const q = query.get('q')?.toLowerCase() ?? '';
  const expression = query.get('search') ?? query.get('filter');
  const matches =
    expression === null ? ({ status }: OktaUser) => status !== 'DEPROVISIONED' : parseExpression(expression);
  const found = usersOf(call.world.state).filter(
    (user) =>
      matches(user) &&
      (q === '' ||
        ['firstName', 'lastName', 'email', 'login'].some(
          (name) => user.profile[name]?.toLowerCase().startsWith(q) ?? false,
        )),
  );
  return page(
    call,
    found,
    ({ id }) => id,
    (user) => userView(call, user),
    { usual: q === '' ? 200 : 10, most: 200 },
  );
}

function create(call: ApiCall) {
  const { world, request } = call;
  const sent = bodyOf(call);
  const profile = readProfile(sent['profile'], {});
  requireProfile(call, profile, {});
  const groups = groupsNamed(call, sent['groupIds']);
  const now = world.now().toISOString();
  const active = request.query.get('activate') !== 'false';
  const user: OktaUser = {
    id: world.newId('00u'),
    status: active ? (hasPassword(sent) ? 'ACTIVE' : 'PROVISIONED') : 'STAGED',
    created: now,
    activated: active ? now : null,
    statusChanged: active ? now : null,
    lastLogin: null,
    lastUpdated: now,
    passwordChanged: hasPassword(sent) ? now : null,
    profile,
    ...typeOf(call, sent['type']),
    madeInOkta: true,
  };
  addUser(world.state, user);
  if (user.status === 'PROVISIONED') sendActivation(call, user);
  for (const group of Object.values(world.state.groups)) {
    if (group.type === 'BUILT_IN') group.memberIds.push(user.id);
  }
  for (const group of groups) joinGroup(call, group, user.id);
  world.save();
  return ok(userView(call, user));
}

function typeOf({ world }: ApiCall, sent: unknown): Pick<OktaUser, 'typeId'> {
  const { id } = record(sent);
  if (id === undefined || id === defaultUserType.id) return {};
  const known = userTypesOf(world.state).find((type) => type.id === id);
  if (known === undefined) throw invalid('type', 'type: The user type does not exist');
  return { typeId: known.id };
}

/** A user with a password needs no separate activation. */
function hasPassword(sent: Record<string, unknown>): boolean {
  const { value, hash, hook } = record(record(sent['credentials'])['password']);
  return [value, hash, hook].some((given) => given !== undefined && given !== null && given !== '');
}

function groupsNamed({ world }: ApiCall, ids: unknown): OktaGroup[] {
  if (ids === undefined || ids === null) return [];
  if (!Array.isArray(ids)) throw invalid('groupIds', 'groupIds: must be a list');
  return ids.map((id: unknown) => {
    const group = own(world.state.groups, String(id));
    if (group === undefined) throw notFound(String(id), 'UserGroup');
    return group;
  });
}

/** A PUT replaces the whole profile, unless it has credentials only. */
function change(call: ApiCall, whole: boolean) {
  const { world, provisioning } = call;
  const user = userOf(call);
  if (isFromDirectory(world, user)) throw masteredElsewhere();
  const sent = bodyOf(call);
  if (user.status === 'DEPROVISIONED') return ok(userView(call, user));
  const keeps = !whole || (sent['profile'] === undefined && sent['credentials'] !== undefined);
  const profile = readProfile(sent['profile'], keeps ? user.profile : {});
  requireProfile(call, profile, user.profile);
  user.profile = profile;
  user.lastUpdated = world.now().toISOString();
  provisioning.userChanged(user);
  world.save();
  return ok(userView(call, user));
}

function lifecycle(call: ApiCall, from: readonly OktaUser['status'][], to: OktaUser['status']) {
  const user = userOf(call);
  if (to === 'SUSPENDED') refuseSelf(call, user);
  if (!from.includes(user.status)) {
    throw new OktaError(
      403,
      'E0000016',
      `This operation is not allowed in the user's current status ${user.status}.`,
    );
  }
  setUserStatus(call.world, user, to);
  return ok({});
}

/** Without a password the user gets an email, unless `sendEmail=false`: then the answer has the link. */
function activate(call: ApiCall) {
  const { world, request } = call;
  const user = userOf(call);
  const sendsEmail = request.query.get('sendEmail') !== 'false';
  const answer = lifecycle(
    call,
    ['STAGED', 'DEPROVISIONED'],
    user.passwordChanged === null ? 'PROVISIONED' : 'ACTIVE',
  );
  user.activated ??= world.now().toISOString();
  if (user.status !== 'PROVISIONED') return answer;
  if (sendsEmail) {
    sendActivation(call, user);
    return answer;
  }
  const activationToken = randomBytes(15).toString('base64url');
  return ok({ activationUrl: `${world.origins.okta}/welcome/${activationToken}`, activationToken });
}

function sendActivation({ world }: ApiCall, { profile }: OktaUser): void {
  const email = { to: profile['email'] ?? '', kind: 'activation', at: world.now().toISOString() } as const;
  world.state.emails = [...(world.state.emails ?? []), email];
}

function deactivate(call: ApiCall) {
  const user = userOf(call);
  refuseSelf(call, user);
  setUserStatus(call.world, user, 'DEPROVISIONED');
  call.provisioning.userDeactivated(user);
  return ok({});
}

/** The token's owner cannot deactivate themselves. */
function refuseSelf({ principal }: ApiCall, user: OktaUser): void {
  if (user.id === principal.userId) throw forbidden();
}

/** The first DELETE deactivates, the second deletes. */
function remove(call: ApiCall) {
  const { world } = call;
  const user = userOf(call);
  if (user.status !== 'DEPROVISIONED') {
    deactivate(call);
    return noContent();
  }
  deleteUser(world, user);
  return noContent();
}

function groupsOf(call: ApiCall) {
  const user = userOf(call);
  const groups = Object.values(call.world.state.groups).filter(({ memberIds }) =>
    memberIds.includes(user.id),
  );
  return ok(groups.map((group) => groupView(call, group)));
}

function readProfile(sent: unknown, before: OktaUser['profile']): OktaUser['profile'] {
  const profile: OktaUser['profile'] = { ...before };
  for (const [name, value] of Object.entries(record(sent))) {
    if (value !== null && typeof value !== 'string') throw invalid(name, `${name}: must be a text`);
    profile[name] = value;
  }
  return profile;
}

function requireProfile({ world }: ApiCall, profile: OktaUser['profile'], before: OktaUser['profile']): void {
  const problem = profileProblem(world, profile, before);
  if (problem !== null) throw invalid(problem.field, `${problem.field}: ${problem.text}`);
}
