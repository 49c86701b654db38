import { personOf } from '../../okta/person';
import type { Okta } from '../../okta/okta';
import type { AssignedPerson, OktaPerson } from '../../okta/types';
import type { OktopostScim } from '../../oktopost/types';
import { mappingForType } from '../../observe/assignment-count';
import { keyOf } from '../../observe/name-key';
import { accountsOf } from '../../people/accounts';
import type { Accounts } from '../../people/accounts';
import { noAccounts, readAccounts } from '../../people/accounts-read';
import { emailCounts, emailTaken } from '../../people/doubles';
import { usersNamed } from '../../people/look-up';
import { readinessOf } from '../../people/readiness';
import type { ReadinessContext } from '../../people/readiness';
import type { ReadinessReason } from '../../../shared/people';
import type { RolloutChoice, SkipReason } from '../../../shared/rollout-plan';
import { isFailureToRead } from '../failures';
import type { ChosenGroup } from './plan-rings';
import { readMembers, ringPerson } from '../../steps/rollout/members';
import type { RingPerson } from '../../steps/rollout/ring';

export interface Skipped {
  readonly person: RingPerson;
  readonly reason: SkipReason;
}

/** Everyone who was chosen, judged. */
export interface Gathered {
  readonly people: readonly RingPerson[];
  readonly groups: readonly ChosenGroup[];
  readonly skipped: readonly Skipped[];
  /** Members of `groups` who are better left out; a group assigns them all the same. */
  readonly notReady: readonly RingPerson[];
  /** Null: Oktopost's list could not be read. */
  readonly accounts: Accounts | null;
}

export interface GatherParts {
  okta: Okta;
  oktopost: OktopostScim | null;
  appId: string;
  choice: Pick<RolloutChoice, 'groups' | 'userIds'>;
  /** Of a list of emails. */
  listed: readonly OktaPerson[];
  /** Of each email of the list that several have, who may be meant: nobody, until the admin chose one of them. */
  unclear: readonly (readonly OktaPerson[])[];
}

/**
 * Reads who was chosen, who is assigned and who has an account, and says who is left out and why, by the rules of the readiness
 * check. Costs a request for each 500 assigned people and 500 members, and Oktopost's list.
 */
export async function gather(parts: GatherParts): Promise<Gathered> {
  const { okta, appId, choice, listed, unclear } = parts;
  const [assigned, mappings, accounts, users, groups] = await Promise.all([
    readAssignments(okta, appId),
    okta.mappings(appId),
    readAllAccounts(parts),
    usersNamed(okta, choice.userIds),
    readGroups(okta, choice.groups),
  ]);
  const picked = users.map(personOf);
  const chosen = new Map<string, OktaPerson>();
  for (const person of [...picked, ...listed, ...groups.flatMap(({ members }) => members)]) {
    chosen.set(person.userId, person);
  }
  const { readable, unreadable } = mappings;
  const context: ReadinessContext = {
    sharing: emailCounts([...chosen.values()].map((person) => ({ person, email: person.email }))),
    accounts,
    hasMapping: (typeId) =>
      readable.length === 0 ||
      mappingForType(readable, typeId) !== null ||
      unreadable.some(({ id }) => id === typeId),
  };
  const isTakenByOther = takenAmong([...assigned.values()], accounts);
  const reasonOf = (person: OktaPerson): SkipReason | null => {
    const assignment = assigned.get(person.userId)?.assignment ?? null;
    const reasons = readinessOf({ person, email: person.email, assignment }, context);
    return skipReasonOf(reasons, assignment, isTakenByOther(person));
  };
  const skipped = new Map<string, Skipped>();
  const isTaken = (person: OktaPerson): boolean => {
    const reason = reasonOf(person);
    if (reason !== null) skipped.set(person.userId, { person: ringPerson(person), reason });
    return reason === null;
  };
  const taken = new Map([...chosen].map(([id, person]) => [id, isTaken(person)]));
  const isPicked = new Set(choice.userIds);
  for (const person of unclear.filter((all) => !all.some(({ userId }) => isPicked.has(userId))).flat()) {
    if (!chosen.has(person.userId)) {
      skipped.set(person.userId, { person: ringPerson(person), reason: 'unclear' });
    }
  }
  const inGroups = new Set(groups.flatMap(({ members }) => members.map(({ userId }) => userId)));
  const notReady = [...skipped.values()].filter(
    ({ person, reason }) => inGroups.has(person.userId) && assignsAnyway.includes(reason),
  );
  for (const { person } of notReady) {
    skipped.delete(person.userId);
    taken.set(person.userId, true);
  }
  return {
    people: [...new Map([...picked, ...listed].map((person) => [person.userId, person])).values()]
      .filter(({ userId }) => taken.get(userId) === true && !inGroups.has(userId))
      .map(ringPerson),
    groups: groups.map(({ id, name, members }) => ({
      id,
      name,
      members: members.filter(({ userId }) => taken.get(userId) === true).map(ringPerson),
    })),
    skipped: [...skipped.values()],
    notReady: notReady.map(({ person }) => person),
    accounts,
  };
}

/** A group assigns every active member, whatever the readiness check says of them. */
const assignsAnyway: readonly SkipReason[] = ['name-missing', 'no-email', 'taken', 'double', 'no-mapping'];

const skipOf: Partial<Record<ReadinessReason, SkipReason>> = {
  deactivated: 'deactivated',
  suspended: 'suspended',
  'in-error': 'in-error',
  'too-early': 'too-early',
  provisioned: 'arrived',
  'given-name-missing': 'name-missing',
  'family-name-missing': 'name-missing',
  'email-missing': 'no-email',
  'email-unusable': 'no-email',
  'type-without-mapping': 'no-mapping',
  double: 'double',
};

/** In this order: who is assigned already is that first of all. */
const order: readonly SkipReason[] = [
  'arrived',
  'in-error',
  'too-early',
  'deactivated',
  'suspended',
  'no-email',
  'name-missing',
  'no-mapping',
  'taken',
  'double',
];

function skipReasonOf(
  reasons: readonly ReadinessReason[],
  assignment: AssignedPerson['assignment'] | null,
  isTaken: boolean,
): SkipReason | null {
  const found = new Set(reasons.flatMap((reason) => skipOf[reason] ?? []));
  if (isTaken) found.add('taken');
  const first = order.find((reason) => found.has(reason));
  const isStanding = first === 'arrived' || first === 'in-error' || first === 'too-early';
  return assignment === null || isStanding ? (first ?? null) : 'on-the-way';
}

/**
 * Whether the account that Okta would link somebody to is that of somebody who is assigned: by the email or user name of those, or
 * by the account that Okta has of them.
 */
function takenAmong(
  assigned: readonly AssignedPerson[],
  accounts: Accounts | null,
): (person: OktaPerson) => boolean {
  const owners = new Map<string, Set<string>>();
  const add = (key: string | null, userId: string): void => {
    if (key === null || key === '') return;
    owners.set(key, (owners.get(key) ?? new Set()).add(userId));
  };
  const accountKey = (id: string): string => `account ${id}`;
  for (const { person, assignment } of assigned) {
    add(emailTaken({ person, email: person.email }), person.userId);
    add(keyOf(assignment.userName ?? ''), person.userId);
    if (assignment.externalId !== null) add(accountKey(assignment.externalId), person.userId);
  }
  return ({ userId, email }) => {
    const account = accounts?.byUserName(email) ?? null;
    const keys = [keyOf(email), ...(account === null ? [] : [accountKey(account.id)])];
    return keys.some((key) => [...(owners.get(key) ?? [])].some((owner) => owner !== userId));
  };
}

async function readAssignments(okta: Okta, appId: string): Promise<Map<string, AssignedPerson>> {
  const found = new Map<string, AssignedPerson>();
  for await (const { items } of okta.assignedPages(appId, null)) {
    for (const each of items) found.set(each.person.userId, each);
  }
  return found;
}

async function readGroups(
  okta: Okta,
  groups: RolloutChoice['groups'],
): Promise<{ id: string; name: string; members: OktaPerson[] }[]> {
  return Promise.all(
    groups.map(async ({ id, name }) => ({ id, name, members: await readMembers(okta, id) })),
  );
}

/** Null where Oktopost cannot be read: the plan says so. */
async function readAllAccounts({ oktopost }: GatherParts): Promise<Accounts | null> {
  if (oktopost === null) return null;
  const read = noAccounts();
  try {
    await readAccounts(read, oktopost, new AbortController().signal, () => undefined);
  } catch (error) {
    if (!isFailureToRead(error)) throw error;
    return null;
  }
  return accountsOf([...read.accounts.values()]);
}
