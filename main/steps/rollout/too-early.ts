import type { Change, Check } from '../../../shared/plan';
import { readAssigned } from '../../observe/people';
import { wasNeverSent } from '../../observe/never-sent';
import type { AppUser } from '../../okta/types';
import { defineItemStep } from '../../plans/item-step';
import type { PlannedChange } from '../../plans/step';
import { requireApp } from '../../storage/required';
import type { RingPerson } from './ring';

/** Somebody who was assigned too early, with what their next assignment keeps. */
export interface TooEarly extends RingPerson {
  /** Null: as Okta makes it. */
  readonly keptUserName: string | null;
  /** Values that no mapping sets. */
  readonly keptProfile: Readonly<Record<string, unknown>>;
}

interface Settings {
  half: 'unassign' | 'assign';
  people: readonly TooEarly[];
}

interface Item {
  half: Settings['half'];
  person: TooEarly;
  appUser: AppUser | null;
}

interface Listed {
  appId: string;
  items: readonly Item[];
}

interface Mutation {
  half: Settings['half'];
  appId: string;
  person: TooEarly;
}

/**
 * One half of the repair: unassigns people who were never sent, or assigns them again with what is kept. Only who is assigned directly,
 * was never sent, and so has no account to lose is unassigned.
 */
export const tooEarlyStep = defineItemStep<Settings, Item, Listed, Mutation>({
  list: async ({ okta, session }, { half, people }) => {
    const { id: appId } = requireApp(session());
    const userIds = people.map(({ userId }) => userId);
    const assigned = await readAssigned(okta, { appId, userIds, mostAreAsked: false });
    return {
      appId,
      items: people.map((person) => ({ half, person, appUser: assigned.get(person.userId) ?? null })),
    };
  },

  plan: ({ half, person, appUser }, { appId }) =>
    half === 'unassign' ? planRemoval(person, appUser, appId) : planAssignment(person, appUser, appId),

  notes: (_listed, changes) => ({
    touched: changes.flatMap(({ mutation }) =>
      mutation === null ? [] : [{ userId: mutation.person.userId, name: mutation.person.name }],
    ),
  }),

  observe: async ({ okta }, item, { appId }) => ({
    ...item,
    appUser: await okta.appUser(appId, item.person.userId),
  }),

  beforeAndAfter: ({ half, person: { userId, keptUserName, keptProfile } }) =>
    half === 'unassign' ? { userId, kept: { userName: keptUserName, profile: keptProfile } } : { userId },

  apply: async ({ okta }, { half, appId, person }) => {
    const remember = { changedSomething: true };
    if (half === 'unassign') {
      await okta.unassign(appId, person.userId);
      return { details: {}, remember };
    }
    await okta.assignKeeping(appId, person.userId, {
      userName: person.keptUserName,
      profile: person.keptProfile,
    });
    return { details: {}, remember };
  },

  verify: (): Promise<Check[]> => Promise.resolve([]),
});

export const removalChangeId = (userId: string): string => `unassign-${userId}`;
export const againChangeId = (userId: string): string => `assign-${userId}`;

function planRemoval(
  person: TooEarly,
  appUser: AppUser | null,
  appId: string,
): PlannedChange<Mutation> | null {
  const { userId, name, login } = person;
  const change: Change = {
    id: removalChangeId(userId),
    title: `Unassign ${name}, who was assigned too early`,
    verb: 'delete',
    rows: [{ setting: `assignment:${userId}`, now: login, after: null, verb: 'remove', note: null }],
    warnings: [],
    pushes: 0,
    undo: 'The assistant assigns the user again, a minute later.',
    irreversibleEffect: null,
  };
  if (appUser === null) return { mutation: null, change: { ...change, verb: 'keep' } };
  // Sent meanwhile, or assigned through a group since: there is nothing to repair, and an account to lose.
  if (!wasNeverSent(appUser) || appUser.scope === 'GROUP') return null;
  return { change, mutation: { half: 'unassign', appId, person } };
}

function planAssignment(person: TooEarly, appUser: AppUser | null, appId: string): PlannedChange<Mutation> {
  const { userId, name, login, keptUserName } = person;
  const change: Change = {
    id: againChangeId(userId),
    title: `Assign ${name} again`,
    verb: 'create',
    rows: [
      { setting: `assignment:${userId}`, now: null, after: keptUserName ?? login, verb: 'add', note: null },
    ],
    warnings: [],
    pushes: 1,
    undo: 'Unassign the user in Okta.',
    irreversibleEffect: 'The Oktopost account, inactive.',
  };
  if (appUser !== null) return { mutation: null, change: { ...change, verb: 'keep', pushes: 0 } };
  return { change, mutation: { half: 'assign', appId, person } };
}
