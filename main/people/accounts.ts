import { keyOf } from '../observe/name-key';
import type { ScimUser } from '../oktopost/types';

/** The accounts at Oktopost, found by what Okta knows of them. User names and emails are compared without case and spaces. */
export interface Accounts {
  readonly all: readonly ScimUser[];
  byId(id: string): ScimUser | null;
  byUserName(userName: string): ScimUser | null;
  /** Accounts of this user name. */
  countOf(userName: string): number;
  /** An account of another user name with this email. */
  byEmail(email: string): ScimUser | null;
  /** The account that Okta made or linked for this Okta user, as it says itself. */
  byOktaId(userId: string): ScimUser | null;
}

export function accountsOf(all: readonly ScimUser[]): Accounts {
  const ids = new Map<string, ScimUser>();
  const names = new Map<string, ScimUser>();
  const counts = new Map<string, number>();
  const emails = new Map<string, ScimUser>();
  const oktaIds = new Map<string, ScimUser>();
  for (const account of all) {
    const name = keyOf(account.userName);
    const email = keyOf(account.email ?? '');
    ids.set(account.id, account);
    if (names.has(name)) counts.set(name, (counts.get(name) ?? 1) + 1);
    // Of several the one in use.
    if (names.get(name)?.active !== true) names.set(name, account);
    if (email !== '' && email !== name) emails.set(email, account);
    if (account.externalId !== null) oktaIds.set(account.externalId, account);
  }
  return {
    all,
    byId: (id) => ids.get(id) ?? null,
    byUserName: (userName) => names.get(keyOf(userName)) ?? null,
    countOf: (userName) => {
      const name = keyOf(userName);
      return counts.get(name) ?? (names.has(name) ? 1 : 0);
    },
    byEmail: (email) => emails.get(keyOf(email)) ?? null,
    byOktaId: (userId) => oktaIds.get(userId) ?? null,
  };
}
