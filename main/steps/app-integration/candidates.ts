import { assertNever } from '../../../shared/errors';
import { audience, regionIds, regions } from '../../../shared/oktopost';
import type { Region, Target } from '../../../shared/oktopost';
import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import { isCustomApp } from '../../okta/app-name';
import { showsProvisioning } from '../../observe/api-integration';
import { countAssignments } from '../../observe/assignment-count';
import type { Purpose } from '../../plans/step';
import { changedSettings, leftByHand } from './settings';
import type { AppSetting } from './settings';
import type { AppChoice } from '../../../shared/snapshot';
import { sameLabel } from '../../../shared/plan';
import type { Candidate } from '../../../shared/plan';

/** An existing app integration that may be the one for this set-up, and why. */
export interface Match {
  app: App;
  fit: Candidate['fit'];
  assigned: Candidate['assigned'];
}

const acsUrls = Object.values(regions).map(({ acsUrl }) => acsUrl);

const idOf = ({ id }: AppSetting): AppSetting['id'] => id;

/** The region of Oktopost to which single sign-on of an app integration leads, where that is not this one; else null. */
export const otherRegionOf = ({ signOn }: App, { acsUrl }: Target): Region | null =>
  regionIds.find((id) => regions[id].acsUrl === signOn?.ssoAcsUrl && regions[id].acsUrl !== acsUrl) ?? null;

/** Why an existing app integration may be the one, and what speaks against it. */
function whyOf(app: App, fit: Candidate['fit'], target: Target): string {
  switch (fit) {
    case 'same':
      return 'Single sign-on URL and audience are those of this set-up.';
    case 'other-region':
      return `Its audience is Oktopost’s. ${regionWords(app, target)}`;
    case 'partly':
      return app.signOn?.audience === audience
        ? `Its audience is Oktopost’s, its single sign-on URL is not: “${app.signOn.ssoAcsUrl ?? ''}”.`
        : `${regionWords(app, target)} Its audience is not Oktopost’s: “${app.signOn?.audience ?? ''}”.`;
    case 'pre-built':
      return 'Oktopost’s pre-built app integration, from Okta’s app catalog.';
    case 'same-name':
      return 'It has the same name. Neither its audience nor its single sign-on URL is Oktopost’s.';
    case 'other-kind':
      return 'It has the same name, but is another kind of app: this set-up cannot use it.';
    default:
      return assertNever(fit);
  }
}

function regionWords(app: App, target: Target): string {
  const other = otherRegionOf(app, target);
  return other === null
    ? 'Its single sign-on URL is that of this set-up.'
    : `Its single sign-on URL is Oktopost’s in another region, ${regions[other].name}; this set-up is for the region ${regions[target.region].name}.`;
}

/** How well it fits; null when neither its audience nor its ACS URL is Oktopost's. */
export function fitOf({ signOn }: App, target: Target): Candidate['fit'] | null {
  const hasAudience = signOn?.audience === audience;
  const acsUrl = acsUrls.find((known) => known === signOn?.ssoAcsUrl);
  if (hasAudience && acsUrl !== undefined) return acsUrl === target.acsUrl ? 'same' : 'other-region';
  return hasAudience || acsUrl !== undefined ? 'partly' : null;
}

/** Of an app that has only the name in common: a custom SAML app can be used. */
const fitByName = (app: App, subdomain: string): Candidate['fit'] =>
  isCustomApp(app, subdomain) && app.signOnMode === 'SAML_2_0' ? 'same-name' : 'other-kind';

const order: readonly Candidate['fit'][] = ['same', 'other-region', 'partly', 'same-name', 'other-kind'];

/** The candidates among these apps, by address or by name, the best fit first, then the ones with most people, who are counted for a preview. */
export async function matchesAmong(
  okta: Okta,
  apps: readonly App[],
  { target, subdomain, label }: { target: Target; subdomain: string; label: string },
  purpose: Purpose,
): Promise<Match[]> {
  const matches = await Promise.all(
    apps.flatMap((app) => {
      const byAddress = isCustomApp(app, subdomain) ? fitOf(app, target) : null;
      const fit = byAddress ?? (sameLabel(app.label, label) ? fitByName(app, subdomain) : null);
      return fit === null ? [] : [matchOf(okta, app, fit, purpose)];
    }),
  );
  return matches.sort(
    (a, b) =>
      order.indexOf(a.fit) - order.indexOf(b.fit) || (b.assigned?.users ?? 0) - (a.assigned?.users ?? 0),
  );
}

/** A candidate with the people who are assigned to it, counted for a preview alone. */
export async function matchOf(okta: Okta, app: App, fit: Candidate['fit'], purpose: Purpose): Promise<Match> {
  return { app, fit, assigned: purpose === 'preview' ? await countAssignments(okta, app.id) : null };
}

export function candidateOf({ app, fit, assigned }: Match, target: Target, choice: AppChoice): Candidate {
  const { id, label, status, created, lastUpdated, features } = app;
  return {
    id,
    label,
    status,
    created,
    lastUpdated,
    fit,
    why: whyOf(app, fit, target),
    assigned,
    scimOn: showsProvisioning(features),
    differs: changedSettings(app, target, { choice, isAdoption: true }).map(idOf),
    byHand: leftByHand(app, target, { choice, isAdoption: true }).map(idOf),
  };
}
