import { z } from 'zod';
import type { Change } from '../../../shared/plan';
import { readAssigned } from '../../observe/people';
import { nullOn } from '../../okta/calls';
import type { Okta } from '../../okta/okta';
import { valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { PlannedChange } from '../../plans/step';
import type { AppliedChange } from '../../storage/applied-changes';
import type { SendingDoubt } from '../../storage/proving-test';
import {
  accountDetails,
  accountDetailsSchema,
  deletesAccount,
  doubtWarning,
  lostWithApp,
} from '../assignment/history';
import { staysActiveWhile, whyNotSent } from '../assignment/deactivation';
import type { Deactivation } from '../assignment/deactivation';
import type { AccountDetails, UnassignedAccount } from '../assignment/history';
import { readMembers } from './members';
import type { RingPerson } from './ring';

const detailsSchema = z.looseObject({ groupId: z.string(), groupName: z.string().optional() });

/** Of which group a change of its assignment is; null for any other change. */
export const groupIdIn = (details: AppliedChange['details']): string | null =>
  detailsSchema.safeParse(details).data?.groupId ?? null;

export const isGroupAssignment = (changeId: string): boolean => changeId.startsWith('group-assign-');

/** A group whose assignment this set-up changed. `assigned`: whether it is; as it was before, and as this set-up wrote it last. */
interface GroupHistory {
  readonly id: string;
  readonly name: string;
  readonly assigned: ValueHistory<boolean>;
}

/** By group id: the groups that this set-up assigned, or took off again. */
function groupHistories(appliedChanges: readonly AppliedChange[]): Map<string, GroupHistory> {
  const names = new Map<string, string>();
  const histories = valueHistoriesOf<boolean>(
    appliedChanges.flatMap(({ changeId, details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      const after = isGroupAssignment(changeId);
      if (!after && !changeId.startsWith('group-unassign-')) return [];
      if (data.groupName !== undefined) names.set(data.groupId, data.groupName);
      return [{ key: data.groupId, before: !after, after, confirmed }];
    }),
  );
  return new Map([...histories].map(([id, assigned]) => [id, { id, name: names.get(id) ?? id, assigned }]));
}

/** By group id: the groups that were not assigned before this set-up assigned them. */
export const ownGroups = (appliedChanges: readonly AppliedChange[]): Map<string, GroupHistory> =>
  new Map([...groupHistories(appliedChanges)].filter(([, { assigned }]) => !assigned.original));

/**
 * Ids of the people whom a group of this set-up assigns and no other. `others`: groups of others that are assigned now. Okta may go on
 * showing people for a while whose group was taken off, so that it does not count whether an own group is assigned still.
 */
export async function assignedByOwnGroups(
  okta: Okta,
  appliedChanges: readonly AppliedChange[],
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const own = [...ownGroups(appliedChanges).keys()];
  if (own.length === 0) return new Set();
  const [ours, theirs] = await Promise.all([memberIds(okta, own), memberIds(okta, others)]);
  return new Set([...ours].filter((id) => !theirs.has(id)));
}

/** A group that is not in Okta any more has no members. */
export async function memberIds(okta: Okta, groupIds: readonly string[]): Promise<Set<string>> {
  const members = await Promise.all(groupIds.map((id) => nullOn(['not-found'], () => readMembers(okta, id))));
  return new Set(members.flatMap((each) => each ?? []).map(({ userId }) => userId));
}

/** A group that may be taken off. `isAssigned`: in Okta, by now. `accounts`: what its members have by it. `doubt`: of their deactivation. */
export interface AssignedGroup {
  id: string;
  name: string;
  isAssigned: boolean;
  accounts: readonly MemberAccount[];
  deactivation: Deactivation;
  doubt: SendingDoubt | null;
}

export interface GroupRemoval {
  appId: string;
  groupId: string;
  accounts: readonly MemberAccount[];
}

/** Takes a group off the app integration, where it is assigned. `isAppDeleted`: the app integration is deleted by the same plan. */
export function planRemoval(
  { id, name, isAssigned, accounts, deactivation, doubt }: AssignedGroup,
  appId: string,
  isAppDeleted: boolean,
): PlannedChange<GroupRemoval> {
  const change: Change = {
    id: `group-unassign-${id}`,
    title: `Take the group ${name} off`,
    verb: 'delete',
    rows: [{ setting: `assignment:${id}`, now: name, after: null, verb: 'remove', note: null }],
    warnings: removalWarnings(deactivation, accounts.length > 0 ? doubt : null),
    pushes: 0,
    undo: isAppDeleted
      ? lostWithApp
      : `Assign the group again: Okta ${doubt === 'deletes' ? 'makes new accounts of those who had' : 'reactivates the accounts of those who have'} one.`,
    irreversibleEffect: null,
  };
  if (isAssigned)
    return { change, mutation: { appId, groupId: id, accounts: accounts.slice(0, awaitedAtMost) } };
  return {
    mutation: null,
    change: { ...change, verb: 'keep', warnings: [], title: `The group ${name} is not assigned` },
  };
}

/** What becomes of the accounts of its members. `doubt`: of their deactivation; null where no account is known. */
function removalWarnings(deactivation: Deactivation, doubt: SendingDoubt | null): string[] {
  const why = whyNotSent(deactivation);
  if (why !== null) return [staysActiveWhile[why]];
  if (doubt === 'deletes') return [deletesAccount];
  const doubted = doubtWarning(doubt);
  return [
    'Okta deactivates the accounts of members who are assigned through no other group.',
    ...(doubted === null ? [] : [doubted]),
  ];
}

/** The account of somebody who is assigned through a group, as its removal journals it. */
export type MemberAccount = AccountDetails & { userId: string };

/** Accounts of a group, or of the people of a ring, that are journaled and waited for. */
export const awaitedAtMost = 50;

/** Accounts that a group's members have by it. */
export async function accountsByGroup(
  okta: Okta,
  appId: string,
  members: readonly RingPerson[],
  deactivation: Deactivation,
): Promise<MemberAccount[]> {
  const userIds = members.map(({ userId }) => userId);
  const assigned = await readAssigned(okta, { appId, userIds, mostAreAsked: false });
  return members.flatMap(({ userId, name, login }): MemberAccount[] => {
    const appUser = assigned.get(userId);
    if (appUser?.scope !== 'GROUP') return [];
    const account = accountDetails(appUser, { name, login }, deactivation);
    return account === null ? [] : [{ userId, ...account }];
  });
}

const removalSchema = z.looseObject({
  accounts: z.array(accountDetailsSchema.extend({ userId: z.string() })),
});

/** The accounts of members of groups that this set-up took off, without those of people in `assigned`. */
export const accountsOfGroups = (
  appliedChanges: readonly AppliedChange[],
  assigned: { has(userId: string): boolean },
): UnassignedAccount[] =>
  appliedChanges.flatMap(({ details, at }) =>
    (removalSchema.safeParse(details).data?.accounts ?? [])
      .filter(({ userId }) => !assigned.has(userId))
      .map((account): UnassignedAccount => ({ ...account, since: new Date(at) })),
  );
