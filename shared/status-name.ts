import { ownValue } from './own-value';

/** As the Admin Console shows them. Source: Okta's API reference (status of users, apps and policies) and the Admin Console. */
const statuses: Readonly<Record<string, string>> = {
  ACTIVE: 'Active',
  INACTIVE: 'Inactive',
  STAGED: 'Staged',
  PROVISIONED: 'Pending user action',
  RECOVERY: 'Password reset',
  PASSWORD_EXPIRED: 'Password expired',
  LOCKED_OUT: 'Locked out',
  SUSPENDED: 'Suspended',
  DEPROVISIONED: 'Deactivated',
};

/** Okta's name for the status of an app integration, a user or a policy; a constant without a name is shown as it is. */
export const statusName = (status: string): string => ownValue(statuses, status) ?? status;

/** Okta's constants for how far an app user has come. Source: Okta's API reference, application users, `syncState`. */
const syncStates: Readonly<Record<string, string>> = {
  DISABLED: 'Okta does not send it',
  OUT_OF_SYNC: 'to be sent to Oktopost',
  SYNCING: 'being sent to Oktopost',
  SYNCHRONIZED: 'sent to Oktopost',
  ERROR: 'sending to Oktopost failed',
};

/** Where a user's profile comes from. Source: Okta's API reference, users, `credentials.provider.type`. */
const profileSources: Readonly<Record<string, string>> = {
  OKTA: 'Okta',
  ACTIVE_DIRECTORY: 'Active Directory',
  LDAP: 'LDAP',
  FEDERATION: 'Federation',
  IMPORT: 'Import',
  SOCIAL: 'Social sign-in',
};

export const syncStateName = (state: string): string => ownValue(syncStates, state) ?? state;
export const profileSourceName = (source: string): string => ownValue(profileSources, source) ?? source;
