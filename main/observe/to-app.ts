import { z } from 'zod';
import { oktaFeatures, toAppOptions } from '../../shared/oktopost';
import type { Okta } from '../okta/okta';
import type { App, ProvisioningFeature } from '../okta/types';

/** Create Users, Update User Attributes, Deactivate Users: whether each is ticked. */
export const toAppBoxesSchema = z.tuple([z.boolean(), z.boolean(), z.boolean()]);

export type ToAppBoxes = z.infer<typeof toAppBoxesSchema>;

/** The three To App boxes as Okta shows them; null when it does not show them. */
export interface ToAppState {
  boxes: ToAppBoxes | null;
  evidence: string[];
}

/** Reads the boxes from `features`, and where those are silent from the USER_PROVISIONING feature. */
export async function readToApp(okta: Okta, app: App): Promise<ToAppState> {
  const pushes = oktaFeatures.toApp.filter((feature) => app.features.includes(feature));
  if (pushes.length === oktaFeatures.toApp.length) {
    return { boxes: [true, true, true], evidence: [`features: ${pushes.join(', ')}`] };
  }
  const feature = await okta.provisioningFeature(app.id);
  if (feature !== null) {
    return { boxes: boxesOf(feature), evidence: [`USER_PROVISIONING: ${describe(feature)}`] };
  }
  if (pushes.length > 0) {
    const [create, update, deactivate] = oktaFeatures.toApp.map((name) => app.features.includes(name));
    return {
      boxes: [create === true, update === true, deactivate === true],
      evidence: [`features: ${app.features.join(', ')}`],
    };
  }
  return {
    boxes: null,
    evidence: [app.features.length === 0 ? 'features: none shown' : `features: ${app.features.join(', ')}`],
  };
}

export function boxesOf({ create, updateProfile, deactivate }: ProvisioningFeature): ToAppBoxes {
  return [create, updateProfile, deactivate];
}

export function describe(feature: ProvisioningFeature): string {
  return boxesOf(feature)
    .map((on, index) => `${toAppOptions[index] ?? ''} ${on ? 'on' : 'off'}`)
    .join(', ');
}
