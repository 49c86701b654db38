import type { PeopleReason, PersonCause, PersonRow } from '../../shared/people';
import { mappingForType } from '../observe/assignment-count';
import { nameAfter } from '../observe/user-name-format';
import { keyOf } from '../observe/name-key';
import type { Mappings, OktaPerson } from '../okta/types';
import type { ScimUser } from '../oktopost/types';
import { emailSharers } from './doubles';
import { meantBy } from './look-up';
import type { FoundPerson } from './person';
import { levelOf, readinessOf } from './readiness';
import { reconcile } from './reconciliation';
import type { Gathered, Scan } from './scan';

/** Somebody with everything that is known of them, for a closer look; `row` is what the table shows. */
export interface Classified extends FoundPerson {
  row: PersonRow;
  account: ScimUser | null;
  /** Who has the email of a row with the reason `double`, whether or not they have a row too; of readiness alone. */
  sharers?: readonly OktaPerson[];
}

/** Why somebody did not arrive, by Okta's id, as a rollout or a test of one user read it. */
export type Causes = ReadonlyMap<string, PersonCause>;

/** All people of a scan, each once. `tests`: keys of ids and names of what life-cycle tests made. Pure. */
export function classify(
  scan: Scan,
  gathered: Gathered,
  tests: ReadonlySet<string> = new Set(),
  causes: Causes = new Map(),
): Classified[] {
  return scan.view === 'readiness' ? readinessRows(scan, gathered) : reconciledRows(gathered, tests, causes);
}

function readinessRows(scan: Scan, gathered: Gathered): Classified[] {
  const people = peopleOf(scan, gathered);
  const { assigned, members, lookedUp, accounts, mappings, app } = gathered;
  const everyone = [...assigned.map(({ person }) => person), ...members, ...lookedUp];
  const sharersOf = emailSharers([...new Map(everyone.map((each) => [each.userId, each])).values()]);
  const context = {
    sharing: (key: string) => sharersOf(key).length,
    accounts,
    hasMapping: (typeId: string | null) => hasMapping(mappings, typeId),
    userNameOf: (person: OktaPerson) => {
      const row = mappingForType(mappings?.readable ?? [], person.typeId)?.properties['userName'];
      // A row takes the place of the format, and is not worked out here.
      return app === null || row !== undefined ? person.login : nameAfter(app, person);
    },
  };
  return people.map((found) => {
    const reasons = readinessOf(found, context);
    const account = accounts?.byUserName(found.email) ?? accounts?.byEmail(found.email) ?? null;
    const row = rowOf(found, account, levelOf(reasons, accounts !== null), reasons);
    return { ...found, account, row, sharers: sharersOf(keyOf(found.email)) };
  });
}

function peopleOf({ source }: Scan, { assigned, members, lookedUp }: Gathered): FoundPerson[] {
  const ofAssigned = assigned.map(({ person, assignment }): FoundPerson => ({
    person,
    email: person.email,
    assignment,
  }));
  switch (source.kind) {
    case 'assigned':
      return ofAssigned;
    case 'groups': {
      const byId = new Map(assigned.map(({ person, assignment }) => [person.userId, assignment]));
      const once = new Map(members.map((person) => [person.userId, person]));
      return [...once.values()].map((person) => ({
        person,
        email: person.email,
        assignment: byId.get(person.userId) ?? null,
      }));
    }
    case 'emails':
      return ofList(source.emails, [...ofAssigned, ...unassigned(assigned, lookedUp)]);
  }
}

function unassigned(assigned: Gathered['assigned'], lookedUp: readonly OktaPerson[]): FoundPerson[] {
  const here = new Set(assigned.map(({ person }) => person.userId));
  return lookedUp
    .filter(({ userId }) => !here.has(userId))
    .map((person) => ({ person, email: person.email, assignment: null }));
}

/**
 * Whom the names of a list mean, each once: a list may have somebody's user name in one row and their email in another. Two who share
 * an email are both meant, but for a deactivated namesake.
 */
function ofList(names: readonly string[], people: readonly FoundPerson[]): FoundPerson[] {
  const meant = meantBy(people, ({ person }) => person);
  const once = new Map<string, FoundPerson>();
  for (const name of names) {
    const found = meant(name);
    for (const each of found) once.set(each.person?.userId ?? '', each);
    if (found.length === 0) once.set(keyOf(name), { person: null, email: name, assignment: null });
  }
  return [...once.values()];
}

/** Where Okta shows no mapping at all, nothing is said of anybody. */
function hasMapping(mappings: Mappings | null, typeId: string | null): boolean {
  if (mappings === null || mappings.readable.length === 0) return true;
  return (
    mappingForType(mappings.readable, typeId) !== null || mappings.unreadable.some(({ id }) => id === typeId)
  );
}

function reconciledRows(
  { assigned, accounts, lookedUp, inRepair }: Gathered,
  tests: ReadonlySet<string>,
  causes: Causes,
): Classified[] {
  return reconcile(assigned, accounts, lookedUp, inRepair).map(
    ({ person, assignment, account, state, notes: ofPerson }) => {
      const isTest = [person?.userId, account?.id, account?.userName].some((id) =>
        tests.has(keyOf(id ?? '')),
      );
      const notes = isTest ? (['life-cycle-test', ...ofPerson] as const) : ofPerson;
      const found = { person, assignment, email: person?.email ?? account?.email ?? account?.userName ?? '' };
      const row = rowOf(found, account, state, [...notes]);
      const cause = state === 'in-error' || state === 'too-early' ? causes.get(row.id) : undefined;
      return { ...found, account, row: cause === undefined ? row : { ...row, cause } };
    },
  );
}

function rowOf(
  { person, assignment, email }: FoundPerson,
  account: ScimUser | null,
  state: PersonRow['state'],
  reasons: PeopleReason[],
): PersonRow {
  return {
    id: person?.userId ?? (account === null ? `email:${email}` : `oktopost:${account.id}`),
    givenName: person?.givenName ?? account?.givenName ?? '',
    familyName: person?.familyName ?? account?.familyName ?? '',
    email,
    userName: assignment?.userName ?? person?.login ?? account?.userName ?? '',
    state,
    reasons,
  };
}
