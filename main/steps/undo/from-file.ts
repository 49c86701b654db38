import { labelOf, parseSettingId, shownValue } from '../../../shared/settings';
import { releaseChangeId } from '../../../shared/plan';
import type { Change, ChangeRow, UndoByHand } from '../../../shared/plan';
import { consoleLinks } from '../../okta/console-links';
import type { App } from '../../okta/types';
import { noNotes } from '../../plans/undo-notes';
import { defineStep, draftOf, joinSteps } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import type { AppliedChange } from '../../storage/applied-changes';
import { appChangeId } from '../../storage/applied-changes';
import { updateAppChangeId } from '../app-integration/identity';
import { readSetupApp } from '../app-integration/setup-app';
import { undoSettings } from './settings';
import { historiesToUndo, isOwn } from '../assignment/history';

interface Observed {
  by: string;
  byHand: UndoByHand[];
}

/**
 * Of a set-up that was imported from a file: lists what only the file says of how things were, as steps by hand. Writes nothing:
 * a file may say anything.
 */
export const undoFromFileStep = defineStep<Record<never, never>, Observed | null, never>({
  observe: async (context) => {
    const { handedOver } = context.session();
    if (handedOver === null) return null;
    return { by: handedOver.by ?? 'another admin', byHand: await byHandOf(context) };
  },
  plan: (observed) =>
    observed === null
      ? draftOf([])
      : draftOf([], {
          warnings: [warning(observed)],
          undo: { ...noNotes, byHand: observed.byHand },
        }),
  beforeAndAfter: () => ({}),
  apply: () => Promise.resolve({ details: {} }),
  verify: () => Promise.resolve([]),
});

const warning = ({ by, byHand }: Observed): string =>
  byHand.length === 0
    ? `This set-up was handed over in a file by ${by}. The assistant undoes what Okta and the journal of this computer say.`
    : `This set-up was handed over in a file by ${by}. What only that file says is never written: it is listed below as steps by hand. Do them first, or export this plan: after the undo they are not listed any more.`;

async function byHandOf(context: StepContext): Promise<UndoByHand[]> {
  const imported = context.importedChanges();
  const isReleased = context.appliedChanges().some(({ changeId }) => changeId === releaseChangeId);
  if (imported.length === 0 || isReleased) return [];
  // The change that names an app integration is only one of its settings here: Okta's admin note says which one it is.
  const begun = imported.findLastIndex(({ changeId }) => changeId === appChangeId);
  const changes = imported
    .slice(Math.max(begun, 0))
    .map((change) => (change.changeId === appChangeId ? { ...change, changeId: updateAppChangeId } : change));
  const ofFile = { ...context, appliedChanges: () => changes };
  const setupApp = await readSetupApp(ofFile);
  if (setupApp === null) return [notFound];
  const { app, created } = setupApp;
  if (app === null) return [];
  const people = await peopleByHand(context, app, created, changes);
  if (created) return people;
  // What the undo would do, if what the file says were known.
  const { changes: drafted } = await joinSteps(undoSettings({ deleteDespiteOtherUsers: false })).draft(
    ofFile,
  );
  return [...people, ...grouped(context, app, drafted)];
}

const notFound: UndoByHand = {
  title: 'Find the app integration of this set-up',
  link: null,
  actions: [
    'No app integration of this org names this set-up in its admin note, so nothing of it is undone.',
    'If there is one, go to “Plan” and choose to use it: that writes the note. Then come back.',
  ],
  known: 'not-yet',
  evidence: 'Okta’s admin notes do not name this set-up.',
};

const evidence = 'Okta was read now. What was there before stands only in the file.';

interface Kind {
  prefix: string;
  title: string;
  link: keyof ReturnType<typeof consoleLinks> | null;
  actions: readonly string[];
}

/** By the beginning of a change's id. */
const kinds: readonly Kind[] = [
  {
    prefix: 'restore-to-app',
    title: 'Set the To App boxes back',
    link: 'toApp',
    actions: [
      'Open the Provisioning tab, To App, and choose Edit.',
      'Set the boxes as below, then choose Save.',
    ],
  },
  {
    prefix: 'restore-attributes',
    title: 'Add the attributes of the app user profile again',
    link: null,
    actions: ['Open Directory > Profile Editor and there the profile of this app.', 'Add each attribute.'],
  },
  {
    prefix: 'restore-mapping',
    title: 'Set the attribute mapping back',
    link: null,
    actions: [
      'Open Directory > Profile Editor and there the mappings of this app, Okta User to app.',
      'Set each attribute as below, then choose Save Mappings.',
    ],
  },
  {
    prefix: 'restore-user-name-',
    title: 'Give people their user name back',
    link: 'assignments',
    actions: [
      'Open the Assignments tab and choose to edit each of these people.',
      'Enter the user name, then choose Save.',
    ],
  },
  {
    prefix: 'restore-app',
    title: 'Set the settings of the app integration back',
    link: 'general',
    actions: [
      'Open the General tab (SAML Settings) and the Sign On tab.',
      'Set each value, then choose Save.',
    ],
  },
  {
    prefix: 'restore-status',
    title: 'Set the status of the app integration back',
    link: 'instance',
    actions: ['Open the page of the app integration.', 'Change its status at the top.'],
  },
];

/** The changes of an undo as steps by hand, one for each kind. */
function grouped({ session }: StepContext, app: App, drafted: readonly { change: Change }[]): UndoByHand[] {
  const links = consoleLinks(session().address?.adminUrl ?? null, app);
  return kinds.flatMap(({ prefix, title, link, actions }) => {
    const values = drafted
      .filter(({ change }) => change.verb !== 'keep' && change.id.startsWith(prefix))
      .flatMap(({ change }) => change.rows.map(valueOf));
    if (values.length === 0) return [];
    return [
      {
        title,
        link: link === null ? null : links[link],
        actions: [...actions],
        known: 'not-yet' as const,
        evidence,
        values,
      },
    ];
  });
}

function valueOf({ setting, now, after }: ChangeRow): { label: string; value: string } {
  const parts = parseSettingId(setting);
  const isUserName = parts?.kind === 'user-name';
  return {
    label: copyable((isUserName ? now : null) ?? labelOf(setting)),
    value: copyable(after === null ? '(none)' : shownValue(setting, after)),
  };
}

const longest = 2000;

/** A text of the file without control characters and characters that change the text direction. */
const copyable = (text: string): string => text.replace(/\p{C}/gu, '').slice(0, longest);

/** Who was assigned or unassigned by this set-up, according to the file. Costs one list of who is assigned now. */
async function peopleByHand(
  { okta, session }: StepContext,
  app: App,
  created: boolean,
  changes: readonly AppliedChange[],
): Promise<UndoByHand[]> {
  const histories = historiesToUndo(changes, created);
  if (histories.size === 0) return [];
  const link = consoleLinks(session().address?.adminUrl ?? null, app).assignments;
  const still: UndoByHand['values'] = [];
  for await (const { id, scope, userName } of okta.appUsers(app.id)) {
    const history = histories.get(id);
    histories.delete(id);
    if (history === undefined || !isOwn(history) || scope !== 'USER') continue;
    still.push({ label: 'User name', value: copyable(userName ?? id) });
  }
  const missing = [...histories].filter(([, { original }]) => original !== null);
  return [
    ...(still.length === 0
      ? []
      : [
          {
            title: 'Unassign the people whom this set-up assigned',
            link,
            actions: [
              'Only the file says that this set-up assigned these people. Ask whoever uses the app integration if you are not sure.',
              'Open the Assignments tab and unassign each of them.',
            ],
            known: 'not-yet' as const,
            evidence,
            values: still,
          },
        ]),
    ...(missing.length === 0
      ? []
      : [
          {
            title: 'Assign the people again whom this set-up unassigned',
            link,
            actions: ['Open the Assignments tab and assign each of them.'],
            known: 'not-yet' as const,
            evidence,
            values: missing.map(([userId]) => ({ label: 'User id', value: copyable(userId) })),
          },
        ]),
  ];
}
