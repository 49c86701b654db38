import { isCatalogueApp } from '../world/catalogue-app';
import { isObject, record } from '../world/people';
import { logAppChange } from '../provisioning/app-log';
import type { OktaApp } from '../world/state';
import { appOf, bodyOf, noContent, ok, param } from './call';
import type { ApiCall, Route } from './call';
import { invalid, malformedBody, notFound } from './errors';

/** Features and connections: they reveal almost nothing for a custom app. Source: Okta facts, section 1. */
export const featureRoutes: readonly Route[] = [
  ['GET', '/api/v1/apps/:appId/features', (call) => ok([featureView(call, featuresReadable(call))])],
  ['GET', '/api/v1/apps/:appId/features/:featureName', (call) => ok(featureView(call, appOfFeature(call)))],
  ['PUT', '/api/v1/apps/:appId/features/:featureName', update],
  ['GET', '/api/v1/apps/:appId/connections/default', connection],
  ['POST', '/api/v1/apps/:appId/connections/default', connection],
  ['POST', '/api/v1/apps/:appId/connections/default/lifecycle/activate', unchanged],
  ['POST', '/api/v1/apps/:appId/connections/default/lifecycle/deactivate', unchanged],
];

function featuresReadable(call: ApiCall): OktaApp {
  const app = appOf(call);
  const off = app.provisioning === 'NONE';
  if (off && isCatalogueApp(app)) {
    throw invalid('feature', 'Provisioning is not enabled for the app instance.');
  }
  // Recorded of apps without provisioning; a custom app with SCIM likely counts among them.
  if (off || call.world.options.profile.featuresPut === 'refused') {
    throw invalid('feature', 'Provisioning is not supported.');
  }
  return app;
}

function appOfFeature(call: ApiCall): OktaApp {
  const name = param(call, 'featureName');
  if (name !== 'USER_PROVISIONING' && name !== 'INBOUND_PROVISIONING')
    throw notFound(name, 'PublicAppFeatureSetName');
  return featuresReadable(call);
}

/** Partial body without wrapper: `{create: {lifecycleCreate: {status}}, update: {profile, lifecycleDeactivate}}`. */
function update(call: ApiCall) {
  const { world } = call;
  const app = appOfFeature(call);
  if (call.request.body.trim() === '') throw malformedBody();
  const sent = bodyOf(call);
  const statusOf = (...path: string[]): boolean | null => {
    let value: unknown = sent;
    for (const key of path) value = isObject(value) ? value[key] : undefined;
    const { status } = record(value);
    if (status === undefined) return null;
    if (status !== 'ENABLED' && status !== 'DISABLED')
      throw invalid('status', `status: ${path.join('.')} must be ENABLED or DISABLED`);
    return status === 'ENABLED';
  };
  app.toApp = {
    create: statusOf('create', 'lifecycleCreate') ?? app.toApp.create,
    update: statusOf('update', 'profile') ?? app.toApp.update,
    deactivate: statusOf('update', 'lifecycleDeactivate') ?? app.toApp.deactivate,
  };
  logAppChange(world, app, 'update');
  world.save();
  return ok(featureView(call, app));
}

function featureView({ world }: ApiCall, app: OktaApp) {
  const status = (on: boolean) => ({ status: on ? 'ENABLED' : 'DISABLED' });
  const { create, update: profile, deactivate } = app.toApp;
  return {
    name: 'USER_PROVISIONING',
    status: create || profile || deactivate ? 'ENABLED' : 'DISABLED',
    description: 'User provisioning settings from Okta to a downstream application',
    capabilities: {
      create: { lifecycleCreate: status(create) },
      update: {
        profile: status(profile),
        lifecycleDeactivate: status(deactivate),
        password: { status: 'DISABLED', seed: 'RANDOM', change: 'KEEP_EXISTING' },
      },
    },
    _links: {
      self: {
        href: `${world.origins.okta}/api/v1/apps/${app.id}/features/USER_PROVISIONING`,
        hints: { allow: ['GET', 'PUT'] },
      },
    },
  };
}

/** Supported for a few catalogue apps; all others respond 200 with UNKNOWN and change nothing. */
function connection(call: ApiCall) {
  const app = appOf(call);
  if (call.request.method === 'POST') bodyOf(call);
  const enabled =
    app.provisioning !== 'NONE' &&
    app.connection !== null &&
    call.world.options.profile.connectionAfterScim === 'enabled';
  if (!enabled) {
    const named = call.world.options.profile.unknownConnection === 'with-scheme';
    return ok({
      ...(named ? { authScheme: 'UNKNOWN' } : {}),
      status: 'UNKNOWN',
      profile: { authScheme: 'UNKNOWN' },
    });
  }
  const authScheme = isCatalogueApp(app) ? 'OAUTH2' : 'TOKEN';
  return ok({
    ...(authScheme === 'TOKEN' ? { authScheme } : {}),
    status: 'ENABLED',
    profile: { authScheme },
  });
}

function unchanged(call: ApiCall) {
  appOf(call);
  return noContent();
}
