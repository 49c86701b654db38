import type { App } from '../../okta/types';
import type { StepContext } from '../../plans/step';
import { showsProvisioning } from '../../observe/api-integration';
import { showsScim } from '../../observe/scim';
import type { Check } from '../../../shared/plan';

/** What a write to this app integration risks. */
export function writeWarnings(app: App): string[] {
  if (!showsProvisioning(app.features)) return [];
  return [
    'Provisioning is already on for this app integration. Okta has been seen to switch provisioning off when an app is written afterwards; the assistant reads it again after every write and tells you.',
  ];
}

/**
 * The only way to write an app integration. Okta has been seen to set provisioning back to None by it (Okta facts, section 1),
 * so what `features` shows before is remembered as read, and what is missing afterwards is told.
 */
export async function writeApp(
  { okta, session, remember, now }: StepContext,
  before: App,
  change: (raw: Record<string, unknown>) => void,
): Promise<{ app: App; lost: string[] }> {
  if (showsScim(before)) {
    const { readBackAt } = session();
    remember({
      featuresShowScim: true,
      readBackAt: { ...readBackAt, 'scim-on': readBackAt['scim-on'] ?? now().toISOString() },
    });
  }
  const app = await okta.changeApp(before.id, change);
  return { app, lost: before.features.filter((feature) => !app.features.includes(feature)) };
}

/** Whether provisioning is still on where `features` has shown it as on; nothing where Okta does not tell. */
export function provisioningChecks(wasShown: boolean, app: App): Check[] {
  if (!wasShown) return [];
  const on = showsScim(app);
  return [
    {
      setting: 'Provisioning',
      expected: 'SCIM',
      actual: on ? 'SCIM' : 'None',
      state: on ? 'same' : 'different',
      next: on
        ? null
        : 'Okta switched provisioning off. Set it to SCIM again on the General tab, then enter the connection and tick the To App boxes again.',
    },
  ];
}
