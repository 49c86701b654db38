import { z } from 'zod';
import { counted, firstOf } from '../../../shared/counted';
import { AppFailure } from '../../../shared/errors';
import type { OktopostScim, ScimUser } from '../../oktopost/types';
import { noAccounts as nothingRead } from '../../people/accounts-read';
import type { AccountCounts } from '../../plans/undo-notes';
import type { AppliedChange } from '../../storage/applied-changes';
import { listInPart, readManyAccounts, readWholeList } from '../assignment/accounts';

const accountSchema = z.object({
  name: z.string(),
  userName: z.string(),
  /** Oktopost's id of the account; null in journals of earlier versions. */
  externalId: z.string().nullable().default(null),
});

const accountsSchema = z.object({
  accounts: z.array(accountSchema),
  /** How many are not among `accounts`. */
  more: z.number().int().nonnegative(),
});

type OthersAccount = z.infer<typeof accountSchema>;

/** Accounts at Oktopost that an undo does not deactivate: of people whom others have assigned, or who were unassigned by hand. */
export type OthersAccounts = z.infer<typeof accountsSchema>;

export const nobodysAccounts: OthersAccounts = { accounts: [], more: 0 };

/** More are counted and not named: all of them are in one entry of the journal. */
const namedAtMost = 200;

/** With `account`, which is counted where there are too many to be named. */
export function addAccount(to: OthersAccounts, account: OthersAccount): void {
  if (to.accounts.length < namedAtMost) to.accounts.push(account);
  else to.more += 1;
}

const deletionSchema = z.looseObject({ others: accountsSchema });

/** The accounts that the deletions of this set-up left, by the journal. */
export const accountsLeft = (
  appliedChanges: readonly AppliedChange[],
  deletionId: string,
): OthersAccounts[] =>
  appliedChanges.flatMap(({ changeId, details }) =>
    changeId === deletionId ? (deletionSchema.safeParse(details).data?.others ?? []) : [],
  );

/** What was read of them at Oktopost. */
export interface OthersRead {
  active: readonly OthersAccount[];
  notRead: readonly OthersAccount[];
  /** Nor were those read that have no name here. */
  more: number;
  /** Why some were not read, a sentence; null: all were. */
  why: string | null;
}

/** Reads each of these at Oktopost, or its list where they are many. Only reads. */
export async function lookAtOthers(
  oktopost: OktopostScim | null,
  others: readonly OthersAccounts[],
): Promise<OthersRead> {
  const byKey = new Map(
    others.flatMap(({ accounts }) => accounts).map((each) => [each.externalId ?? each.userName, each]),
  );
  const more = others.reduce((sum, { more: of }) => sum + of, 0);
  const read = await readManyAccounts(oktopost, [...byKey.values()]);
  const whyNot = read.flatMap(({ reading }) => reading.why ?? []);
  return {
    active: read.filter(({ reading }) => reading.state === 'active').map(({ key }) => key),
    notRead: read.filter(({ reading }) => reading.state === 'not-read').map(({ key }) => key),
    more,
    why: whyNot[0] ?? null,
  };
}

/** Beyond it an undo would wait for Oktopost’s list. */
const mostInList = 5_000;

/**
 * Accounts in use that Okta has made or linked, and which none of `accountedFor` has: their ids at Oktopost, or ids of their Okta users.
 * So is the account of somebody who was unassigned by hand while Okta deactivated nothing. A text: why it was not looked for, a sentence.
 */
export async function findOrphaned(
  oktopost: OktopostScim | null,
  accountedFor: ReadonlySet<string>,
): Promise<readonly ScimUser[] | string> {
  if (oktopost === null) return 'The assistant has no token of Oktopost to read accounts with.';
  try {
    const count = await oktopost.countUsers();
    if (count > mostInList) return `Oktopost has ${counted(count, 'account')}.`;
    const read = nothingRead();
    if (!(await readWholeList(read, oktopost))) return listInPart;
    return [...read.accounts.values()].filter(
      ({ id, externalId, active }) =>
        active && externalId !== null && !accountedFor.has(id) && !accountedFor.has(externalId),
    );
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return error.error.code === 'cancelled' ? listInPart : error.error.message;
  }
}

/** How an account of nobody is told, and journaled. */
export const orphanedAccount = ({ id, userName, givenName, familyName }: ScimUser): OthersAccount => ({
  name: [givenName, familyName].filter((part) => part !== null && part !== '').join(' '),
  userName,
  externalId: id,
});

/** What a deletion journals of the accounts that it leaves. */
export function withOrphaned(others: OthersAccounts, orphaned: readonly ScimUser[]): OthersAccounts {
  const all = { accounts: [...others.accounts], more: others.more };
  for (const user of orphaned) addAccount(all, orphanedAccount(user));
  return all;
}

/** `why` as `findOrphaned` answers; null: they were looked for. */
export const orphanedNotLookedFor = (why: string | null): string[] =>
  why === null
    ? []
    : [`Oktopost accounts of people who were unassigned by hand in Okta: not looked for. ${why}`];

export const othersCounts = ({ active, notRead, more }: OthersRead): AccountCounts => ({
  active: active.length,
  unknown: notRead.length + more,
});

/** Names those that are active, and those that were not read, a sentence each. */
export function othersLeft({ active, notRead, more, why }: OthersRead): string[] {
  return [
    ...(active.length === 0
      ? []
      : [
          `Accounts that are active at Oktopost, and that no undo deactivates: ${named(active)}. Deactivate those in Oktopost that nobody needs.`,
        ]),
    ...(notRead.length + more === 0
      ? []
      : [
          `Oktopost accounts of people whom others have assigned, not read: ${named(notRead, more)}.${why === null ? '' : ` ${why}`} Okta may leave them active: look in Oktopost.`,
        ]),
  ];
}

function named(accounts: readonly OthersAccount[], more = 0): string {
  const names = accounts.map(({ name, userName }) => (name === '' ? userName : `${name} (${userName})`));
  return names.length === 0 ? more.toLocaleString('en') : firstOf(names, names.length, more);
}
