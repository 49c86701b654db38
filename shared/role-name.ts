import { ownValue } from './own-value';

/**
 * Okta's names of the admin roles that its API gives as constants, as the Admin Console shows them. Source: Okta's API reference
 * (roles) and the Admin Console. A constant without a name here is shown as it is.
 */
const roles: Readonly<Record<string, string>> = {
  SUPER_ADMIN: 'Super Administrator',
  ORG_ADMIN: 'Organization Administrator',
  APP_ADMIN: 'Application Administrator',
  USER_ADMIN: 'Group Administrator',
  GROUP_MEMBERSHIP_ADMIN: 'Group Membership Administrator',
  HELP_DESK_ADMIN: 'Help Desk Administrator',
  READ_ONLY_ADMIN: 'Read-only Administrator',
  REPORT_ADMIN: 'Report Administrator',
  MOBILE_ADMIN: 'Mobile Administrator',
  API_ACCESS_MANAGEMENT_ADMIN: 'API Access Management Administrator',
  CUSTOM: 'Custom role',
};

export const roleName = (role: string): string => ownValue(roles, role) ?? role;
