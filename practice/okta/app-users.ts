import { mappingRowsFor, own, record } from '../world/people';
import type { AppUser, OktaApp, OktaUser } from '../world/state';
import { appOf, bodyOf, noContent, ok, page, param } from './call';
import type { ApiCall, Route } from './call';
import { OktaError, invalid, notFound } from './errors';
import { userView } from './views';

export const appUserRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps/:appId/users', list],
  ['POST', '/api/v1/apps/:appId/users', assign],
  ['GET', '/api/v1/apps/:appId/users/:userId', (call) => ok(appUserView(call, appOf(call), appUserOf(call)))],
  ['POST', '/api/v1/apps/:appId/users/:userId', update],
  ['DELETE', '/api/v1/apps/:appId/users/:userId', unassign],
];

const inactive = ['DEPROVISIONED', 'SUSPENDED'];

function list(call: ApiCall) {
  const app = appOf(call);
  const q = call.request.query.get('q')?.toLowerCase() ?? '';
  const { users } = call.world.state;
  const found = Object.values(app.users).filter((appUser) => {
    const profile: Record<string, string | null> = users[appUser.id]?.profile ?? {};
    return [appUser.userName, profile['firstName'], profile['lastName'], profile['email']].some(
      (value) => value?.toLowerCase().startsWith(q) ?? false,
    );
  });
  return page(
    call,
    found,
    ({ id }) => id,
    (appUser) => appUserView(call, app, appUser),
    {
      usual: 50,
      most: 500,
      lostInNext: call.world.options.profile.nextLink === 'loses-expand' ? ['expand'] : [],
    },
  );
}

function assign(call: ApiCall) {
  const { world, provisioning } = call;
  const app = appOf(call);
  const sent = bodyOf(call);
  const { id, scope = 'USER', profile } = sent;
  if (typeof id !== 'string') throw invalid('id', 'id: The field cannot be left blank');
  if (scope !== 'USER' && scope !== 'GROUP') throw invalid('scope', 'scope: must be USER or GROUP');
  const user = own(world.state.users, id);
  if (user === undefined) throw notFound(id, 'User');
  refuseMapped(app, user, profile);
  if (inactive.includes(user.status)) {
    throw new OktaError(403, 'E0000117', 'The user is not active, so no app can be assigned.');
  }
  if (app.status !== 'ACTIVE') {
    throw new OktaError(403, 'E0000053', 'The app is not active, so no user can be assigned.');
  }
  if (own(app.users, id) !== undefined) {
    throw new OktaError(409, 'E0000062', 'The given user is already assigned to the app.');
  }
  const change = readChange(app, sent);
  const appUser = provisioning.assign(app, id);
  apply(appUser, change);
  return ok(appUserView(call, app, appUser));
}

function update(call: ApiCall) {
  const app = appOf(call);
  const appUser = appUserOf(call);
  const sent = bodyOf(call);
  refuseMapped(app, own(call.world.state.users, appUser.id), sent['profile']);
  apply(appUser, readChange(app, sent));
  call.provisioning.appUserChanged(app, appUser);
  return ok(appUserView(call, app, appUser));
}

function unassign(call: ApiCall) {
  const app = appOf(call);
  const appUser = appUserOf(call);
  if (appUser.scope === 'GROUP') {
    throw new OktaError(403, 'E0000075', 'The user is assigned through a group and is removed through it.');
  }
  call.provisioning.unassign(app, appUser.id);
  return noContent();
}

interface Change {
  profile: Record<string, string>;
  /** Null: not sent. */
  userName: string | null;
}

/** What is sent of an app user. The length of a user name: Okta's published description, `AppUserCredentials`. */
function readChange(app: OktaApp, sent: Record<string, unknown>): Change {
  const known = { ...app.schema.base, ...app.schema.custom };
  const profile: Record<string, string> = {};
  for (const [name, value] of Object.entries(record(sent['profile']))) {
    if (own(known, name) === undefined) {
      throw invalid(name, `${name}: is no property of the app user profile`);
    }
    if (typeof value !== 'string') throw invalid(name, `${name}: must be a text`);
    profile[name] = value;
  }
  const { userName = null } = record(sent['credentials']);
  if (userName !== null && (typeof userName !== 'string' || userName === '' || userName.length > 100)) {
    throw invalid('userName', 'userName: must be a text of 1 to 100 characters');
  }
  return { profile, userName };
}

function apply(appUser: AppUser, { profile, userName }: Change): void {
  Object.assign(appUser.profile, profile);
  if (userName !== null) appUser.userName = userName;
}

/** Mapped attributes cannot be set directly. */
function refuseMapped(app: OktaApp, user: OktaUser | undefined, profile: unknown): void {
  const rows = user === undefined ? {} : mappingRowsFor(app, user);
  const mapped = Object.keys(record(profile)).find((name) => Object.hasOwn(rows, name));
  if (mapped === undefined) return;
  throw new OktaError(
    403,
    'E0000075',
    `Cannot modify the ${mapped} attribute because it has a field mapping and profile push is enabled.`,
  );
}

function appUserOf(call: ApiCall): AppUser {
  const id = param(call, 'userId');
  const appUser = own(appOf(call).users, id);
  if (appUser === undefined) throw notFound(id, 'AppUser');
  return appUser;
}

function appUserView({ world, request }: ApiCall, app: OktaApp, appUser: AppUser) {
  const { okta } = world.origins;
  const user = own(world.state.users, appUser.id);
  // Seen in lists: of people who were assigned long ago.
  const odd = world.options.profile.oddRows === 'some' && appUser.assignedBeforeProvisioning;
  const expanded = user !== undefined && request.query.get('expand') === 'user';
  return {
    id: appUser.id,
    externalId: appUser.externalId,
    created: appUser.created,
    lastUpdated: appUser.lastUpdated,
    scope: odd ? null : appUser.scope,
    status: appUser.status,
    statusChanged: appUser.statusChanged,
    passwordChanged: null,
    syncState: appUser.syncState,
    ...(appUser.lastSync === null ? {} : { lastSync: appUser.lastSync }),
    credentials: { userName: appUser.userName },
    profile: appUser.profile,
    ...(expanded ? { _embedded: { user: userView({ world }, user) } } : {}),
    _links: {
      app: { href: `${okta}/api/v1/apps/${app.id}` },
      user: { href: `${okta}/api/v1/users/${appUser.id}` },
    },
  };
}
