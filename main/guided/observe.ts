import type { App, Okta } from '../okta/types';
import { readApiIntegration } from '../observe/api-integration';
import type { Session } from '../storage/session';
import { readToApp } from '../observe/to-app';
import { readScim } from '../observe/scim';
import type { GuidedStepId } from '../../shared/screens';

export interface Observation {
  known: 'read-back' | 'not-yet' | 'cannot-be-read';
  /** What Okta returned, in Okta's terms. */
  evidence: string[];
}

/**
 * What Okta shows of one guided step, for an app integration that was just read. Every profile of what Okta shows is
 * survived. Source: Okta facts, section 1.
 */
export async function observe(
  okta: Okta,
  step: GuidedStepId,
  app: App,
  { featuresShowScim }: Pick<Session, 'featuresShowScim'>,
): Promise<Observation> {
  switch (step) {
    case 'connection':
      return { known: 'cannot-be-read', evidence: [] };
    case 'scim-on': {
      const features = `features: ${app.features.length === 0 ? 'none shown' : app.features.join(', ')}`;
      const { on, profile } = await readScim(app, featuresShowScim, () => okta.appUserSchema(app.id));
      if (on !== true) return { known: 'not-yet', evidence: [features] };
      if (profile === null) return { known: 'read-back', evidence: [features] };
      return {
        known: 'read-back',
        evidence: [features, `app user profile: ${profile.length} attributes, SCIM’s among them`],
      };
    }
    case 'authenticate': {
      const { on, evidence } = await readApiIntegration(okta, app);
      return { known: on === null ? 'cannot-be-read' : on ? 'read-back' : 'not-yet', evidence };
    }
    case 'to-app': {
      const { boxes, evidence } = await readToApp(okta, app);
      if (boxes === null) return { known: 'cannot-be-read', evidence };
      return { known: boxes.every(Boolean) ? 'read-back' : 'not-yet', evidence };
    }
  }
}
