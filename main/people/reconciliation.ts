import type { ReconciliationNote, ReconciliationState } from '../../shared/people';
import { assertNever } from '../../shared/errors';
import { wasNeverSent } from '../observe/never-sent';
import { isFromDirectory, statusRule } from '../observe/person-rules';
import { isIdentical } from '../observe/user-names';
import { keyOf } from '../observe/name-key';
import type { Assignment, OktaPerson } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import type { Accounts } from './accounts';
import { emailCounts } from './doubles';
import { meantBy } from './look-up';
import { nameReasons } from './readiness';

/** Somebody at Okta, at Oktopost, or at both, with where they are. */
export interface Reconciled {
  /** Null: nobody in Okta. */
  person: OktaPerson | null;
  assignment: Assignment | null;
  /** Null: no account, or Oktopost was not read. */
  account: ScimUser | null;
  state: ReconciliationState;
  notes: ReconciliationNote[];
}

interface Assigned {
  person: OktaPerson;
  assignment: Assignment;
}

/**
 * Joins who is assigned with who has an account. `known`: the Okta users of accounts that nobody assigned has. Without `accounts` all of it is as Okta says. `inRepair`: ids of those of
 * `known` whom a repair has unassigned: they are told of without an account too. Pure; each account belongs to one person.
 */
export function reconcile(
  assigned: readonly Assigned[],
  accounts: Accounts | null,
  known: readonly OktaPerson[],
  inRepair: ReadonlySet<string> = new Set(),
): Reconciled[] {
  const taken = new Set<string>();
  const sharing = emailCounts(assigned.map(({ person }) => ({ person, email: person.email })));
  const joined = assigned.map((each): Reconciled => {
    const account = accounts === null ? null : accountOf(each, accounts);
    if (account !== null) taken.add(account.id);
    return { ...each, account, ...placeOf(each, account, accounts, sharing) };
  });
  const others = (accounts?.all ?? []).filter(({ id }) => !taken.has(id));
  const meant = meantBy(known, (person) => person);
  const unassigned = others.map((account) => withoutAssignment(account, accounts, meant));
  const rest = restInRepair(known, inRepair, [...joined, ...unassigned]);
  return [...joined, ...unassigned.map((each) => withRepair(each, inRepair)), ...rest];
}

/** Whom a repair has unassigned, and who has no account that could tell of them. */
function restInRepair(
  known: readonly OktaPerson[],
  inRepair: ReadonlySet<string>,
  told: readonly Reconciled[],
): Reconciled[] {
  const isTold = new Set(told.map(({ person }) => person?.userId));
  return known
    .filter(({ userId }) => inRepair.has(userId) && !isTold.has(userId))
    .map((person) => ({
      ...{ person, assignment: null, account: null, state: 'not-assigned' },
      notes: ['in-repair', ...statusNotes(person)],
    }));
}

const withRepair = (each: Reconciled, inRepair: ReadonlySet<string>): Reconciled =>
  each.person !== null && inRepair.has(each.person.userId)
    ? { ...each, notes: ['in-repair', ...each.notes] }
    : each;

/** The accounts that nobody who is assigned has: whether Okta knows them is asked for these alone. */
export function unassignedAccounts(assigned: readonly Assigned[], accounts: Accounts): ScimUser[] {
  const taken = new Set(assigned.flatMap((each) => accountOf(each, accounts)?.id ?? []));
  return accounts.all.filter(({ id }) => !taken.has(id));
}

/** By Okta's own link first: names change, and the link stays. */
function accountOf({ person, assignment }: Assigned, accounts: Accounts): ScimUser | null {
  const linked = assignment.externalId === null ? null : accounts.byId(assignment.externalId);
  return (
    linked ??
    accounts.byOktaId(person.userId) ??
    accounts.byUserName(assignment.userName ?? '') ??
    accounts.byUserName(person.email)
  );
}

function placeOf(
  { person, assignment }: Assigned,
  account: ScimUser | null,
  accounts: Accounts | null,
  sharing: (key: string) => number,
): Pick<Reconciled, 'state' | 'notes'> {
  const { externalId, userName } = assignment;
  const isLinked = account !== null && account.id === externalId;
  const notes: ReconciliationNote[] = assignment.syncState === 'ERROR' ? nameReasons(person) : [];
  if (account !== null && externalId === null) notes.push('account-exists');
  if (account !== null && externalId !== null && !isLinked) notes.push('other-account');
  if (account !== null) noteDifferences(notes, person, assignment, account);
  if (!notes.includes('user-name-differs') && !isIdentical({ userName, email: person.email })) {
    notes.push('user-name-differs');
  }
  notes.push(...statusNotes(person));
  if (assignment.scope === 'GROUP') notes.push('by-group');
  if (isFromDirectory(person.source)) notes.push('from-directory');
  const isDouble = sharing(keyOf(person.email)) > 1 || (accounts?.countOf(person.email) ?? 0) > 1;
  if (isDouble) notes.push('double');
  return { state: stateOf(assignment, account, accounts !== null, isLinked, notes), notes };
}

function stateOf(
  assignment: Assignment,
  account: ScimUser | null,
  isRead: boolean,
  isLinked: boolean,
  notes: readonly ReconciliationNote[],
): ReconciliationState {
  if (isLeftActive(account, notes)) return 'left-active';
  if (assignment.syncState === 'ERROR') return 'in-error';
  if (wasNeverSent(assignment)) return 'too-early';
  if (assignment.externalId === null) return 'pending';
  if (isRead && !isLinked) return 'gone';
  if (account !== null && !account.active) return 'inactive-there';
  const differs = (['user-name-differs', 'name-differs', 'email-differs'] as const).some((note) =>
    notes.includes(note),
  );
  if (differs) return 'differs';
  return isRead ? 'arrived' : 'sent';
}

/** Whatever else is of somebody who left: the account that can still be used comes first. */
const isLeftActive = (account: ScimUser | null, notes: readonly ReconciliationNote[]): boolean =>
  account?.active === true && notes.includes('deactivated');

/** Oktopost against what Okta sends: values that are not mapped are not compared. */
function noteDifferences(
  notes: ReconciliationNote[],
  person: OktaPerson,
  assignment: Assignment,
  account: ScimUser,
): void {
  if (account.userName !== (assignment.userName ?? person.email)) notes.push('user-name-differs');
  if (
    differs(assignment.givenName, account.givenName) ||
    differs(assignment.familyName, account.familyName)
  ) {
    notes.push('name-differs');
  }
  if (account.email !== null && keyOf(account.email) !== keyOf(person.email)) notes.push('email-differs');
}

const differs = (sent: string | null, there: string | null): boolean =>
  sent !== there && sent !== null && there !== null && sent.trim() !== '' && sent.trim() !== there.trim();

function statusNotes({ status }: OktaPerson): ReconciliationNote[] {
  const rule = statusRule(status);
  switch (rule) {
    case 'active':
    case 'waits':
    case 'unknown':
      return [];
    case 'deactivated':
    case 'suspended':
      return [rule];
    default:
      return assertNever(rule);
  }
}

/**
 * Whose an account is of several whom its name could mean: it holds the id that Okta sent with it, and the email as Okta sent it, in the
 * very letters. Null: nothing tells.
 */
function toldApart({ externalId, userName }: ScimUser, owners: readonly OktaPerson[]): OktaPerson | null {
  const linked = owners.find(({ userId }) => userId === externalId);
  if (linked !== undefined) return linked;
  const [one, another] = owners.filter(({ email }) => email === userName);
  return one !== undefined && another === undefined ? one : null;
}

function withoutAssignment(
  account: ScimUser,
  accounts: Accounts | null,
  meant: (name: string) => readonly OktaPerson[],
): Reconciled {
  const byName = meant(account.userName);
  const owners = byName.length > 0 ? byName : meant(account.email ?? '');
  const told = toldApart(account, owners);
  const person = told ?? owners.find(({ status }) => status === 'ACTIVE') ?? owners[0] ?? null;
  const use: ReconciliationNote = account.active ? 'account-active' : 'account-inactive';
  const isDouble = owners.length > 1 || (accounts?.countOf(account.userName) ?? 0) > 1;
  const unclear = told === null && owners.length > 1 ? (['owner-unclear'] as const) : [];
  const double = isDouble ? (['double', ...unclear] as const) : [];
  if (person === null) {
    return { person, assignment: null, account, state: 'only-at-oktopost', notes: [use, ...double] };
  }
  const directory = isFromDirectory(person.source) ? (['from-directory'] as const) : [];
  const notes = [use, ...statusNotes(person), ...directory, ...double];
  const state = isLeftActive(account, notes) ? 'left-active' : 'not-assigned';
  return { person, assignment: null, account, state, notes };
}
