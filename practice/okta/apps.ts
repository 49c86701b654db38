import { newApp, newAppIds, wizardAppName } from '../world/app-template';
import { deleteApp, setAppStatus } from '../provisioning/app-lifecycle';
import { logAppChange } from '../provisioning/app-log';
import { resetProvisioning } from '../provisioning/settings';
import { record } from '../world/people';
import { signingKeysOf } from '../world/signing-keys';
import { isLabelTaken } from '../world/labels';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { oddApps } from './odd-apps';
import { appView, customDefaults, defaultsFor, readAppBody } from './app-body';
import { appOf, bodyOf, noContent, ok, page } from './call';
import type { ApiCall, Route } from './call';
import { OktaError, invalid } from './errors';
import { parseExpression } from './expression';

export const appRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps', list],
  ['POST', '/api/v1/apps', create],
  ['GET', '/api/v1/apps/:appId', (call) => ok(appView(call.world, appOf(call)))],
  ['PUT', '/api/v1/apps/:appId', replace],
  ['DELETE', '/api/v1/apps/:appId', remove],
  ['POST', '/api/v1/apps/:appId/lifecycle/activate', (call) => setStatus(call, 'ACTIVE')],
  ['POST', '/api/v1/apps/:appId/lifecycle/deactivate', (call) => setStatus(call, 'INACTIVE')],
];

/** The only properties apps can be filtered by. Source: Okta's API description; `user.id` and `group.id` from its guides. */
const filterable = [
  'id',
  'name',
  'status',
  'user.id',
  'group.id',
  'credentials.signing.kid',
  'settings.slo.enabled',
];

function list(call: ApiCall) {
  const { world, request } = call;
  const q = request.query.get('q')?.toLowerCase() ?? '';
  const filter = request.query.get('filter');
  const matches = filter === null ? () => true : parseExpression(filter, filterable);
  const apps = Object.values(world.state.apps).filter((app) => {
    const begins = app.label.toLowerCase().startsWith(q) || app.name.toLowerCase().startsWith(q);
    const filterValues = {
      id: app.id,
      name: app.name,
      status: app.status,
      user: Object.keys(app.users).map((id) => ({ id })),
      group: Object.keys(app.groups).map((id) => ({ id })),
      credentials: { signing: { kid: app.kid } },
      settings: { slo: { enabled: record(record(app.body.settings['signOn'])['slo'])['enabled'] === true } },
    };
    return begins && matches(filterValues);
  });
  const odd = world.options.profile.oddRows === 'some' && q === '' && filter === null ? oddApps(world) : [];
  const views = [...apps.map((app) => ({ id: app.id, view: appView(world, app) })), ...odd];
  return page(
    call,
    views,
    ({ id }) => id,
    ({ view }) => view,
    { usual: 20, most: 200 },
  );
}

function create(call: ApiCall) {
  const { world, request } = call;
  const { state } = world;
  const at = world.now().toISOString();
  const ids = newAppIds(world.newId, at);
  const { label, body } = readAppBody(world, bodyOf(call), ids.kid, customDefaults());
  refuseTaken(world, label, null);
  const app: OktaApp = {
    ...newApp({ ...ids, name: wizardAppName(state, label), label, acsUrl: '', audience: '' }),
    status: request.query.get('activate') === 'false' ? 'INACTIVE' : 'ACTIVE',
    body,
  };
  if (world.options.profile.customAttribute === 'conflicts') {
    app.schema.custom = { department: { title: 'Department', type: 'string', required: false } };
  }
  state.apps[app.id] = app;
  logAppChange(world, app, 'create');
  world.save();
  return ok(appView(world, app));
}

async function replace(call: ApiCall) {
  const { world } = call;
  const app = appOf(call);
  const sent = bodyOf(call);
  const kid = signingKeyIn(sent) ?? app.kid;
  const { label, body } = readAppBody(world, sent, kid, defaultsFor(app));
  if (kid !== app.kid && !(await signingKeysOf(world, app)).some((key) => key.kid === kid)) {
    throw invalid('credentials.signing.kid', 'kid: the app has no key of this id');
  }
  refuseTaken(world, label, app);
  app.kid = kid;
  app.label = label;
  app.body = body;
  app.lastUpdated = world.now().toISOString();
  if (world.options.profile.laterPut === 'resets') resetProvisioning(app);
  logAppChange(world, app, 'update');
  world.save();
  return ok(appView(world, app));
}

/** The label of another app, where the profile says that Okta minds. `app` is the one that is changed, null for a new one. */
function refuseTaken(world: World, label: string, app: OktaApp | null): void {
  if (isLabelTaken(world, label, app)) {
    throw invalid('label', 'label: An app with this label already exists');
  }
}

/** The key that is to sign, by its id; without one it stays. Source: Okta's API description, "generateApplicationKey". */
function signingKeyIn(sent: Record<string, unknown>): string | null {
  const kid = record(record(sent['credentials'])['signing'])['kid'];
  return typeof kid === 'string' ? kid : null;
}

function remove(call: ApiCall) {
  const { world } = call;
  const app = appOf(call);
  if (!deleteApp(world, app)) {
    throw new OktaError(403, 'E0000056', 'Delete application forbidden.', [
      'The application must be deactivated before it is deleted.',
    ]);
  }
  return noContent();
}

function setStatus(call: ApiCall, status: OktaApp['status']) {
  setAppStatus(call.world, appOf(call), status);
  return ok({});
}
