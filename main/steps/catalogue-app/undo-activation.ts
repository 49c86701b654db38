import { z } from 'zod';
import type { App } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { keptTitle, planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import { activationId } from './step';
import { statusFoundIn } from '../app-integration/kept';
import { readAdoptedApp } from '../app-integration/setup-app';
import { othersAssigned, othersRows, readOthers } from '../undo/other-users';
import { restoreStatusChangeId } from '../../../shared/plan';
import type { ChangeRow } from '../../../shared/plan';

interface Settings {
  /** The admin chose to deactivate the app integration although others work with it. */
  deleteDespiteOtherUsers: boolean;
}

interface Observed {
  app: App;
  found: RestorePlan<string>;
  /** Who loses it, people and groups of this set-up left out: they are unassigned before. */
  others: ChangeRow[];
  /** The same in a sentence, for the admin to decide about; null where nobody does. */
  othersSaid: string | null;
}

const detailsSchema = z.looseObject({
  before: z.looseObject({ status: z.string() }),
  after: z.looseObject({ status: z.string() }),
});

/** Deactivates a pre-built app integration that this set-up activated. Last: what else is put back needs it active. */
export const undoActivationStep = defineStep<Settings, Observed | null, { appId: string }>({
  observe,

  plan: (observed, { deleteDespiteOtherUsers }) => {
    if (observed === null) return draftOf([], { undo: noNotes });
    const { app, found, others, othersSaid } = observed;
    const ours = found.ours.size > 0;
    return draftOf(
      [
        {
          mutation: ours ? { appId: app.id } : null,
          change: {
            id: restoreStatusChangeId,
            title: ours
              ? `Deactivate “${app.label}”`
              : keptTitle(`The status of “${app.label}”`, found, false),
            verb: ours ? 'update' : 'keep',
            rows: [...found.rows, ...(ours ? others : [])],
            warnings: ours
              ? [
                  others.length === 0
                    ? 'Nobody can sign on through it afterwards, as before.'
                    : 'Nobody can sign on through it afterwards, as before: not those either who are assigned.',
                ]
              : [],
            pushes: 0,
            undo: 'Activate the app integration in Okta.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        blockers:
          othersSaid === null || deleteDespiteOtherUsers
            ? []
            : ['Others work with this app integration. Decide whether to deactivate it all the same.'],
        undo: { ...noNotes, drift: found.drift, others: othersSaid === null ? [] : [othersSaid] },
      },
    );
  },

  beforeAndAfter: () => ({}),

  apply: async ({ okta }, { appId }) => {
    await okta.deactivateApp(appId);
    return { details: {} };
  },

  verify: async (context) => (await observe(context))?.found.checks ?? [],
});

async function observe(context: StepContext): Promise<Observed | null> {
  const setupApp = await readAdoptedApp(context);
  if (setupApp === null) return null;
  const { app } = setupApp;
  const before = statusFoundIn(setupApp.appliedChanges[0]);
  const histories = valueHistoriesOf(
    setupApp.appliedChanges.flatMap(({ changeId, details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (changeId !== activationId || data === undefined) return [];
      return [{ key: 'status', before: data.before.status, after: data.after.status, confirmed }];
    }),
    new Map(before === null ? [] : [['status', before]]),
  );
  if (histories.size === 0) return null;
  const found = planRestore({
    histories,
    now: () => app.status,
    settingOf: () => 'app.status',
    words: (status) => status,
  });
  if (found.ours.size === 0) return { app, found, others: [], othersSaid: null };
  // Right before the deactivation they have to be those whom the plan showed.
  const { people, again, groups } = await readOthers(context.okta, app, setupApp);
  const assigned = othersAssigned({ people, again, groups });
  return {
    app,
    found,
    others: othersRows({ people, again, groups, settings: [] }, 'keep'),
    othersSaid:
      assigned === null
        ? null
        : `${assigned} They cannot sign on once it is inactive, as it was before this set-up.`,
  };
}
