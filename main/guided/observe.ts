import { fromTo } from '../../shared/logged-change';
import { labelOf, toAppSettings } from '../../shared/settings';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { readLoggedChanges } from '../observe/logged-changes';
import { readApiIntegration } from '../observe/api-integration';
import type { Session } from '../storage/session';
import { toAppOptions } from '../../shared/oktopost';
import type { Target } from '../../shared/oktopost';
import { appKindOf } from '../storage/target';
import { readToApp } from '../observe/to-app';
import type { ToAppBoxes } from '../observe/to-app';
import { readScim, scimConflict } from '../observe/scim';
import type { GuidedFinding, GuidedStepId } from '../../shared/screens';

export interface Observation {
  known: 'read-back' | 'not-yet' | 'cannot-be-read';
  /** What Okta returned, in Okta's terms. */
  evidence: string[];
  /** Okta shows that it is not done, so a statement that it is counts nothing. False: it only shows nothing. */
  contradicts?: boolean;
  /** What stands in the way, where it can be read. */
  finding?: GuidedFinding | null;
}

/**
 * What Okta shows of one guided step, for an app integration that was just read. Every profile of what Okta shows is
 * survived. Source: Okta facts, section 1.
 */
export async function observe(
  okta: Okta,
  step: GuidedStepId,
  app: App,
  { featuresShowScim, ...target }: Pick<Session, 'featuresShowScim' | 'destination' | 'region'>,
  now: Date,
): Promise<Observation> {
  if (step === 'connection') return { known: 'cannot-be-read', evidence: [] };
  // Before what Okta shows of it meanwhile: that is no reason to tick or authenticate anything.
  if (app.status === 'INACTIVE') {
    const finding = inactive(appKindOf(target));
    return { known: 'not-yet', evidence: [`status: ${app.status}`], finding, contradicts: true };
  }
  switch (step) {
    case 'scim-on': {
      const features = `features: ${app.features.length === 0 ? 'none shown' : app.features.join(', ')}`;
      const { on, profile } = await readScim(app, featuresShowScim, () => okta.appUserSchema(app.id));
      if (on !== true) {
        const finding = scimConflict(profile ?? (await okta.appUserSchema(app.id)));
        return { known: 'not-yet', evidence: [features], finding, contradicts: on === false };
      }
      if (profile === null) return { known: 'read-back', evidence: [features] };
      return {
        known: 'read-back',
        evidence: [features, `app user profile: ${profile.length} attributes, SCIM’s among them`],
      };
    }
    case 'authenticate': {
      const { on, evidence } = await readApiIntegration(okta, app);
      if (on === false) return { known: 'not-yet', evidence, finding: notAuthenticated, contradicts: true };
      return { known: on === null ? 'cannot-be-read' : 'read-back', evidence };
    }
    case 'to-app': {
      const { boxes, evidence } = await readToApp(okta, app);
      if (boxes === null) {
        return { known: 'cannot-be-read', evidence: [...evidence, ...(await loggedBoxes(okta, app, now))] };
      }
      if (boxes.every(Boolean)) return { known: 'read-back', evidence };
      return {
        known: 'not-yet',
        evidence,
        finding: missingBoxes(boxes, appKindOf(target)),
        contradicts: true,
      };
    }
  }
}

/** Only the pre-built one is activated by a plan. */
const inactive = (app: Target['app']): GuidedFinding => ({
  text: 'Okta shows the app integration as inactive: it sends nothing, and nobody can sign in.',
  ...(app === 'catalogue'
    ? { next: 'Activate it by a plan, then check again.', settledBy: 'plan' }
    : { next: 'Activate the app integration in Okta, then check again.', settledBy: 'okta' }),
});

const notAuthenticated: GuidedFinding = {
  text: 'Okta shows the API integration as not enabled.',
  next: 'Enable it, authenticate with Oktopost, and save.',
};

/** Source: Okta facts, section 1; the disclosure of the screen has the other boxes. */
const notOffered = ' Not offered there? Tick Push New Users in Integration first.';

function missingBoxes(boxes: ToAppBoxes, app: Target['app']): GuidedFinding {
  const names = toAppOptions.filter((_name, index) => boxes[index] === false);
  return {
    text: `Okta shows ${names.join(' and ')} as not ticked.`,
    next: `Tick ${names.length === 1 ? 'it' : 'them'} in To App, and save.${app === 'custom' && !boxes[0] ? notOffered : ''}`,
  };
}

/** What the System Log tells of the To App boxes: who changed which one when. Empty where it does not tell. */
async function loggedBoxes(okta: Okta, app: App, now: Date): Promise<string[]> {
  const changes = await readLoggedChanges(okta, app.id, now);
  return toAppSettings.flatMap((setting) => {
    const change = changes?.get(setting);
    if (change === undefined) return [];
    return [
      `System Log, ${change.at}: ${labelOf(setting)} ${fromTo(change)}, by ${change.who ?? 'not reported'}`,
    ];
  });
}
