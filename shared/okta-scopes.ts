import { creatingScope } from './connection';
import type { Target } from './oktopost';
import type { ScreenId } from './screens';

/** A scope of Okta's API that the assistant asks for, and why. */
export interface ScopeNeed {
  scope: string;
  /** Without it a set-up cannot be made; the others are optional. */
  needed: boolean;
  /** Where it is used. */
  screens: readonly ScreenId[];
  purpose: string;
  /** What cannot be done without it. */
  without: string;
}

/**
 * The least scopes of a road. Reading and writing are asked for separately, since it is not documented for each resource that
 * `manage` lets a client read. Source: the security of each operation in Okta's published description.
 */
export function scopesFor(app: Target['app']): readonly ScopeNeed[] {
  return needs.filter(({ only }) => only === undefined || only === app);
}

/** Those that a drift check uses: it only reads. */
export const readingScopes: readonly string[] = [
  'okta.apps.read',
  'okta.profileMappings.read',
  'okta.schemas.read',
  'okta.userTypes.read',
  'okta.logs.read',
];

const needs: readonly (ScopeNeed & { only?: Target['app'] })[] = [
  {
    scope: 'okta.apps.read',
    needed: true,
    screens: ['plan', 'scim-on', 'to-app', 'test-user', 'rollout', 'summary'],
    purpose: 'Find the app integration, read its settings and who is assigned',
    without: 'Nothing can be set up or checked.',
  },
  {
    scope: 'okta.apps.manage',
    needed: true,
    screens: ['plan', 'test-user', 'rollout'],
    purpose: 'Create or change the app integration, assign people',
    without: 'Nothing can be applied; plans and drift still work.',
  },
  {
    scope: 'okta.users.read',
    needed: true,
    screens: ['test-user', 'rollout'],
    purpose: 'Find the test user and the people of a rollout',
    without: 'Nobody can be found, so nobody can be tested or assigned.',
  },
  {
    scope: 'okta.groups.read',
    needed: false,
    screens: ['test-user', 'rollout'],
    purpose: 'Find groups and their members',
    without: 'Groups cannot be chosen.',
  },
  {
    scope: 'okta.profileMappings.read',
    needed: false,
    only: 'custom',
    screens: ['mapping'],
    purpose: 'Read the attribute mapping',
    without: 'The attribute mapping has to be checked by hand.',
  },
  {
    scope: 'okta.profileMappings.read',
    needed: false,
    only: 'catalogue',
    screens: ['test-user', 'rollout'],
    purpose: 'Say before the test what Okta will send of a person',
    without: 'What Okta will send of a person cannot be said before the test.',
  },
  {
    scope: 'okta.profileMappings.manage',
    needed: false,
    only: 'custom',
    screens: ['mapping'],
    purpose: 'Change the attribute mapping',
    without: 'The attribute mapping has to be changed by hand.',
  },
  {
    scope: 'okta.schemas.read',
    needed: false,
    only: 'custom',
    screens: ['scim-on', 'mapping'],
    purpose: 'Read the attributes of the app user profile',
    without: 'Whether SCIM is on may not be readable.',
  },
  {
    scope: 'okta.schemas.read',
    needed: false,
    only: 'catalogue',
    screens: ['plan'],
    purpose: 'Read the attributes of the app user profile',
    without: 'Whether provisioning is on may not be readable.',
  },
  {
    scope: 'okta.schemas.manage',
    needed: false,
    only: 'custom',
    screens: ['mapping'],
    purpose: 'Remove attributes that Oktopost does not know',
    without: 'Attributes that are not needed stay.',
  },
  {
    scope: 'okta.userTypes.read',
    needed: false,
    screens: ['mapping', 'test-user'],
    purpose: 'Name the kinds of people who have a mapping each',
    without: 'With several user types, they are not named.',
  },
  {
    scope: 'okta.logs.read',
    needed: false,
    screens: ['test-user', 'rollout', 'single-sign-on'],
    purpose: 'Explain failures, see sign-ins and who changed what',
    without: 'Who changed what stays unknown, and failures are not explained.',
  },
  {
    scope: 'okta.policies.read',
    needed: false,
    screens: ['single-sign-on'],
    purpose: 'Show the name of the sign-in policy',
    without: 'The sign-in policy is shown as unknown.',
  },
  {
    scope: 'okta.roles.read',
    needed: false,
    screens: ['connect-okta', 'test-user'],
    purpose: 'See whether this app, or the test user, may do too much',
    without: 'Admin roles are shown as unknown.',
  },
  {
    scope: 'okta.orgs.read',
    needed: false,
    screens: ['connect-okta'],
    purpose: 'Show the name of the org',
    without: 'The host stands for the name.',
  },
  {
    scope: creatingScope,
    needed: false,
    screens: ['life-cycle'],
    purpose: 'Create, change and delete the user of the life-cycle test; needed for this test alone',
    without: 'The life-cycle test cannot be run.',
  },
];
