import type { Check } from '../../../shared/plan';
import type { Touched } from '../../observe/lock-out';
import { defineItemStep } from '../../plans/item-step';
import { readSetupApp } from '../app-integration/setup-app';
import { readMembers, ringPerson } from './members';
import { groupHistories } from './take-back';

interface OwnGroup {
  id: string;
  isAssigned: boolean;
  /** Who loses their access with it. */
  members: readonly Touched[];
}

interface Listed {
  appId: string | null;
  items: readonly OwnGroup[];
}

/** Takes off the groups that rollouts of this set-up assigned; the app integration may be one that was there before. */
export const undoGroupsStep = defineItemStep<
  Record<never, never>,
  OwnGroup,
  Listed,
  { groupId: string; appId: string }
>({
  list: async (context) => {
    const setupApp = await readSetupApp(context);
    const app = setupApp?.app ?? null;
    if (setupApp === null || app === null) return { appId: null, items: [] };
    const own = [...groupHistories(setupApp.appliedChanges)].filter(([, { original }]) => !original);
    const items = await Promise.all(
      own.map(async ([id]) => {
        const isAssigned = (await context.okta.appGroup(app.id, id)) !== null;
        const members = isAssigned ? (await readMembers(context.okta, id)).map(ringPerson) : [];
        return { id, isAssigned, members };
      }),
    );
    return { appId: app.id, items };
  },

  plan: ({ id, isAssigned }, { appId }) => {
    if (appId === null) return null;
    return {
      mutation: isAssigned ? { groupId: id, appId } : null,
      change: {
        id: `group-unassign-${id}`,
        title: 'Take a group of the rollout off',
        verb: isAssigned ? 'delete' : 'keep',
        rows: isAssigned
          ? [{ setting: `assignment:${id}`, now: 'assigned', after: null, verb: 'remove', note: null }]
          : [],
        warnings: isAssigned
          ? ['Okta deactivates the accounts of members who are assigned through no other group.']
          : [],
        pushes: 0,
        undo: 'Assign the group again: Okta reactivates the accounts.',
        irreversibleEffect: null,
      },
    };
  },

  notes: ({ items }) => ({ touched: items.flatMap(({ members }) => members) }),

  observe: async ({ okta }, group, { appId }) =>
    appId === null ? null : { ...group, isAssigned: (await okta.appGroup(appId, group.id)) !== null },

  beforeAndAfter: ({ groupId }) => ({ groupId }),

  apply: async ({ okta }, { appId, groupId }) => {
    await okta.unassignGroup(appId, groupId);
    return { details: {} };
  },

  verify: (): Promise<Check[]> => Promise.resolve([]),
});
