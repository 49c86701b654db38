import type { Check } from '../../../shared/plan';
import { readAssigned } from '../../observe/people';
import type { App, AppUser } from '../../okta/types';
import { ownership } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import { defineItemStep } from '../../plans/item-step';
import type { PlannedChange } from '../../plans/step';
import { sendingDoubt } from '../../storage/proving-test';
import { awaitedChecks } from '../assignment/accounts';
import { activeBefore, beforeSentences } from '../assignment/active-before';
import { assignAgain, assignedOf, assignmentHistories, unassignedAccounts } from '../assignment/history';
import type { AccountDetails, Assigned } from '../assignment/history';
import type { Deactivating, Deactivation } from '../assignment/deactivation';
import { createSendingLook } from '../assignment/sending-look';
import type { SendingLook } from '../assignment/sending-look';
import { planUnassignment } from '../assignment/unassign-change';
import { accountsByGroup, accountsOfGroups, awaitedAtMost, ownGroups, planRemoval } from './groups';
import type { AssignedGroup, GroupRemoval } from './groups';
import { touchedBy } from './ring';
import type { RingMembers, RingPerson } from './ring';

/** Someone, or a group, whom this set-up assigned with a ring. */
export type BackItem =
  | { kind: 'person'; person: RingPerson; history: ValueHistory<Assigned>; appUser: AppUser | null }
  | ({ kind: 'group' } & AssignedGroup);

/** All as they were read just now. */
interface Settings extends RingMembers {
  readonly app: App;
  readonly deactivation: Deactivation;
  /** Of a group: who is assigned through it alone. */
  readonly leaving: readonly RingPerson[];
}

interface Listed {
  app: App;
  deactivating: Deactivating;
  look: SendingLook;
  items: readonly BackItem[];
  /** Who leaves with its group: their accounts are deactivated with it. */
  members: readonly RingPerson[];
  /** By user id: whether the account was active before this set-up. */
  before: ReadonlyMap<string, boolean | null>;
}

type Mutation =
  | { kind: 'person'; appId: string; userId: string; account: AccountDetails | null }
  | ({ kind: 'group' } & GroupRemoval);

/**
 * Takes back what a ring did: unassigns those whom this set-up assigned and who are assigned still, or takes its group off. Whoever
 * was assigned before, or by somebody else since, is left alone.
 */
export const takeBackStep = defineItemStep<Settings, BackItem, Listed, Mutation>({
  list: async (context, { people, group, app, deactivation, leaving }) => {
    const { okta, session, appliedChanges } = context;
    const appId = app.id;
    const doubt = sendingDoubt(session());
    const deactivating = { deactivation, doubt };
    const found = {
      app,
      deactivating,
      look: createSendingLook(app, deactivation),
      before: activeBefore(appliedChanges()),
      members: [],
    };
    if (group !== null) {
      if (!ownGroups(appliedChanges()).has(group.id)) return { ...found, items: [] };
      const isAssigned = (await okta.appGroup(appId, group.id)) !== null;
      const members = isAssigned ? leaving : [];
      const accounts = await accountsByGroup(okta, appId, members, deactivation);
      return {
        ...found,
        items: [{ kind: 'group', ...group, isAssigned, accounts, deactivation, doubt }],
        members,
      };
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
    return { ...found, items };
  },

  plan: (item, { app, deactivating }) =>
    item.kind === 'person' ? planPerson(item, app.id, deactivating) : planGroup(item, app.id),

  notes: ({ members, before, items }, changes, { people }) => ({
    touched: touchedBy(changes, people, members),
    warnings: beforeSentences(deactivatedBy(items, changes), before),
  }),

  observe: async ({ okta }, item, { app }) =>
    item.kind === 'group'
      ? { ...item, isAssigned: (await okta.appGroup(app.id, item.id)) !== null }
      : { ...item, appUser: await okta.appUser(app.id, item.person.userId) },

  obstacle: (context, mutation, { look }) => {
    if (mutation.kind === 'group') return look(context, mutation.accounts);
    return look(context, mutation.account === null ? [] : [mutation.account]);
  },

  beforeAndAfter: (mutation) => {
    if (mutation.kind === 'group') return { groupId: mutation.groupId, accounts: mutation.accounts };
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
    const { id: appId } = listed.app;
    const userIds = [...people.slice(0, awaitedAtMost), ...listed.members].map(({ userId }) => userId);
    // Whoever is assigned still, as through another group, keeps their account.
    const assigned = await readAssigned(context.okta, { appId, userIds, mostAreAsked: false });
    const applied = context.appliedChanges();
    const ids = new Set(userIds);
    const accounts = [...unassignedAccounts(applied, assigned), ...accountsOfGroups(applied, assigned)];
    return awaitedChecks(
      context,
      appId,
      accounts.filter(({ userId }) => ids.has(userId)),
    );
  },
});

/** Whose accounts Okta is expected to deactivate. */
const deactivatedBy = (
  items: readonly BackItem[],
  changes: readonly PlannedChange<Mutation>[],
): { userId: string; name: string }[] => {
  const sent = new Set(
    changes.flatMap(({ mutation }) =>
      mutation?.kind === 'person' && mutation.account?.isSent === true ? mutation.userId : [],
    ),
  );
  return items.flatMap((item): { userId: string; name: string }[] => {
    if (item.kind === 'group') return item.accounts.filter(({ isSent }) => isSent);
    return sent.has(item.person.userId) ? [item.person] : [];
  });
};

function planPerson(
  { person, history, appUser }: Extract<BackItem, { kind: 'person' }>,
  appId: string,
  deactivating: Deactivating,
): PlannedChange<Mutation> | null {
  const { userId, name } = person;
  const whose = ownership(history, assignedOf(appUser));
  if (whose === 'changedByOthers') return null;
  const undo = assignAgain(deactivating.doubt);
  const { change, account } = planUnassignment({ ...person, appUser }, deactivating, undo);
  if (whose === 'original' || appUser === null) {
    return {
      mutation: null,
      change: { ...change, verb: 'keep', pushes: 0, title: `${name} is not assigned` },
    };
  }
  return { change, mutation: { kind: 'person', appId, userId, account } };
}

function planGroup(group: AssignedGroup, appId: string): PlannedChange<Mutation> {
  const { change, mutation } = planRemoval(group, appId, false);
  return { change, mutation: mutation === null ? null : { kind: 'group', ...mutation } };
}
