import type { ConsoleActions } from './actions';
import { logAppChange } from './app-log';
import { addScimAttributes, scimConflict } from '../world/app-template';
import type { OktaApp } from '../world/state';
import type { World } from '../world/world';

/** What the console changes of an app integration's provisioning: it sends nothing to Oktopost. */
export function createProvisioningSettings(
  world: World,
): Pick<
  ConsoleActions,
  'switchScimOn' | 'switchScimOff' | 'enableApi' | 'disableApi' | 'connectionSaved' | 'toAppSaved'
> {
  return {
    switchScimOn: (app) => {
      if (app.provisioning === 'SCIM') return null;
      const conflict = scimConflict(app);
      if (conflict !== null) return conflict;
      app.provisioning = 'SCIM';
      addScimAttributes(app, world.options.profile.defaultMapping);
      logChange(world, app);
      return null;
    },
    switchScimOff: (app) => {
      if (app.provisioning === 'NONE') return;
      resetProvisioning(app);
      logChange(world, app);
    },
    enableApi: (app, connection) => {
      app.provisioning = 'API';
      app.connection = connection;
      logChange(world, app);
    },
    disableApi: (app) => {
      if (app.provisioning === 'NONE') return;
      resetProvisioning(app);
      logChange(world, app);
    },
    connectionSaved: (app) => {
      logChange(world, app);
    },
    toAppSaved: (app) => {
      logChange(world, app);
    },
  };
}

/** Sets provisioning to None, which clears connection and boxes, as in the console. */
export function resetProvisioning(app: OktaApp): void {
  app.provisioning = 'NONE';
  app.connection = null;
  app.toApp = { create: false, update: false, deactivate: false };
}

/** Okta's log and the app itself say that it was changed. */
export function logChange(world: World, app: OktaApp): void {
  app.lastUpdated = world.now().toISOString();
  logAppChange(world, app, 'update');
  world.save();
}
