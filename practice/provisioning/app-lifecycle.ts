import type { OktaApp } from '../world/state';
import type { World } from '../world/world';
import { logAppChange } from './app-log';

/** Activates or deactivates an app integration, by API or in the console. */
export function setAppStatus(world: World, app: OktaApp, status: OktaApp['status']): void {
  app.status = status;
  app.lastUpdated = world.now().toISOString();
  logAppChange(world, app, status === 'ACTIVE' ? 'activate' : 'deactivate');
  world.save();
}

/** Deletes a deactivated app integration; false, without an effect, for an active one. Nothing is sent to the SCIM server. */
export function deleteApp(world: World, app: OktaApp): boolean {
  if (app.status === 'ACTIVE') return false;
  delete world.state.apps[app.id];
  logAppChange(world, app, 'delete');
  world.save();
  return true;
}
