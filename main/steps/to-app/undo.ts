import { z } from 'zod';
import { toAppSettings } from '../../../shared/settings';
import { valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { keptTitle, planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import { readAdoptedApp } from '../app-integration/setup-app';
import { readToApp, toAppBoxesSchema } from '../../observe/to-app';
import type { ToAppBoxes } from '../../observe/to-app';

type ToAppSetting = (typeof toAppSettings)[number];

interface Observed {
  appId: string;
  now: ToAppBoxes;
  boxes: RestorePlan<boolean>;
}

interface Mutation {
  appId: string;
  toAppBefore: ToAppBoxes;
  toAppAfter: ToAppBoxes;
}

const detailsSchema = z.looseObject({ toAppBefore: toAppBoxesSchema, toAppAfter: toAppBoxesSchema });

/** Unticks the To App boxes that Okta let this set-up tick by API, in an adopted app integration. */
export const undoToAppStep = defineStep<Record<never, never>, Observed | null, Mutation>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    const { appId, now, boxes: found } = observed;
    const nothing = found.ours.size === 0;
    const [create, update, deactivate] = toAppSettings.map(
      (name, index) => found.ours.get(name)?.original ?? now[index] ?? false,
    );
    const toAppAfter: ToAppBoxes = [create === true, update === true, deactivate === true];
    return draftOf(
      [
        {
          mutation: nothing ? null : { appId, toAppBefore: now, toAppAfter },
          change: {
            id: 'restore-to-app',
            title: nothing ? keptTitle('The To App boxes', found, true) : 'Set the To App boxes back',
            verb: nothing ? 'keep' : 'update',
            rows: found.rows,
            warnings: [],
            pushes: 0,
            undo: 'Tick the boxes again: Provisioning, To App.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        undo: { ...noNotes, drift: found.drift },
      },
    );
  },

  beforeAndAfter: (mutation) => ({ ...mutation }),

  apply: async ({ okta }, { appId, toAppAfter: [create, updateProfile, deactivate] }) => {
    await okta.restoreProvisioningFeature(appId, { create, updateProfile, deactivate });
    return { details: {} };
  },

  verify: async (context) => (await observe(context))?.boxes.checks ?? [],
});

async function observe(context: StepContext): Promise<Observed | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = toAppHistories(setupApp?.appliedChanges ?? [], setupApp?.provisioning?.boxes ?? null);
  if (setupApp === null || histories.size === 0) return null;
  const { boxes: now } = await readToApp(context.okta, setupApp.app);
  if (now === null) return null;
  const found = planRestore({
    histories,
    now: (key) => now[toAppSettings.indexOf(key)] ?? false,
    settingOf: (key) => key,
    words: (on) => (on ? 'on' : 'off'),
  });
  return { appId: setupApp.app.id, now, boxes: found };
}

/** `found`: the boxes as the adoption found them; null: Okta did not show them, or the journal does not have them. */
function toAppHistories(
  appliedChanges: readonly AppliedChange[],
  found: ToAppBoxes | null,
): Map<ToAppSetting, ValueHistory<boolean>> {
  return valueHistoriesOf(
    appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      return toAppSettings.map((key, index) => {
        return {
          key,
          before: data.toAppBefore[index] ?? false,
          after: data.toAppAfter[index] ?? false,
          confirmed,
        };
      });
    }),
    new Map(
      toAppSettings.flatMap((key, index) => (found?.[index] === undefined ? [] : [[key, found[index]]])),
    ),
  );
}
