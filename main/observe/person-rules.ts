/** Whether Okta provisions a user of this status; `waits`: it does, and the user has not finished signing up. */
export type StatusRule = 'active' | 'waits' | 'deactivated' | 'suspended' | 'unknown';

const waiting = ['PROVISIONED', 'STAGED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'];

/** Source: Okta's API reference, the status of a user. */
export function statusRule(status: string): StatusRule {
  if (status === 'ACTIVE') return 'active';
  if (waiting.includes(status)) return 'waits';
  if (status === 'SUSPENDED') return 'suspended';
  return status === '' ? 'unknown' : 'deactivated';
}

/** Oktopost takes a user name that is an email. Source: failures list, row 10. */
export function emailRule(email: string): 'usable' | 'missing' | 'unusable' {
  if (email.trim() === '') return 'missing';
  return /^[^\s@]+@[^\s@]+$/.test(email) ? 'usable' : 'unusable';
}

/** Oktopost refuses a user without it. Source: failures list, row 8. */
export const isBlank = (name: string): boolean => name.trim() === '';

/** Okta sends nobody of such a status, and nobody without a user name. */
export function isSendable({ status }: { status: string }, userName: string): boolean {
  const rule = statusRule(status);
  return rule !== 'deactivated' && rule !== 'suspended' && !isBlank(userName);
}

/** An account that comes from elsewhere is changed there. */
export const isFromDirectory = (source: string | null): boolean => source !== null && source !== 'OKTA';
