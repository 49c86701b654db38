import { addedByScim, keptAttributes, oktaFeatures } from '../../shared/oktopost';
import type { GuidedFinding } from '../../shared/screens';
import type { SchemaAttribute, App } from '../okta/types';

/**
 * The SCIM attributes are there only after SCIM is on. Source: Okta facts, section 1, "Order that works". A custom attribute of
 * the same name that somebody made before has no namespace: it proves nothing.
 */
export function hasScimAttributes(schema: readonly SchemaAttribute[]): boolean {
  return Object.keys(keptAttributes).every((name) =>
    schema.some((attribute) => attribute.name === name && !isOfSomebody(attribute)),
  );
}

const isOfSomebody = ({ base, definition }: SchemaAttribute): boolean =>
  !base && typeof definition['externalNamespace'] !== 'string';

/**
 * What makes Okta refuse to switch SCIM on, to be read while it is off; null when nothing does. Source:
 * docs/facts/okta-recorded.md, section 4.
 */
export function scimConflict(schema: readonly SchemaAttribute[]): GuidedFinding | null {
  const names = schema
    .filter((attribute) => isOfSomebody(attribute) && addedByScim.includes(attribute.name))
    .map(({ name }) => `“${name}”`);
  if (names.length === 0) return null;
  const [one, itself] =
    names.length === 1
      ? [`a custom attribute ${names.join('')}`, 'it']
      : [`custom attributes ${names.join(', ')}`, 'them'];
  return {
    text: `The app user profile has ${one}, of the same name as what SCIM adds. Okta will refuse to switch SCIM on: “Profile property in Okta managed template has conflicts with custom property.”`,
    next: `First, in Okta: Directory > Profile Editor, the profile of this app integration. Note what uses ${itself}, then delete ${itself}, or make the values available under another name. Deleting loses the values of everyone who is assigned.`,
  };
}

export const showsScim = ({ features }: App): boolean => features.includes(oktaFeatures.scim);

/** Nothing that is read of a custom app shows SCIM; an org may have it and not show it. */
export const unseenScim: GuidedFinding = {
  text: 'Okta does not show that SCIM is on: without SCIM the app integration has no Provisioning tab, and Okta sends nobody.',
  next: 'Turn it on first. If the tab is there, go on.',
};

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
