import { oktaFeatures } from '../../shared/oktopost';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';

/** Whether an app's API integration is on; null when Okta does not show it. */
export interface ApiIntegrationState {
  on: boolean | null;
  evidence: string[];
}

/**
 * Reads it from `features`, and where those are silent from the USER_PROVISIONING feature, which Okta refuses as "not enabled"
 * while it is off, and from the default connection. Source: Okta facts, section 1.
 */
export async function readApiIntegration(okta: Okta, app: App): Promise<ApiIntegrationState> {
  if (showsProvisioning(app.features)) {
    return { on: true, evidence: [`features: ${app.features.join(', ')}`] };
  }
  const [feature, connection] = await Promise.all([
    okta.provisioningOn(app.id),
    okta.connectionStatus(app.id),
  ]);
  return {
    on: feature === true || connection === 'ENABLED' ? true : feature === false ? false : null,
    evidence: [
      `features: ${app.features.join(', ') || 'none shown'}`,
      `USER_PROVISIONING: ${featureWords(feature)}`,
      `default connection: ${connection ?? 'not reported'}`,
    ],
  };
}

function featureWords(on: boolean | null): string {
  if (on === null) return 'not reported';
  return on ? 'can be read' : 'not enabled for the app instance';
}

/** Whether `features` show that provisioning is on. */
export const showsProvisioning = (features: readonly string[]): boolean =>
  [oktaFeatures.scim, ...oktaFeatures.toApp].some((feature) => features.includes(feature));
