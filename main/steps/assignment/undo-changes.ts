import type { Change } from '../../../shared/plan';
import type { Person } from '../../observe/people';
import { nameAfter } from '../../observe/user-name-format';
import type { App } from '../../okta/types';
import type { ValueHistory } from '../../plans/history';
import type { PlannedChange } from '../../plans/step';
import { assignAgain, lostWithApp } from './history';
import type { Deactivating } from './deactivation';
import type { AccountDetails, Assigned, KeptAssignment } from './history';
import { planUnassignment, unassignId } from './unassign-change';

/** Someone whose assignment this set-up changed. */
export interface Affected extends Person {
  history: ValueHistory<Assigned>;
  /** Assigned by others before, and again by this set-up. */
  byOthersBefore: boolean;
  /** Of whom a repair left unassigned; null: nothing. */
  kept: KeptAssignment | null;
  /** The user name of their assignment before this set-up; null: not known, or there was none. */
  nameBefore: string | null;
  /** The account was active before this set-up, and is to end inactive. */
  activeBefore: boolean;
  /** Okta made it where the assistant does not read, as the test found. */
  isElsewhere: boolean;
}

/** One request of the undo. */
export type Mutation = { appId: string; userId: string } & (
  | { kind: 'assign'; kept: KeptAssignment | null }
  /** `account`: the account at Oktopost of someone who is unassigned; null where there is none. */
  | { kind: 'unassign'; account: AccountDetails | null }
);

const assignmentId = ({ userId }: Person): string => `assign-${userId}`;

/** Unassigns somebody. `created`: the app integration is deleted by the same undo. */
export function removal(
  app: App,
  person: Affected,
  deactivating: Deactivating,
  created: boolean,
): PlannedChange<Mutation> {
  const { change, account } = planUnassignment(
    person,
    deactivating,
    created ? lostWithApp : assignAgain(deactivating.doubt),
    person.byOthersBefore
      ? 'Others had assigned them; this set-up assigned them again.'
      : person.activeBefore
        ? 'The account was active before this set-up assigned them.'
        : null,
  );
  const journaled =
    account !== null && person.isElsewhere ? { ...account, isElsewhere: true as const } : account;
  return { change, mutation: { kind: 'unassign', appId: app.id, userId: person.userId, account: journaled } };
}

/** Source: article, "Restrictions". */
const refusedName =
  'Okta sends the user name from before to Oktopost, which refuses one that is not the email: no account is made, or made active again.';

const nameFromBefore = 'With the user name from before.';
const keptByItsRepair = 'With what the repair kept of their assignment.';

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Assigns somebody again whom this set-up unassigned. `creates`: Okta sends whom it assigns. */
export function assignment(app: App, person: Affected, creates: boolean): PlannedChange<Mutation> {
  const { userId, name, nameBefore } = person;
  const made = nameAfter(app, person);
  const kept =
    nameBefore === null || (person.kept === null && nameBefore === made)
      ? person.kept
      : { userName: nameBefore, profile: person.kept?.profile ?? {} };
  const isRefused = creates && typeof kept?.userName === 'string' && !isSame(kept.userName, person.email);
  const note = kept === null ? null : person.kept === null ? nameFromBefore : keptByItsRepair;
  return {
    mutation: { kind: 'assign', appId: app.id, userId, kept },
    change: {
      id: assignmentId(person),
      title: `Assign ${name} again`,
      verb: 'create',
      rows: [
        { setting: `assignment:${userId}`, now: null, after: kept?.userName ?? made, verb: 'add', note },
      ],
      warnings: isRefused ? [refusedName] : [],
      pushes: creates ? 1 : 0,
      undo: 'Unassign the user in Okta.',
      irreversibleEffect: null,
    },
  };
}

/** Somebody who is as before. It has the id of the change that it replaces: so a change whose response was lost is recognised as applied. */
export function unchanged(person: Affected): PlannedChange<Mutation> {
  const { name, history, nameBefore, appUser } = person;
  const wasAssigned = history.original !== null;
  // Of another user name the step of those tells.
  const isAsBefore = appUser === null || nameBefore === null || appUser.userName === nameBefore;
  const how = !isAsBefore ? 'stays assigned' : `is ${wasAssigned ? 'assigned' : 'not assigned'}`;
  const asBefore = person.byOthersBefore || !isAsBefore ? '' : ', as before';
  const change: Change = {
    id: wasAssigned ? assignmentId(person) : unassignId(person.userId),
    title: `${name} ${how}${asBefore}`,
    verb: 'keep',
    rows: [],
    warnings: [],
    pushes: 0,
    undo: 'Nothing is written for this.',
    irreversibleEffect: null,
  };
  return { mutation: null, change };
}
