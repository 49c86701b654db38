import { keptAttributes, oktaFeatures } from '../../shared/oktopost';
import type { SchemaAttribute, App } from '../okta/types';

/** The SCIM attributes are there only after SCIM is on. Source: Okta facts, section 1, "Order that works". */
export function hasScimAttributes(schema: readonly SchemaAttribute[]): boolean {
  return Object.keys(keptAttributes).every((name) => schema.some((attribute) => attribute.name === name));
}

export const showsScim = ({ features }: App): boolean => features.includes(oktaFeatures.scim);

/** Whether SCIM is on, and what was read to know it. */
export interface ScimState {
  /** Null: Okta does not show it. */
  on: boolean | null;
  /** The app user profile where it decided; null where `features` did. */
  profile: readonly SchemaAttribute[] | null;
}

/**
 * Whether SCIM is on in an app integration that was just read. `featuresShowScim`: `features` have shown SCIM in this org, so
 * that their silence means off; until then the SCIM attributes in the app user profile count, which Okta may keep after SCIM was
 * switched off. `readProfile` is called only where `features` do not decide.
 */
export async function readScim(
  app: App,
  featuresShowScim: boolean,
  readProfile: () => Promise<readonly SchemaAttribute[]>,
): Promise<ScimState> {
  if (showsScim(app)) return { on: true, profile: null };
  if (featuresShowScim) return { on: false, profile: null };
  const profile = await readProfile();
  return { on: hasScimAttributes(profile) ? true : null, profile };
}
