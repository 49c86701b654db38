import { z } from 'zod';
import type { Change, Check } from '../../../shared/plan';
import { readAssigned } from '../../observe/people';
import { readPresentApp } from '../../observe/present-app';
import { readToApp } from '../../observe/to-app';
import type { App, AppUser } from '../../okta/types';
import { ownership, valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import { defineItemStep } from '../../plans/item-step';
import type { PlannedChange } from '../../plans/step';
import type { AppliedChange } from '../../storage/applied-changes';
import { accountChecks, awaitAccounts } from '../assignment/accounts';
import {
  accountDetails,
  assignedOf,
  assignmentHistories,
  unassignedAccounts,
  unassignmentWarnings,
} from '../assignment/history';
import type { AccountDetails, Assigned } from '../assignment/history';
import { readMembers, ringPerson } from './members';
import type { RingMembers, RingPerson } from './ring';

/** Someone, or a group, whom this set-up assigned with a ring. */
export type BackItem =
  | { kind: 'person'; person: RingPerson; history: ValueHistory<Assigned>; appUser: AppUser | null }
  | { kind: 'group'; id: string; name: string; isAssigned: boolean };

interface Listed {
  app: App;
  deactivates: boolean | null;
  items: readonly BackItem[];
  /** Who is in its group now: their accounts are deactivated with it. */
  members: readonly RingPerson[];
}

type Mutation =
  | { kind: 'person'; appId: string; userId: string; account: AccountDetails | null }
  | { kind: 'group'; appId: string; groupId: string };

const groupDetailsSchema = z.looseObject({ groupId: z.string(), groupName: z.string().optional() });

/** By group id: whether this set-up assigned it, or took it off again. */
export function groupHistories(appliedChanges: readonly AppliedChange[]): Map<string, ValueHistory<boolean>> {
  return valueHistoriesOf<boolean>(
    appliedChanges.flatMap(({ changeId, details, confirmed }) => {
      const { data } = groupDetailsSchema.safeParse(details);
      if (data === undefined) return [];
      const after = changeId.startsWith('group-assign-');
      if (!after && !changeId.startsWith('group-unassign-')) return [];
      return [{ key: data.groupId, before: !after, after, confirmed }];
    }),
  );
}

/** Id of the change that unassigns somebody. */
export const unassignId = (userId: string): string => `unassign-${userId}`;

/** Accounts that are waited for afterwards. */
const awaitedAtMost = 50;

/**
 * Takes back what a ring did: unassigns those whom this set-up assigned and who are assigned still, or takes its group off. Whoever
 * was assigned before, or by somebody else since, is left alone.
 */
export const takeBackStep = defineItemStep<RingMembers, BackItem, Listed, Mutation>({
  list: async (context, { people, group }) => {
    const { okta, session, appliedChanges } = context;
    const app = await readPresentApp(okta, session());
    const appId = app.id;
    const { boxes } = await readToApp(okta, app);
    const deactivates = boxes?.[2] ?? null;
    if (group !== null) {
      const isOurs = groupHistories(appliedChanges()).get(group.id)?.original === false;
      const isAssigned = (await okta.appGroup(appId, group.id)) !== null;
      const items = isOurs ? [{ kind: 'group' as const, ...group, isAssigned }] : [];
      const members = isOurs && isAssigned ? (await readMembers(okta, group.id)).map(ringPerson) : [];
      return { app, deactivates, items, members };
    }
    const histories = assignmentHistories(appliedChanges());
    const own = people.filter(({ userId }) => histories.get(userId)?.original === null);
    const userIds = own.map(({ userId }) => userId);
    const assigned = await readAssigned(okta, { appId, userIds, mostAreAsked: false });
    const items = own.flatMap((person): BackItem[] => {
      const history = histories.get(person.userId);
      const appUser = assigned.get(person.userId) ?? null;
      return history === undefined ? [] : [{ kind: 'person', person, history, appUser }];
    });
    return { app, deactivates, items, members: [] };
  },

  plan: (item, { app, deactivates }) =>
    item.kind === 'group' ? planGroup(item, app.id) : planPerson(item, app.id, deactivates),

  notes: ({ items, members }, changes) => ({
    touched: [
      ...items.flatMap((item) =>
        item.kind === 'person' && item.appUser !== null
          ? [{ userId: item.person.userId, name: item.person.name }]
          : [],
      ),
      ...(changes.some(({ mutation }) => mutation?.kind === 'group') ? members : []),
    ],
  }),

  observe: async ({ okta }, item, { app }) =>
    item.kind === 'group'
      ? { ...item, isAssigned: (await okta.appGroup(app.id, item.id)) !== null }
      : { ...item, appUser: await okta.appUser(app.id, item.person.userId) },

  beforeAndAfter: (mutation) => {
    if (mutation.kind === 'group') return { groupId: mutation.groupId };
    const { userId, account } = mutation;
    return account === null ? { userId } : { userId, account };
  },

  apply: async ({ okta }, mutation) => {
    if (mutation.kind === 'group') await okta.unassignGroup(mutation.appId, mutation.groupId);
    else await okta.unassign(mutation.appId, mutation.userId);
    return { details: {} };
  },

  verify: async (context, { people }, listed): Promise<Check[]> => {
    if (listed === null) return [];
    const ids = new Set(people.slice(0, awaitedAtMost).map(({ userId }) => userId));
    const accounts = unassignedAccounts(context.appliedChanges(), new Set()).filter(({ userId }) =>
      ids.has(userId),
    );
    return accountChecks(await awaitAccounts(context, listed.app.id, accounts));
  },
});

function planPerson(
  { person, history, appUser }: Extract<BackItem, { kind: 'person' }>,
  appId: string,
  deactivates: boolean | null,
): PlannedChange<Mutation> | null {
  const { userId, name, login } = person;
  const whose = ownership(history, assignedOf(appUser));
  if (whose === 'changedByOthers') return null;
  const change: Change = {
    id: unassignId(userId),
    title: `Unassign ${name}`,
    verb: 'delete',
    rows: [{ setting: `assignment:${userId}`, now: login, after: null, verb: 'remove', note: null }],
    warnings: appUser === null ? [] : unassignmentWarnings(appUser, deactivates),
    pushes: appUser === null || appUser.externalId === null ? 0 : 1,
    undo: 'Assign the user again: Okta reactivates the account.',
    irreversibleEffect: null,
  };
  if (whose === 'original' || appUser === null) {
    return {
      mutation: null,
      change: { ...change, verb: 'keep', pushes: 0, title: `${name} is not assigned` },
    };
  }
  const account = accountDetails(appUser, { name, login }, deactivates);
  return { change, mutation: { kind: 'person', appId, userId, account } };
}

function planGroup(
  { id, name, isAssigned }: Extract<BackItem, { kind: 'group' }>,
  appId: string,
): PlannedChange<Mutation> {
  const change: Change = {
    id: `group-unassign-${id}`,
    title: `Take the group ${name} off`,
    verb: 'delete',
    rows: [{ setting: `assignment:${id}`, now: name, after: null, verb: 'remove', note: null }],
    warnings: ['Okta deactivates the accounts of members who are assigned through no other group.'],
    pushes: 0,
    undo: 'Assign the group again: Okta reactivates the accounts.',
    irreversibleEffect: null,
  };
  if (!isAssigned) {
    return {
      mutation: null,
      change: { ...change, verb: 'keep', title: `The group ${name} is not assigned` },
    };
  }
  return { change, mutation: { kind: 'group', appId, groupId: id } };
}
