import { z } from 'zod';
import { toAppOptions } from '../../../shared/oktopost';
import { isPushFailed } from '../../observe/never-sent';
import type { SendingDoubt } from '../../storage/proving-test';
import type { AppUser } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import type { BeforeAfter, ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { staysActiveWhile, whyNotSent } from './deactivation';
import type { Deactivating, Deactivation } from './deactivation';

/** How an unassignment is undone that the same plan follows with the deletion of the app integration. */
export const lostWithApp = 'Not at all: the app integration is deleted too.';

/** How an unassignment is taken back, said of whoever has an account and whoever has none. */
export const assignAgain = (doubt: SendingDoubt | null): string =>
  `Assign the user again: ${doubt === 'deletes' ? 'Okta makes a new account' : 'Okta reactivates the account, where there is one'}.`;

/** Null: not assigned. Through a group is never ours: such a user can only be removed through the group. */
export type Assigned = 'assigned' | 'assigned through a group' | null;

export function assignedOf(appUser: AppUser | null): Assigned {
  if (appUser === null) return null;
  return appUser.scope === 'GROUP' ? 'assigned through a group' : 'assigned';
}

const detailsSchema = z.looseObject({ userId: z.string() });

/** Whose assignment a change is about; null where it names nobody. */
export const userIdIn = (details: AppliedChange['details']): string | null =>
  detailsSchema.safeParse(details).data?.userId ?? null;

/** By user id: whom this set-up assigned or unassigned. */
export function assignmentHistories(
  appliedChanges: readonly AppliedChange[],
): Map<string, ValueHistory<Assigned>> {
  return valueHistoriesOf<Assigned>(
    appliedChanges.flatMap(({ changeId, details, confirmed }): BeforeAfter<Assigned>[] => {
      const key = userIdIn(details);
      if (key === null) return [];
      if (changeId.startsWith('assign')) return [{ key, before: null, after: 'assigned', confirmed }];
      if (changeId.startsWith('unassign')) return [{ key, before: 'assigned', after: null, confirmed }];
      return [];
    }),
  );
}

const keptSchema = z.looseObject({
  userId: z.string(),
  kept: z.looseObject({ userName: z.string().nullable(), profile: z.record(z.string(), z.unknown()) }),
});

/** What an assignment is to have beside what Okta makes of it. */
export type KeptAssignment = z.infer<typeof keptSchema>['kept'];

/** By user id: what a repair kept for the next assignment of whom this set-up has not assigned since. Nobody without anything kept. */
export function keptByRepair(appliedChanges: readonly AppliedChange[]): Map<string, KeptAssignment> {
  const kept = new Map<string, KeptAssignment>();
  for (const { changeId, details, confirmed } of appliedChanges) {
    const userId = userIdIn(details);
    if (userId === null) continue;
    if (confirmed && changeId.startsWith('assign')) kept.delete(userId);
    if (!changeId.startsWith('unassign')) continue;
    const { data } = keptSchema.safeParse(details);
    if (data !== undefined && (data.kept.userName !== null || Object.keys(data.kept.profile).length > 0))
      kept.set(userId, data.kept);
  }
  return kept;
}

/**
 * The same as an undo takes them. Of an app integration that this set-up created nobody is to stay assigned: whom others assigned to it and
 * a repair assigned again has the account by this set-up, too.
 */
export function historiesToUndo(
  appliedChanges: readonly AppliedChange[],
  created: boolean,
): Map<string, ValueHistory<Assigned>> {
  const histories = assignmentHistories(appliedChanges);
  if (!created) return histories;
  return new Map([...histories].map(([userId, history]) => [userId, { ...history, original: null }]));
}

/** Whether an undo unassigns somebody who is assigned directly. */
export const isOwn = ({ original, lastWritten }: ValueHistory<Assigned>): boolean =>
  original === null && lastWritten.includes('assigned');

/** Someone whom this set-up unassigned and who had an account at Oktopost. */
export interface UnassignedAccount {
  userId: string;
  name: string;
  userName: string;
  /** Null in journals of earlier versions. */
  externalId: string | null;
  /** Okta is expected to deactivate the account. */
  isSent: boolean;
  /** Oktopost, as it was read before the unassignment, did not have it: Okta made it at another address or account. */
  isElsewhere?: true | undefined;
  since: Date;
}

/** What an unassignment journals of the account. */
export type AccountDetails = Omit<UnassignedAccount, 'userId' | 'since'>;

export const accountDetailsSchema = z.looseObject({
  name: z.string(),
  userName: z.string(),
  externalId: z.string().nullable(),
  isSent: z.boolean(),
  isElsewhere: z.literal(true).optional(),
}) satisfies z.ZodType<AccountDetails>;
const accountSchema = z.looseObject({ userId: z.string(), account: accountDetailsSchema });
/** As earlier versions wrote it. */
const deactivatesSchema = z
  .looseObject({ userId: z.string(), deactivates: z.string() })
  .transform(({ userId, deactivates }) => ({
    userId,
    account: { name: deactivates, userName: deactivates, externalId: null, isSent: true },
  }));
const detailsOfAccount = z.union([accountSchema, deactivatesSchema]);

/** The accounts of those whom this set-up unassigned and who are not in `assigned` now, by user id. */
export function unassignedAccounts(
  appliedChanges: readonly AppliedChange[],
  assigned: { has(userId: string): boolean },
): UnassignedAccount[] {
  const accounts = new Map<string, UnassignedAccount>();
  for (const { details, at } of appliedChanges) {
    const { data } = detailsOfAccount.safeParse(details);
    if (data === undefined || assigned.has(data.userId)) continue;
    accounts.set(data.userId, { userId: data.userId, since: new Date(at), ...data.account });
  }
  return [...accounts.values()];
}

/** Those that Okta made where Oktopost, as it was read, did not have them, each once; whoever is assigned again has another account. */
export function accountsElsewhere(appliedChanges: readonly AppliedChange[]): UnassignedAccount[] {
  const accounts = appliedChanges.flatMap((change) => {
    const account = unassignedAccounts([change], new Set()).find(({ isElsewhere }) => isElsewhere);
    return account === undefined ? [] : [[account.externalId, account] as const];
  });
  return [...new Map(accounts).values()];
}

/** What to journal of the account of `appUser` when it is unassigned; null where there is none. */
export function accountDetails(
  { externalId, syncState, userName }: Pick<AppUser, 'externalId' | 'syncState' | 'userName'>,
  { name, login }: { name: string; login: string },
  deactivation: Deactivation,
): AccountDetails | null {
  if (externalId === null) return null;
  const isSent = whyNotSent(deactivation) === null && !isPushFailed({ syncState });
  return { name, userName: userName ?? login, externalId, isSent };
}

/** After a push that failed Okta sends no deactivation. Source: Okta as recorded, section 5. */
const afterFailedPush =
  'Okta’s last push failed. After that Okta sends no deactivation: deactivate the account in Oktopost yourself.';
const afterRefusal =
  'Oktopost refused what Okta sent last. Until that is mended it refuses this deactivation too, and Okta tries only once: the account stays active.';

/** What was seen in this org. */
export const deletesAccount =
  'The account of an unassigned user was seen deleted: expect the same here. What it has at Oktopost goes with it, and who is assigned again gets a new account.';

/** Whether a warning of `unassignmentWarnings` says that the account stays active. */
export const saysStaysActive = (warning: string): boolean =>
  [afterFailedPush, afterRefusal, ...Object.values(staysActiveWhile)].includes(warning);

/** Said of a deactivation that Okta is expected to send, beside what it does; null: nothing is known against it. */
export function doubtWarning(doubt: SendingDoubt | null): string | null {
  switch (doubt) {
    case null:
      return null;
    case 'refused':
      return afterRefusal;
    case 'unproven':
      return 'Nothing shows yet that Okta has the new SCIM token. If it does not, the account stays active.';
    case 'deletes':
      return deletesAccount;
  }
}

/** What unassigning does to the account. */
export function unassignmentWarnings(
  appUser: Pick<AppUser, 'externalId' | 'syncState'>,
  { deactivation, doubt }: Deactivating,
): string[] {
  if (appUser.externalId === null) return [];
  if (isPushFailed(appUser)) return [afterFailedPush];
  const why = whyNotSent(deactivation);
  if (why !== null) return [staysActiveWhile[why]];
  if (doubt === 'refused') return [afterRefusal];
  if (doubt === 'deletes') return [deletesAccount];
  const doubted = doubtWarning(doubt);
  return [
    deactivation === 'sent-if-ticked'
      ? `Okta deactivates the account at Oktopost if ${toAppOptions[2]} is on. It is not deleted, unless this org has Okta delete accounts.`
      : 'Okta deactivates the account at Oktopost. It is not deleted, unless this org has Okta delete accounts.',
    ...(doubted === null ? [] : [doubted]),
  ];
}
