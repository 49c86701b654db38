/** As the Admin Console shows them. Source: Okta's API reference (status of users, apps and policies) and the Admin Console. */
const statuses: Partial<Record<string, string>> = {
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
export const statusName = (status: string): string => statuses[status] ?? status;
