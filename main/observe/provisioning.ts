import { z } from 'zod';
import type { Okta } from '../okta/okta';
import type { App } from '../okta/types';
import { readToApp, toAppBoxesSchema } from './to-app';
import { hasScimAttributes, showsScim } from './scim';

/** Provisioning of an app integration, as far as Okta shows it. */
export const provisioningSchema = z.object({
  scim: z.boolean(),
  /** `features` show SCIM. */
  shown: z.boolean(),
  boxes: toAppBoxesSchema.nullable(),
  /** The API integration of the pre-built app; null: Okta did not show it. Absent for a custom app, and in older journals. */
  apiIntegration: z.boolean().nullish(),
});

export type Provisioning = z.infer<typeof provisioningSchema>;

export async function readProvisioning(okta: Okta, app: App): Promise<Provisioning> {
  const [schema, { boxes }] = await Promise.all([okta.appUserSchema(app.id), readToApp(okta, app)]);
  const shown = showsScim(app);
  return { scim: shown || hasScimAttributes(schema), shown, boxes };
}
