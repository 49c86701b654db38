import { counted, firstOf } from '../../../shared/counted';
import { patienceMs } from '../../observe/lock-out';
import type { OktopostScim } from '../../oktopost/types';
import type { StepContext } from '../../plans/step';
import type { AppliedChange } from '../../storage/applied-changes';
import { leftInactiveUntil } from '../../storage/left-inactive';
import type { Session } from '../../storage/session';
import { accountsNamed, readManyAccounts } from '../assignment/accounts';
import { activeBefore, membersIn } from '../assignment/active-before';
import { unassignedAccounts, userIdIn } from '../assignment/history';
import { accountsOfGroups, awaitedAtMost, groupIdIn, isGroupAssignment } from './groups';

/** Somebody whose account at Oktopost was active before this set-up assigned them, and which Okta deactivated when it unassigned them. */
export interface LeftInactive {
  userId: string;
  name: string;
  /** By what the account is found; null: by nothing, of a member of a large group. */
  account: { userName: string; externalId: string | null } | null;
  /** When they were unassigned, ISO 8601. */
  since: string;
}

const nobody: ReadonlySet<string> = new Set();

/** Of the whole set-up, by its journal: whoever it has not assigned again since, each once. */
export function leftInactive(appliedChanges: readonly AppliedChange[]): LeftInactive[] {
  const before = activeBefore(appliedChanges);
  if (![...before.values()].includes(true)) return [];
  const left = new Map<string, LeftInactive>();
  const members = new Map<string, readonly { userId: string; name: string }[]>();
  for (const change of appliedChanges) {
    const { changeId, details, at: since, confirmed } = change;
    const groupId = groupIdIn(details);
    const assigned = confirmed && changeId.startsWith('assign') ? userIdIn(details) : null;
    if (assigned !== null) left.delete(assigned);
    if (confirmed && groupId !== null && isGroupAssignment(changeId)) {
      for (const { userId } of members.get(groupId) ?? []) left.delete(userId);
      members.set(groupId, membersIn(details));
    }
    const ended = [...unassignedAccounts([change], nobody), ...accountsOfGroups([change], nobody)];
    for (const { userId, name, isSent, userName, externalId } of ended) {
      left.delete(userId);
      if (isSent && before.get(userId) === true)
        left.set(userId, { userId, name, account: { userName, externalId }, since });
    }
    // The removal of a large group names the first accounts alone.
    if (groupId === null || isGroupAssignment(changeId) || ended.length < awaitedAtMost) continue;
    const named = new Set(ended.map(({ userId }) => userId));
    for (const { userId, name } of members.get(groupId) ?? []) {
      if (!named.has(userId) && before.get(userId) === true)
        left.set(userId, { userId, name, account: null, since });
    }
  }
  return [...left.values()];
}

/** Of these, without those of whom an admin has stated that they were looked at. */
export function notLookedAt(
  people: readonly LeftInactive[],
  { statements }: Pick<Session, 'statements'>,
): LeftInactive[] {
  const until = leftInactiveUntil(statements);
  return people.filter(({ since }) => since > until);
}

/** User ids of those of whom an admin has stated it. */
export function lookedAt({
  appliedChanges,
  session,
}: Pick<StepContext, 'appliedChanges' | 'session'>): ReadonlySet<string> {
  const until = leftInactiveUntil(session().statements);
  if (until === '') return nobody;
  const found = leftInactive(appliedChanges()).filter(({ since }) => since <= until);
  return new Set(found.map(({ userId }) => userId));
}

/** Of these, without those whose account Oktopost shows as active by now. `notRead`: of how many it shows nothing. Only reads. */
export async function readLeftInactive(
  oktopost: OktopostScim | null,
  people: readonly LeftInactive[],
): Promise<{ people: LeftInactive[]; notRead: number }> {
  const keys = people.flatMap(({ userId, account }) => (account === null ? [] : [{ userId, ...account }]));
  const read = await readManyAccounts(oktopost, keys, patienceMs);
  const states = new Map(read.map(({ key, reading }) => [key.userId, reading.state]));
  const left = people.filter(({ userId }) => states.get(userId) !== 'active');
  const isNotRead = ({ userId }: LeftInactive): boolean => (states.get(userId) ?? 'not-read') === 'not-read';
  return { people: left, notRead: left.filter(isNotRead).length };
}

/** Who they are, and what is known of their accounts. */
export function leftInactiveWords({
  people,
  notRead,
}: {
  people: readonly LeftInactive[];
  notRead: number;
}): string {
  const names = people.map(({ name, account }) =>
    account === null ? name : `${name} (${account.userName})`,
  );
  const unread =
    notRead === 0
      ? ''
      : ` ${notRead === people.length ? 'Oktopost was not read' : `Of ${counted(notRead, 'account')} Oktopost was not read`}: look there.`;
  return `Active at Oktopost before this set-up assigned them, and left inactive when it unassigned them: ${firstOf(names, accountsNamed)}.${unread}`;
}
