import { oktaFeatures } from '../../shared/oktopost';
import type { App, Okta } from '../okta/types';

/** Whether an app's API integration is on; null when Okta does not tell. */
export interface ApiIntegrationState {
  on: boolean | null;
  evidence: string[];
}

/**
 * Reads it from `features`, and where those are silent from the USER_PROVISIONING feature, which Okta refuses as "not enabled"
 * while it is off. Source: Okta facts, section 1.
 */
export async function readApiIntegration(okta: Okta, app: App): Promise<ApiIntegrationState> {
  if (showsProvisioning(app.features)) {
    return { on: true, evidence: [`features: ${app.features.join(', ')}`] };
  }
  const on = await okta.provisioningOn(app.id);
  return {
    on,
    evidence: [`features: ${app.features.join(', ') || 'none shown'}`, answers[String(on)] ?? ''],
  };
}

/** Whether `features` tells that provisioning is on. */
export const showsProvisioning = (features: readonly string[]): boolean =>
  [oktaFeatures.scim, ...oktaFeatures.toApp].some((feature) => features.includes(feature));

const answers: Record<string, string> = {
  true: 'USER_PROVISIONING: can be read, so provisioning is on',
  false: 'USER_PROVISIONING: "Provisioning is not enabled for the app instance."',
  null: 'USER_PROVISIONING: Okta does not tell',
};
