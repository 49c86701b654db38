import { z } from 'zod';
import { agreed, counted, firstOf } from '../../../shared/counted';
import type { AccountReading } from '../../observe/account';
import type { OktopostScim } from '../../oktopost/types';
import type { AppliedChange } from '../../storage/applied-changes';
import { accountsNamed, readManyAccounts } from './accounts';

/** What an account at Oktopost is before its user is assigned; `gone`: there is none. */
export type AccountBefore = Exclude<AccountReading['state'], 'not-read'>;

/** Of people who are assigned next: what account Oktopost has of each, by user id; nobody of whom that was not read. */
export async function readBefore(
  oktopost: OktopostScim | null,
  people: readonly { userId: string; userName: string }[],
): Promise<ReadonlyMap<string, AccountBefore>> {
  const before = new Map<string, AccountBefore>();
  const keys = people.map((person) => ({ ...person, externalId: null }));
  const take = async (some: typeof keys): Promise<void> => {
    for (const { key, reading } of await readManyAccounts(oktopost, some))
      if (reading.state !== 'not-read') before.set(key.userId, reading.state);
  };
  await take(keys.slice(0, 1));
  // Oktopost that does not answer the first time holds nobody up.
  if (before.size > 0) await take(keys.slice(1));
  return before;
}

/** What the assignment of a person journals of it. */
export const beforeOf = (active: boolean | null): { activeBefore?: boolean } =>
  active === null ? {} : { activeBefore: active };

/** With it, that there was none: then Okta makes one. */
export const accountBefore = (
  account: AccountBefore | null,
): { activeBefore?: boolean; isNew?: boolean } => ({
  ...beforeOf(account === null ? null : account === 'active'),
  ...(account === 'gone' && { isNew: true }),
});

/** Oktopost had no account of whom this assigned. */
export const wasNew = ({ details, confirmed }: AppliedChange): boolean =>
  confirmed && details['isNew'] === true;

/** So many members of a group are told apart in one entry of the journal, whose length is bounded. */
const journaledAtMost = 10_000;

/** What the assignment of a group journals of its members' accounts. */
export function membersBefore(
  members: readonly { userId: string; name: string }[],
  before: ReadonlyMap<string, AccountBefore>,
): { activeBefore: { userId: string; name: string }[]; notActiveBefore: string[] } | null {
  if (before.size === 0) return null;
  const were = (isActive: boolean): typeof members =>
    members
      .filter(({ userId }) => before.has(userId) && (before.get(userId) === 'active') === isActive)
      .slice(0, journaledAtMost);
  return {
    activeBefore: were(true).map(({ userId, name }) => ({ userId, name })),
    notActiveBefore: were(false).map(({ userId }) => userId),
  };
}

const personSchema = z.looseObject({ userId: z.string(), activeBefore: z.boolean().optional() });
const groupSchema = z.looseObject({
  activeBefore: z.array(z.looseObject({ userId: z.string(), name: z.string() })),
  notActiveBefore: z.array(z.string()),
});

/**
 * By user id: whether the account was active when this set-up first changed the assignment of its user; null: not known. Later
 * entries say nothing: by then the account is what this set-up made of it.
 */
export function activeBefore(appliedChanges: readonly AppliedChange[]): Map<string, boolean | null> {
  const before = new Map<string, boolean | null>();
  const note = (userId: string, active: boolean | null): void => {
    if (!before.has(userId)) before.set(userId, active);
  };
  for (const { details } of appliedChanges) {
    const { data: person } = personSchema.safeParse(details);
    if (person !== undefined) note(person.userId, person.activeBefore ?? null);
    const { data: group } = groupSchema.safeParse(details);
    for (const { userId } of group?.activeBefore ?? []) note(userId, true);
    for (const userId of group?.notActiveBefore ?? []) note(userId, false);
  }
  return before;
}

/** The members whose accounts were active before a group was assigned, as that assignment journals them. */
export const membersIn = (details: AppliedChange['details']): { userId: string; name: string }[] =>
  groupSchema.safeParse(details).data?.activeBefore ?? [];

/** Members of groups that this set-up assigned whose accounts were active before that, each once. */
export function membersActiveBefore(
  appliedChanges: readonly AppliedChange[],
): { userId: string; name: string }[] {
  const before = activeBefore(appliedChanges);
  const members = appliedChanges.flatMap(({ details }) => membersIn(details));
  const byId = new Map(members.map(({ userId, name }) => [userId, { userId, name }]));
  return [...byId.values()].filter(({ userId }) => before.get(userId) === true);
}

/** What there is to know of accounts that Okta deactivates: which were active before this set-up, and of how many nobody knows. */
export function beforeSentences(
  accounts: readonly { userId: string; name: string }[],
  before: ReadonlyMap<string, boolean | null>,
): string[] {
  const were = accounts.filter(({ userId }) => before.get(userId) === true);
  const unknown = accounts.filter(({ userId }) => (before.get(userId) ?? null) === null).length;
  return [
    ...(were.length === 0 ? [] : [activeSentence(were)]),
    ...(unknown === 0
      ? []
      : [
          `Of ${counted(unknown, 'account')} it is not known whether ${agreed(unknown, 'it was', 'they were')} active before this set-up.`,
        ]),
  ];
}

/** Of people whose accounts end inactive. */
export const activeSentence = (people: readonly { name: string }[]): string => {
  const names = people.map(({ name }) => name);
  const [ends, them] =
    people.length === 1 ? ['The account ends inactive', 'it'] : ['The accounts end inactive', 'them'];
  return `Active at Oktopost before this set-up assigned them: ${firstOf(names, accountsNamed)}. ${ends}: only an admin of Oktopost, or another assignment, makes ${them} active again.`;
};
