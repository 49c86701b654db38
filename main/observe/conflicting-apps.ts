import { audience, oktaFeatures } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import { isCustomApp } from '../okta/app-name';
import type { App, Okta } from '../okta/types';
import { readApiIntegration } from './api-integration';

interface SearchScope {
  target: Target;
  subdomain: string;
  /** The app integration of this set-up; null when there is none yet. */
  except: string | null;
}

/**
 * Active app integrations that provision the other kind of user into Oktopost: an account takes platform users or advocates, not
 * both (help pages). Which SCIM address a custom one has cannot be read, so it only may be of the other kind.
 */
export async function conflictingProvisioningApps(
  okta: Okta,
  { target, subdomain, except }: SearchScope,
): Promise<App[]> {
  const custom = target.app === 'catalogue';
  const found = await okta.findApps(
    (app) =>
      app.id !== except &&
      app.status === 'ACTIVE' &&
      isCustomApp(app, subdomain) === custom &&
      isOktoposts(app),
  );
  const provisioning = await Promise.all(
    found.map(async (app) =>
      custom ? app.features.includes(oktaFeatures.scim) : (await readApiIntegration(okta, app)).on === true,
    ),
  );
  return found.filter((_, index) => provisioning[index] === true);
}

const isOktoposts = ({ signOn, label, name }: App): boolean =>
  signOn?.audience === audience || /oktopost/i.test(label) || /oktopost/i.test(name);

export async function conflictWarnings(okta: Okta, scope: SearchScope): Promise<string[]> {
  const apps = await conflictingProvisioningApps(okta, scope);
  return apps.map(({ label }) => conflictWarning(label, scope.target));
}

export const conflictWarning = (label: string, { app }: Target): string =>
  `“${label}” is active and provisions into Oktopost too. ${
    app === 'catalogue'
      ? 'It is a custom app integration, as the advocacy board needs it.'
      : 'It is the pre-built app integration, for users of the platform.'
  } An Oktopost account provisions platform users or advocates, not both: ask Oktopost which one yours is, and switch provisioning off in the other.`;
