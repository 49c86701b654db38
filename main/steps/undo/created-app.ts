import { nullOn } from '../../okta/calls';
import type { App, Okta } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange, StepContext } from '../../plans/step';
import { noNotes } from '../../plans/restore';
import { fieldSetting, fieldHistories, fieldWords, fieldsOf } from '../app-integration/fields';
import { assignmentHistories, pendingDeactivations } from '../assignment/history';
import type { PendingDeactivation } from '../assignment/history';
import { readSetupApp } from '../app-integration/setup-app';
import type { SetupApp } from '../app-integration/setup-app';
import { labelOf } from '../../../shared/settings';
import { statusName } from '../../../shared/status-name';
import type { SettingId } from '../../../shared/settings';
import type { ChangeRow, Check } from '../../../shared/plan';

interface Settings {
  /** The admin chose to delete the app integration although others work with it. */
  deleteDespiteOtherUsers: boolean;
}

/** What people other than this set-up changed in the app integration. */
interface Others {
  /** Assigned people and groups that are not of this set-up. */
  people: number;
  /** With those of this set-up. */
  everyone: number;
  groups: number;
  /** Settings whose value differs from the one this set-up wrote last. */
  settings: ChangeRow[];
}

interface Observed {
  /** Null: it is not in Okta any more. */
  app: App | null;
  others: Others;
  pending: PendingDeactivation[];
}

type Mutation =
  { kind: 'deactivate'; appId: string; pending: PendingDeactivation[] } | { kind: 'delete'; appId: string };

const noOthers: Others = { people: 0, everyone: 0, groups: 0, settings: [] };

/** Deactivates and deletes the app integration that this set-up created. Source: Okta facts, section 2, "Find, replace, delete". */
export const undoCreatedAppStep = defineStep<Settings, Observed | null, Mutation>({
  observe: async (context) => {
    const setupApp = await readSetupApp(context);
    if (setupApp === null || !setupApp.created) return null;
    const { app } = setupApp;
    const others = app === null ? noOthers : await othersOf(context.okta, app, setupApp);
    return { app, others, pending: pendingDeactivations(setupApp.appliedChanges) };
  },

  plan: (observed, { deleteDespiteOtherUsers }) => {
    if (observed === null) return draftOf([]);
    const { app, others, pending } = observed;
    const said = sentences(others);
    return draftOf([deactivation(app, pending), deletion(app, others)], {
      blockers:
        said.length === 0 || deleteDespiteOtherUsers
          ? []
          : ['Others work with this app integration. Decide whether to delete it all the same.'],
      assigned: { users: others.everyone, groups: others.groups, more: false },
      undo: { ...noNotes, others: said },
    });
  },

  beforeAndAfter: ({ appId }) => ({ appId }),

  apply: async (context, mutation) => {
    const { okta } = context;
    switch (mutation.kind) {
      case 'deactivate':
        await awaitDeactivations(context, mutation.appId, mutation.pending);
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

/** Okta sends what follows from an unassignment some time later, and an inactive app integration may send nothing any more. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** Waits until the System Log has the deactivation of each account, a minute at most. */
async function awaitDeactivations(
  { okta, now }: StepContext,
  appId: string,
  pending: readonly PendingDeactivation[],
): Promise<void> {
  if (pending.length === 0) return;
  const since = new Date(Math.min(...pending.map((each) => each.since.getTime())));
  for (const ms of pausesMs) {
    const events = await nullOn(['missing-right'], () => okta.logEvents(appId, since, now()));
    if (events === null) return;
    const deactivations = events.filter(
      ({ eventType }) => eventType === 'application.provision.user.deactivate',
    );
    const open = pending.filter(
      ({ userId, userName }) =>
        !deactivations.some(({ targets }) =>
          targets.some(({ id, alternateId }) => id === userId || alternateId === userName),
        ),
    );
    if (open.length === 0) return;
    await okta.pause('Okta has not logged yet that it deactivated the Oktopost account.', ms);
  }
}

function deactivation(app: App | null, pending: PendingDeactivation[]): PlannedChange<Mutation> {
  const active = app?.status === 'ACTIVE';
  return {
    mutation: active ? { kind: 'deactivate', appId: app.id, pending } : null,
    change: {
      id: 'deactivate-app',
      title: active ? `Deactivate the app integration “${app.label}”` : 'The app integration is not active',
      verb: active ? 'update' : 'keep',
      rows: active
        ? [{ setting: 'app.status', now: 'ACTIVE', after: 'INACTIVE', verb: 'change', note: null }]
        : [],
      warnings: [],
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
      id: 'delete-app',
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
      irreversibleEffect: app === null ? null : 'The deletion of the app integration.',
    },
  };
}

async function othersOf(okta: Okta, app: App, { appliedChanges }: SetupApp): Promise<Others> {
  const histories = assignmentHistories(appliedChanges);
  let people = 0;
  let everyone = 0;
  for await (const { id, scope } of okta.appUsers(app.id)) {
    const isOurs = scope === 'USER' && histories.get(id)?.original === null;
    if (!isOurs) people += 1;
    everyone += 1;
  }
  let groups = 0;
  for await (const _ of okta.appGroups(app.id)) groups += 1;
  const now = fieldsOf(app);
  const settings = [...fieldHistories(appliedChanges)].flatMap(([path, history]): ChangeRow[] => {
    const value = now[path] ?? null;
    if (history.lastWritten.includes(value)) return [];
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
  return { people, everyone, groups, settings };
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
