import type { Okta } from '../../okta/okta';
import type { App } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange, Step, StepContext } from '../../plans/step';
import { noNotes } from '../../plans/restore';
import { fieldSetting, fieldHistories, fieldWords, fieldsOf, isAskedFor } from '../app-integration/fields';
import {
  awaitAccounts,
  isStillActive,
  lookAtAccounts,
  sentenceOf,
  stillActive,
} from '../assignment/accounts';
import type { AccountOutcome } from '../assignment/accounts';
import { assignmentHistories, unassignedAccounts } from '../assignment/history';
import type { UnassignedAccount } from '../assignment/history';
import { accountsOfGroups, assignedByOwnGroups, ownGroups } from '../rollout/groups';
import { readSetupApp } from '../app-integration/setup-app';
import type { SetupApp } from '../app-integration/setup-app';
import { deactivateAppChangeId } from '../../../shared/plan';
import { labelOf } from '../../../shared/settings';
import { statusName } from '../../../shared/status-name';
import type { SettingId } from '../../../shared/settings';
import type { AssignmentCount, ChangeRow, Check } from '../../../shared/plan';

export const deleteAppChangeId = 'delete-app';

interface Settings {
  /** The admin chose to delete the app integration although others work with it. */
  deleteDespiteOtherUsers: boolean;
}

/** What people other than this set-up changed in the app integration. */
interface Others {
  /** Assigned people and groups that are not of this set-up. */
  people: number;
  groups: number;
  /** With those of this set-up. */
  everyone: AssignmentCount;
  /** User ids of everyone who is assigned, without those whom a group of this set-up assigns. */
  assigned: ReadonlySet<string>;
  /** Settings whose value differs from the one this set-up wrote last. */
  settings: ChangeRow[];
}

interface Observed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  others: Others;
  /** The accounts of those whom this set-up has unassigned. */
  accounts: UnassignedAccount[];
  /** Of a preview only. */
  outcomes: AccountOutcome[];
}

type Mutation =
  { kind: 'deactivate'; appId: string; accounts: UnassignedAccount[] } | { kind: 'delete'; appId: string };

const noOthers: Others = {
  ...{ people: 0, groups: 0, settings: [], assigned: new Set() },
  everyone: { users: 0, groups: 0, more: false },
};

/**
 * Deactivates and deletes the app integration that this set-up created, once the accounts of those whom it unassigned are
 * inactive at Oktopost, or the plan has shown that they are not. Source: Okta facts, section 2, "Find, replace, delete".
 */
export function undoCreatedAppStep(settings: Settings): Step {
  /** The accounts that the newest preview showed as still active, by user id. */
  let shown: ReadonlySet<string> = new Set();
  return undoCreatedApp({
    ...settings,
    onShown: (outcomes) => {
      shown = new Set(outcomes.filter(isStillActive).map(({ account }) => account.userId));
    },
    isShown: (userId) => shown.has(userId),
  });
}

interface ShownAccounts {
  onShown: (outcomes: readonly AccountOutcome[]) => void;
  isShown: (userId: string) => boolean;
}

const undoCreatedApp = defineStep<Settings & ShownAccounts, Observed | null, Mutation>({
  observe: async (context, { onShown, isShown }, purpose) => {
    const setupApp = await readSetupApp(context);
    if (setupApp === null || !setupApp.created) return null;
    const { app, appliedChanges } = setupApp;
    const others = app === null ? noOthers : await othersOf(context.okta, app, setupApp);
    const accounts =
      app === null
        ? []
        : [
            ...unassignedAccounts(appliedChanges, others.assigned),
            ...accountsOfGroups(appliedChanges, others.assigned),
          ];
    if (purpose === 'recheck') {
      const unseen = accounts.filter(({ userId }) => !isShown(userId));
      return { app, others, accounts: unseen, outcomes: [] };
    }
    const outcomes = await lookAtAccounts(context, setupApp.appId, accounts);
    onShown(outcomes);
    return { app, others, accounts, outcomes };
  },

  plan: (observed, { deleteDespiteOtherUsers }) => {
    if (observed === null) return draftOf([]);
    const { app, others } = observed;
    const said = sentences(others);
    return draftOf([deactivation(observed), deletion(app, others)], {
      blockers:
        said.length === 0 || deleteDespiteOtherUsers
          ? []
          : ['Others work with this app integration. Decide whether to delete it all the same.'],
      assigned: others.everyone,
      undo: { ...noNotes, others: said },
    });
  },

  beforeAndAfter: ({ appId }) => ({ appId }),

  apply: async (context, mutation) => {
    const { okta } = context;
    switch (mutation.kind) {
      case 'deactivate':
        await requireInactive(context, mutation.appId, mutation.accounts);
        await okta.deactivateApp(mutation.appId);
        return { details: {} };
      case 'delete':
        await okta.deleteApp(mutation.appId);
        return { details: {} };
    }
  },

  verify: async (context): Promise<Check[]> => {
    const setupApp = await readSetupApp(context);
    if (setupApp === null || !setupApp.created) return [];
    const gone = setupApp.app === null;
    return [
      {
        setting: 'app',
        expected: 'not there',
        actual:
          setupApp.app === null ? 'not there' : `${setupApp.app.label}, ${statusName(setupApp.app.status)}`,
        state: gone ? 'same' : 'different',
        next: gone ? null : 'Preview the undo again.',
      },
    ];
  },
});

/** An inactive app integration may send nothing any more. @throws AppFailure `not-ready` for an account that is still active. */
async function requireInactive(
  context: StepContext,
  appId: string,
  accounts: readonly UnassignedAccount[],
): Promise<void> {
  const outcomes = await awaitAccounts(context, appId, accounts);
  // Of the others the plan said before that Okta sends nothing for them.
  const unexpected = outcomes.filter((outcome) => outcome.account.isSent && isStillActive(outcome));
  if (unexpected.length > 0) throw stillActive(unexpected);
}

function deactivation({ app, accounts, outcomes }: Observed): PlannedChange<Mutation> {
  const active = app?.status === 'ACTIVE';
  return {
    mutation: active ? { kind: 'deactivate', appId: app.id, accounts } : null,
    change: {
      id: deactivateAppChangeId,
      title: active ? `Deactivate the app integration “${app.label}”` : 'The app integration is not active',
      verb: active ? 'update' : 'keep',
      rows: active
        ? [{ setting: 'app.status', now: 'ACTIVE', after: 'INACTIVE', verb: 'change', note: null }]
        : [],
      warnings: outcomes.filter(isStillActive).flatMap((outcome) => sentenceOf(outcome) ?? []),
      pushes: 0,
      undo: 'Activate it again in Okta.',
      irreversibleEffect: null,
    },
  };
}

function deletion(app: App | null, { people, groups, settings }: Others): PlannedChange<Mutation> {
  const count = (setting: SettingId, number: number): ChangeRow[] =>
    number === 0
      ? []
      : [{ setting, now: String(number), after: null, verb: 'remove', note: 'Not assigned by this set-up.' }];
  return {
    mutation: app === null ? null : { kind: 'delete', appId: app.id },
    change: {
      id: deleteAppChangeId,
      title:
        app === null
          ? 'The app integration is not in Okta any more'
          : `Delete the app integration “${app.label}”`,
      verb: app === null ? 'keep' : 'delete',
      rows:
        app === null
          ? []
          : [
              {
                setting: 'app',
                now: app.id,
                after: null,
                verb: 'remove',
                note: 'This deletes its SCIM connection, To App boxes and attribute mapping as well.',
              },
              ...count('app.people', people),
              ...count('app.groups', groups),
              ...settings,
            ],
      warnings: [],
      pushes: 0,
      undo: 'Not at all. A new set-up creates another app integration.',
      irreversibleEffect: null,
    },
  };
}

async function othersOf(okta: Okta, app: App, { appliedChanges }: SetupApp): Promise<Others> {
  const own = ownGroups(appliedChanges);
  const everyone = { users: 0, groups: 0, more: false };
  const groups: string[] = [];
  for await (const { id } of okta.appGroups(app.id)) {
    everyone.groups += 1;
    if (!own.has(id)) groups.push(id);
  }
  const byOwnGroups = await assignedByOwnGroups(okta, appliedChanges, groups);
  const histories = assignmentHistories(appliedChanges);
  let people = 0;
  const assigned = new Set<string>();
  for await (const { id, scope } of okta.appUsers(app.id)) {
    everyone.users += 1;
    if (scope === 'GROUP' && byOwnGroups.has(id)) continue;
    if (scope === 'GROUP' || histories.get(id)?.original !== null) people += 1;
    assigned.add(id);
  }
  const now = fieldsOf(app);
  const settings = [...fieldHistories(appliedChanges)].flatMap(([path, history]): ChangeRow[] => {
    const value = now[path] ?? null;
    if (history.lastWritten.includes(value) || isAskedFor(path, value)) return [];
    return [
      {
        setting: fieldSetting(path),
        now: fieldWords(value),
        after: null,
        verb: 'remove',
        note: `This set-up left it at “${fieldWords(history.lastWritten.at(-1) ?? null)}”.`,
      },
    ];
  });
  return { people, everyone, groups: groups.length, settings, assigned };
}

function sentences({ people, groups, settings }: Others): string[] {
  const assigned = [
    ...(people === 0 ? [] : [people === 1 ? 'one person' : `${people.toLocaleString('en')} people`]),
    ...(groups === 0 ? [] : [groups === 1 ? 'one group' : `${groups.toLocaleString('en')} groups`]),
  ];
  return [
    ...(assigned.length === 0
      ? []
      : [
          `Others have assigned ${assigned.join(' and ')}. Who is assigned loses Oktopost, and their accounts there may stay active.`,
        ]),
    ...settings.map(({ setting, now }) => `Someone changed “${labelOf(setting)}” to “${now ?? '(none)'}”.`),
  ];
}
