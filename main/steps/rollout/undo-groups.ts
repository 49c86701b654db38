import type { Check } from '../../../shared/plan';
import type { Touched } from '../../observe/lock-out';
import { readAssigned } from '../../observe/people';
import { defineItemStep } from '../../plans/item-step';
import { noNotes } from '../../plans/undo-notes';
import { sendingDoubt } from '../../storage/proving-test';
import { readSetupApp } from '../app-integration/setup-app';
import { awaitedChecks } from '../assignment/accounts';
import { activeSentence, membersActiveBefore } from '../assignment/active-before';
import { readDeactivation, whyNotSent } from '../assignment/deactivation';
import { createSendingLook } from '../assignment/sending-look';
import type { SendingLook } from '../assignment/sending-look';
import { assignmentCheck } from '../assignment/step';
import { accountsByGroup, accountsOfGroups, ownGroups, planRemoval } from './groups';
import type { AssignedGroup, GroupRemoval } from './groups';
import { lookedAt } from './left-inactive';
import { readMembers, ringPerson } from './members';

interface OwnGroup extends AssignedGroup {
  /** Who loses their access with it. */
  members: readonly Touched[];
}

interface Listed {
  appId: string | null;
  /** The app integration is deleted by the same undo. */
  created: boolean;
  /** Null: there is nothing to take off. */
  look: SendingLook | null;
  items: readonly OwnGroup[];
  /** Every group that this set-up assigned, by name, also to an earlier app integration. */
  names: readonly string[];
  /** Members of them whose account was active before, and is to end inactive. */
  active: readonly { name: string }[];
}

/** Takes off the groups that rollouts of this set-up assigned; the app integration may be one that was there before. */
export const undoGroupsStep = defineItemStep<Record<never, never>, OwnGroup, Listed, GroupRemoval>({
  list: async (context) => {
    const { okta } = context;
    const setupApp = await readSetupApp(context);
    const app = setupApp?.app ?? null;
    const names = [...ownGroups(context.appliedChanges()).values()].map(({ name }) => name);
    const settled = lookedAt(context);
    const active = membersActiveBefore(context.appliedChanges()).filter(({ userId }) => !settled.has(userId));
    const own = setupApp === null ? [] : [...ownGroups(setupApp.appliedChanges).values()];
    if (app === null || own.length === 0)
      return { appId: null, created: false, look: null, items: [], names, active };
    const deactivation = await readDeactivation(okta, app, context.session());
    const doubt = sendingDoubt(context.session());
    const items = await Promise.all(
      own.map(async ({ id, name }) => {
        const isAssigned = (await okta.appGroup(app.id, id)) !== null;
        const members = isAssigned ? (await readMembers(okta, id)).map(ringPerson) : [];
        const accounts = await accountsByGroup(okta, app.id, members, deactivation);
        return { id, name, isAssigned, members, accounts, deactivation, doubt };
      }),
    );
    return {
      ...{ appId: app.id, created: setupApp?.created === true, items, names },
      look: createSendingLook(app, deactivation),
      active:
        deactivation === 'unticked' ||
        (whyNotSent(deactivation) !== null && items.some(({ isAssigned }) => isAssigned))
          ? []
          : active,
    };
  },

  plan: (group, { appId, created }) => (appId === null ? null : planRemoval(group, appId, created)),

  notes: ({ items, names, active }) => ({
    touched: items.flatMap(({ members }) => members),
    undo: {
      ...noNotes,
      remains: [
        ...(names.length === 0 ? [] : [accountsOf(names)]),
        ...(active.length === 0 ? [] : [activeSentence(active)]),
      ],
    },
  }),

  observe: async ({ okta }, group, { appId }) =>
    appId === null ? null : { ...group, isAssigned: (await okta.appGroup(appId, group.id)) !== null },

  obstacle: async (context, { accounts }, { look }) => (look === null ? null : look(context, accounts)),

  beforeAndAfter: ({ groupId, accounts }) => ({ groupId, accounts }),

  apply: async ({ okta }, { appId, groupId }) => {
    await okta.unassignGroup(appId, groupId);
    return { details: {} };
  },

  verify: async (context, _settings, listed): Promise<Check[]> => {
    const appId = listed?.appId ?? null;
    if (appId === null || listed === null) return [];
    const app = await context.okta.app(appId);
    const groups = await Promise.all(
      listed.items.map(async ({ id, name }) => {
        const isAssigned = app !== null && (await context.okta.appGroup(app.id, id)) !== null;
        const check = assignmentCheck(id, 'not assigned', isAssigned ? 'assigned' : 'not assigned');
        return { ...check, person: name };
      }),
    );
    // An app integration that was read as deleted has no assignments; its accounts were waited for before that.
    if (app === null) return groups;
    const userIds = listed.items.flatMap(({ accounts }) => accounts.map(({ userId }) => userId));
    const assigned = await readAssigned(context.okta, { appId: app.id, userIds, mostAreAsked: false });
    const accounts = accountsOfGroups(context.appliedChanges(), assigned);
    return [...groups, ...(await awaitedChecks(context, app.id, accounts))];
  },
});

const accountsOf = (names: readonly string[]): string =>
  `Oktopost accounts of the members of groups that this set-up assigned: ${names.join(', ')}. Look in Oktopost whether they are inactive.`;
