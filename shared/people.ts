/** Will it work? `red`: not before something is done; `amber`: it works, and wants a look. */
export const readinessLevels = ['red', 'amber', 'green'] as const;
export type ReadinessLevel = (typeof readinessLevels)[number];

/**
 * Why somebody is not ready, and how much that weighs; a `note` changes no level. Source: failures list, rows 3, 5, 8, 9 and 10;
 * article, "Restrictions"; messages, M13.
 */
export const readinessReasons = {
  'not-in-okta': 'red',
  'given-name-missing': 'red',
  'family-name-missing': 'red',
  'email-missing': 'red',
  'email-unusable': 'red',
  double: 'red',
  deactivated: 'red',
  suspended: 'red',
  'type-without-mapping': 'red',
  'too-early': 'red',
  'in-error': 'red',
  'user-name-differs': 'amber',
  'user-name-case': 'amber',
  'odd-characters': 'amber',
  'not-active': 'amber',
  'at-oktopost': 'amber',
  'at-oktopost-inactive': 'amber',
  'at-oktopost-renamed': 'amber',
  'from-directory': 'note',
  provisioned: 'note',
} as const satisfies Record<string, 'red' | 'amber' | 'note'>;
export type ReadinessReason = keyof typeof readinessReasons;

/** Where somebody is, of those who are assigned in Okta or have an account at Oktopost. */
export const reconciliationStates = [
  'arrived',
  'pending',
  'in-error',
  'too-early',
  'gone',
  'inactive-there',
  'differs',
  'not-assigned',
  'only-at-oktopost',
] as const;
export type ReconciliationState = (typeof reconciliationStates)[number];

/** What else is known of somebody, beside the state. */
export const reconciliationNotes = [
  /** The account is at Oktopost, although Okta holds no link to it. */
  'account-exists',
  /** Okta's link leads to no account, and there is another one of this user name. */
  'other-account',
  'user-name-differs',
  'name-differs',
  'email-differs',
  'deactivated',
  'suspended',
  'by-group',
  'from-directory',
  /** Several accounts at Oktopost, or several people in Okta, share this user name. */
  'double',
  /** In another state than in the last result, or new. */
  'changed',
] as const;
export type ReconciliationNote = (typeof reconciliationNotes)[number];
