import { z } from 'zod';
import type { App, AppUser, User } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import type { AppliedChange, BeforeAfter, ValueHistory } from '../../plans/history';
import { defineStep, draftOf } from '../../plans/step';
import type { Draft, PlannedChange, StepContext } from '../../plans/step';
import { noNotes, planRestore } from '../../plans/restore';
import type { RestorePlan } from '../../plans/restore';
import { nameOf } from './step';
import { ownApp } from '../app-integration/own-app';
import { readToApp } from '../../observe/to-app';
import type { Change, Check } from '../../../shared/plan';

/** One user whose assignment this set-up changed. */
interface Person {
  user: User;
  appUser: AppUser | null;
  before: Assigned;
}

interface Observed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  people: Person[];
  /** "Deactivate Users" is known to be on. */
  deactivates: boolean;
  found: RestorePlan<Assigned>;
}

interface Mutation {
  kind: 'assign' | 'unassign';
  appId: string;
  userId: string;
  /** User name of the account that Okta will deactivate at Oktopost; null where it will not. */
  deactivates: string | null;
}

/** Null: not assigned. Through a group is never ours: such a user can only be removed through the group. */
type Assigned = 'assigned' | 'assigned through a group' | null;

/** Sets each user's assignment back to what it was before this set-up first touched it. */
export const undoAssignmentsStep = defineStep<Record<never, never>, Observed | null, Mutation>({
  observe,

  plan: (observed): Draft<Mutation> => {
    if (observed === null) return draftOf([]);
    const { app, people, found, deactivates } = observed;
    const changes = people.flatMap((person): PlannedChange<Mutation>[] => {
      const { id } = person.user;
      if (found.unchanged.has(id)) return [kept(person)];
      if (app === null || !found.ours.has(id)) return [];
      return [person.before === null ? removal(app, person, deactivates) : assignment(app, person)];
    });
    const accounts = people.map(({ user }) => `${nameOf(user)} (${user.email})`);
    return draftOf(changes, {
      undo: {
        ...noNotes,
        drift: found.drift,
        remains: [
          `Accounts at Oktopost that Okta made or changed for: ${accounts.join(', ')}. Okta deactivates an account when its user is unassigned and never deletes it.`,
        ],
      },
    });
  },

  beforeAndAfter: ({ userId, deactivates }) => ({ userId, deactivates }),

  apply: async ({ okta }, { kind, appId, userId }) => {
    await (kind === 'assign' ? okta.assign(appId, userId) : okta.unassign(appId, userId));
    return { details: {} };
  },

  verify: async (context): Promise<Check[]> => (await observe(context))?.found.checks ?? [],
});

async function observe(context: StepContext): Promise<Observed | null> {
  const { okta } = context;
  const own = await ownApp(context);
  const histories = assignmentHistories(own?.appliedChanges ?? []);
  if (own === null || histories.size === 0) return null;
  const { app } = own;
  const read = await Promise.all(
    [...histories].map(async ([userId, { original: before }]): Promise<Person[]> => {
      const [user, appUser] = await Promise.all([
        okta.user(userId),
        app === null ? null : okta.appUser(app.id, userId),
      ]);
      // Who is not in Okta any more has no assignment either.
      return user === null ? [] : [{ user, appUser, before }];
    }),
  );
  const people = new Map(read.flat().map((person) => [person.user.id, person]));
  // Nobody is assigned again to an app integration that is deleted then.
  const isRestored = (person: Person | undefined): boolean =>
    person !== undefined && !(own.created && person.before !== null);
  const found = planRestore<Assigned>({
    histories: new Map([...histories].filter(([userId]) => isRestored(people.get(userId)))),
    now: (userId) => assignedOf(people.get(userId)?.appUser ?? null),
    label: (userId) => {
      const person = people.get(userId);
      return `Assignment of ${person === undefined ? userId : nameOf(person.user)}`;
    },
    words: (assigned) => assigned ?? 'not assigned',
  });
  const boxes = app === null ? null : (await readToApp(okta, app)).boxes;
  return { app, people: [...people.values()], found, deactivates: boxes?.[2] ?? false };
}

function assignedOf(appUser: AppUser | null): Assigned {
  if (appUser === null) return null;
  return appUser.scope === 'GROUP' ? 'assigned through a group' : 'assigned';
}

const detailsSchema = z.looseObject({ userId: z.string() });

/** Users that this set-up assigned or unassigned, of `appliedChanges`. */
export function assignmentHistories(
  appliedChanges: readonly AppliedChange[],
): Map<string, ValueHistory<Assigned>> {
  return valueHistoriesOf<Assigned>(
    appliedChanges.flatMap(({ changeId, details, confirmed }): BeforeAfter<Assigned>[] => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      const key = data.userId;
      if (changeId.startsWith('assign')) return [{ key, before: null, after: 'assigned', confirmed }];
      if (changeId.startsWith('unassign')) return [{ key, before: 'assigned', after: null, confirmed }];
      return [];
    }),
  );
}

const removalId = ({ user }: Person): string => `unassign-${user.id}`;
const assignmentId = ({ user }: Person): string => `assign-${user.id}`;

export interface Leaving {
  userId: string;
  userName: string;
  since: Date;
}

/** Who was unassigned by an undo, so that Okta has to deactivate their account at Oktopost. */
export function leavingOf(appliedChanges: readonly AppliedChange[]): Leaving[] {
  return appliedChanges.flatMap(({ details, at }) => {
    const { data } = leavingSchema.safeParse(details);
    return data === undefined
      ? []
      : [{ userId: data.userId, userName: data.deactivates, since: new Date(at) }];
  });
}

const leavingSchema = z.looseObject({ userId: z.string(), deactivates: z.string() });

function removal(app: App, person: Person, deactivates: boolean): PlannedChange<Mutation> {
  const { user, appUser } = person;
  const provisioned = appUser !== null && appUser.externalId !== null;
  return {
    mutation: {
      kind: 'unassign',
      appId: app.id,
      userId: user.id,
      deactivates: provisioned && deactivates ? (appUser.userName ?? user.login) : null,
    },
    change: {
      id: removalId(person),
      title: `Unassign ${nameOf(user)}`,
      verb: 'delete',
      rows: [{ setting: 'Assignment', now: user.login, after: null, verb: 'remove', note: null }],
      warnings: provisioned ? ['Okta deactivates this user’s account at Oktopost. It is not deleted.'] : [],
      pushes: provisioned ? 1 : 0,
      undo: 'Assign the user again: Okta reactivates the account.',
      irreversibleEffect: null,
    },
  };
}

function assignment(app: App, person: Person): PlannedChange<Mutation> {
  const { user } = person;
  return {
    mutation: { kind: 'assign', appId: app.id, userId: user.id, deactivates: null },
    change: {
      id: assignmentId(person),
      title: `Assign ${nameOf(user)} again`,
      verb: 'create',
      rows: [{ setting: 'Assignment', now: null, after: user.login, verb: 'add', note: null }],
      warnings: [],
      pushes: 1,
      undo: 'Unassign the user in Okta.',
      irreversibleEffect: null,
    },
  };
}

/** Has the id of what it would be otherwise, so that a lost answer is recognised as done. */
function kept(person: Person): PlannedChange<Mutation> {
  const change: Change = {
    id: person.before === null ? removalId(person) : assignmentId(person),
    title: `${nameOf(person.user)} is ${person.before === null ? 'not assigned' : 'assigned'}, as before`,
    verb: 'keep',
    rows: [],
    warnings: [],
    pushes: 0,
    undo: 'Nothing is written for this.',
    irreversibleEffect: null,
  };
  return { mutation: null, change };
}
