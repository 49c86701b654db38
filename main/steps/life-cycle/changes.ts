import { isDeepStrictEqual } from 'node:util';
import type { LifeCycleUser } from '../../../shared/life-cycle';
import type { LifeCyclePhase } from '../../../shared/life-cycle-phases';
import type { Change, ChangeRow } from '../../../shared/plan';
import type { User } from '../../okta/types';
import { afterUndo } from '../assignment/deactivation';
import { nameOf } from './user';

const deletes = 'The assistant can undo this: it deactivates the user in Okta and deletes it.';
// Known and approved before anything is read.
const undone = afterUndo({ deactivation: 'sent-if-ticked', doubt: null });

const row = (
  field: string,
  now: string | null,
  after: string | null,
  note: string | null = null,
): ChangeRow => ({
  setting: `okta-user:${field}`,
  now,
  after,
  verb: now === null ? 'add' : after === null ? 'remove' : 'change',
  note,
});

type Words = Pick<Change, 'id' | 'title' | 'verb' | 'rows'> & Partial<Change>;
const change = (words: Words): Change => ({
  warnings: [],
  pushes: 0,
  undo: deletes,
  irreversibleEffect: null,
  ...words,
});

export const createChangeId = 'create-life-cycle-user';
export const deactivateChangeId = 'deactivate-life-cycle-user';
export const deleteChangeId = 'delete-life-cycle-user';

function creation(user: LifeCycleUser): Change {
  return change({
    id: createChangeId,
    title: `Create the Okta user ${nameOf(user)}`,
    verb: 'create',
    rows: [
      row('login', null, user.email),
      row('email', null, user.email),
      row('firstName', null, user.givenName),
      row('lastName', null, user.familyName),
      row('displayName', null, user.marker, 'By it the assistant recognises its own user.'),
    ],
    warnings: [
      'Okta puts every user into the group Everyone: what is assigned to Everyone is assigned to this user too.',
    ],
  });
}

const activation = (user: LifeCycleUser): Change =>
  change({
    id: 'activate-life-cycle-user',
    title: `Activate ${nameOf(user)} without an email and without a password`,
    verb: 'update',
    rows: [row('status', 'STAGED', 'PROVISIONED', 'Nobody can sign in as this user.')],
  });

function assignment(user: LifeCycleUser, isAgain: boolean): Change {
  return change({
    id: 'assign-life-cycle-user',
    title: `Assign ${nameOf(user)}${isAgain ? ' again' : ' to the app integration'}`,
    verb: 'create',
    rows: [{ setting: `assignment:${nameOf(user)}`, now: null, after: 'assigned', verb: 'add', note: null }],
    pushes: 1,
    undo: `The assistant can undo this: it unassigns the user. ${undone.says}`,
    irreversibleEffect: undone.remains,
  });
}

const unassignment = (user: LifeCycleUser): Change =>
  change({
    id: 'unassign-life-cycle-user',
    title: `Unassign ${nameOf(user)}`,
    verb: 'delete',
    rows: [
      { setting: `assignment:${nameOf(user)}`, now: 'assigned', after: null, verb: 'remove', note: null },
    ],
    pushes: 1,
    undo: 'The next phase assigns the user again.',
  });

const renaming = (user: LifeCycleUser): Change =>
  change({
    id: 'rename-life-cycle-user',
    title: `Change the first name of ${nameOf(user)}`,
    verb: 'update',
    rows: [row('firstName', user.givenName, user.changedGivenName)],
    pushes: 1,
  });

const moving = (user: LifeCycleUser): Change =>
  change({
    id: 'move-life-cycle-user',
    title: `Change the email and the user name of ${nameOf(user)} together`,
    verb: 'update',
    rows: [row('login', user.email, user.changedEmail), row('email', user.email, user.changedEmail)],
    pushes: 1,
  });

/** `status`: what the user has before. */
export const deactivation = (user: LifeCycleUser, status = 'PROVISIONED'): Change =>
  change({
    id: deactivateChangeId,
    title: `Deactivate the Okta user ${nameOf(user)}`,
    verb: 'update',
    rows: [row('status', status, 'DEPROVISIONED', 'Okta takes the user out of every app.')],
    pushes: 1,
    undo: 'Not needed: nobody uses this user, and it is deleted next.',
  });

/** `login`: the user name that it has then. */
export const deletion = (user: LifeCycleUser, login: string): Change =>
  change({
    id: deleteChangeId,
    title: `Delete the Okta user ${nameOf(user)}`,
    verb: 'delete',
    rows: [row('login', login, null)],
    undo: 'Not at all, and nothing needs it.',
  });

/** The changes of a phase, the same before and while it is done: by them what was approved is recognised. */
export const changesOf: Record<LifeCyclePhase, (user: LifeCycleUser) => Change[]> = {
  create: (user) => [creation(user), activation(user)],
  assign: (user) => [assignment(user, false)],
  'first-name': (user) => [renaming(user)],
  'user-name': (user) => [moving(user)],
  unassign: (user) => [unassignment(user)],
  reassign: (user) => [assignment(user, true)],
  deactivate: (user) => [deactivation(user)],
  'clean-up': (user) => cleanUpOf(user, null),
};

/** The last phase can come early: its user is as Okta has it then. Null: as the phases before leave it. */
export const cleanUpOf = (user: LifeCycleUser, person: User | null): Change[] => [
  deactivation(user, person?.status),
  deletion(user, person?.login ?? user.changedEmail),
];

/** Whether a change of a phase is one of those that were approved. What the user had before may be older where the phase came early. */
export function isApproved(phase: LifeCyclePhase, user: LifeCycleUser, planned: Change): boolean {
  return changesOf[phase](user).some(
    (known) =>
      known.id === planned.id &&
      (planned.verb === 'keep' ||
        isDeepStrictEqual(known, phase === 'clean-up' ? withBeforeOf(known, planned) : planned)),
  );
}

const withBeforeOf = (known: Change, planned: Change): Change => ({
  ...planned,
  rows: planned.rows.map((each, index) => ({ ...each, now: known.rows[index]?.now ?? null })),
});
