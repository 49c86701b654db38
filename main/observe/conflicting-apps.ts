import { audience, oktaFeatures } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import { isCustomApp } from '../okta/app-name';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { showsProvisioning } from './api-integration';

export interface SearchScope {
  target: Target;
  subdomain: string;
  /** The app integration of this set-up; null when there is none yet. */
  except: string | null;
}

/**
 * Whether this may be an app integration that provisions the other kind of user into Oktopost, as far as the list of apps
 * shows. A caller that lists the apps anyway keeps these and hands them to `conflictWarningsAmong`.
 */
export function mayConflict(app: App, { target, subdomain, except }: SearchScope): boolean {
  return (
    app.id !== except && isCustomApp(app, subdomain) === (target.app === 'catalogue') && mayBeOktoposts(app)
  );
}

/** An active app integration of Oktopost, of whatever kind, as far as the list of apps shows. */
export const mayBeOktoposts = (app: App): boolean => app.status === 'ACTIVE' && isOktoposts(app);

const isOktoposts = ({ signOn, label, name }: App): boolean =>
  signOn?.audience === audience || /oktopost/i.test(label) || /oktopost/i.test(name);

/**
 * Active app integrations, of `apps`, that provision the other kind of user into Oktopost: an account takes platform users or
 * advocates, not both (help pages). The SCIM address of a custom app cannot be read, so such an app is only possibly of the
 * other kind.
 */
async function conflictingProvisioningApps(
  okta: Okta,
  apps: readonly App[],
  scope: SearchScope,
): Promise<App[]> {
  const custom = scope.target.app === 'catalogue';
  const possible = apps.filter((app) => mayConflict(app, scope));
  const provisions = await Promise.all(
    possible.map(async (app) =>
      custom ? app.features.includes(oktaFeatures.scim) : isProvisioning(okta, app),
    ),
  );
  return possible.filter((_, index) => provisions[index] === true);
}

/** Of a pre-built app. The connection is asked only where the feature tells nothing: Okta's "not enabled" ends the question. */
async function isProvisioning(okta: Okta, app: App): Promise<boolean> {
  if (showsProvisioning(app.features)) return true;
  return (await okta.provisioningOn(app.id)) ?? (await okta.connectionStatus(app.id)) === 'ENABLED';
}

/** One sentence for each of `apps` that conflicts with this set-up. */
export async function conflictWarningsAmong(
  okta: Okta,
  apps: readonly App[],
  scope: SearchScope,
): Promise<string[]> {
  const found = await conflictingProvisioningApps(okta, apps, scope);
  return found.map(({ label }) => conflictWarning(label, scope.target));
}

/** Lists the app integrations of the org for `conflictWarningsAmong`. */
export async function conflictWarnings(okta: Okta, scope: SearchScope): Promise<string[]> {
  const apps = await okta.findApps((app) => mayConflict(app, scope));
  return conflictWarningsAmong(okta, apps, scope);
}

export const conflictWarning = (label: string, { app }: Target): string =>
  `“${label}” is active and provisions into Oktopost too. ${
    app === 'catalogue'
      ? 'It is a custom app integration, as the advocacy board needs it.'
      : 'It is the pre-built app integration, for users of the platform.'
  } An Oktopost account provisions platform users or advocates, not both: ask Oktopost which one yours is, and switch provisioning off in the other.`;
