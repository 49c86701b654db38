import type { App } from '../../okta/types';
import { countAssignments } from '../../observe/assignment-count';
import { readPresentApp } from '../../observe/present-app';
import { defineStep, draftOf } from '../../plans/step';
import {
  fieldsBeforeAndAfter,
  fieldSetting,
  fieldsOf,
  fieldWords,
  isTileHidden,
  writeField,
} from '../app-integration/fields';
import { isLostCheck, updateOnChecks } from '../app-integration/checks';
import {
  provisioningChecks,
  beforeWrite,
  scimWasSeen,
  writeFields,
  writeWarnings,
} from '../app-integration/write';
import { requireTarget } from '../../storage/target';
import { checkOf } from '../../../shared/plan';
import { assignmentWords } from '../../../shared/plan-words';
import type { ChangeRow, AssignmentCount } from '../../../shared/plan';

interface Settings {
  hidden: boolean;
}

interface Observed {
  app: App;
  assigned: AssignmentCount | null;
}

interface Mutation {
  app: App;
  hidden: boolean;
}

/** Okta's two boxes "Do not display application icon …": General tab, App Settings. */
const boxes = ['visibility.hide.web', 'visibility.hide.iOS'] as const;

/** Hides the tile of the app integration from users until rollout, or shows it. */
export const tileStep = defineStep<Settings, Observed, Mutation>({
  observe: async (context, _settings, purpose) => {
    const app = await readPresentApp(context.okta, context.session());
    const assigned = purpose === 'preview' ? await countAssignments(context.okta, app.id) : null;
    return { app, assigned };
  },

  plan: ({ app, assigned }, { hidden }) => {
    const fields = fieldsOf(app);
    const same = boxes.every((box) => (fields[box] ?? false) === hidden);
    return draftOf(
      [
        {
          mutation: same ? null : { app, hidden },
          change: {
            id: 'tile',
            title: hidden ? 'Hide the tile from users' : 'Show the tile to users',
            verb: same ? 'keep' : 'update',
            rows: boxes.map((box): ChangeRow => {
              const now = fields[box] ?? false;
              return {
                setting: fieldSetting(box),
                now: fieldWords(now),
                after: fieldWords(hidden),
                verb: now === hidden ? 'keep' : 'change',
                note: null,
              };
            }),
            warnings: same ? [] : writeWarnings(app),
            pushes: 0,
            undo: 'The assistant sets both boxes as they were.',
            irreversibleEffect: null,
          },
        },
      ],
      { assigned, warnings: same || !hidden ? [] : losesTile(assigned) },
    );
  },

  beforeAndAfter: ({ app, hidden }) => fieldsBeforeAndAfter(app, write(hidden)),

  rememberFirst: (context, { app }) => beforeWrite(context, app),

  apply: async ({ okta }, { app, hidden }) => {
    const { details } = await writeFields(okta, app, write(hidden));
    return { details, remember: { changedSomething: true } };
  },

  verify: async (context, { hidden }) => {
    const app = await readPresentApp(context.okta, context.session());
    context.remember({ tileHidden: isTileHidden(app) });
    const fields = fieldsOf(app);
    const checks = boxes.map((box) =>
      checkOf({
        setting: fieldSetting(box),
        expected: fieldWords(hidden),
        actual: fieldWords(fields[box] ?? false),
        next: 'General tab, App Settings, Edit.',
      }),
    );
    const session = context.session();
    const updateOn = updateOnChecks(app, requireTarget(session), session.appChecks);
    return [...checks, ...updateOn.filter(isLostCheck), ...provisioningChecks(scimWasSeen(session), app)];
  },
});

/** Whoever opens Oktopost by the tile cannot any more; `null`: Okta did not say who is assigned. */
function losesTile(assigned: AssignmentCount | null): string[] {
  const lose =
    'Whoever is assigned loses the tile at once, and cannot open Oktopost by it until it is shown again.';
  if (assigned === null) return [lose];
  return assigned.users + assigned.groups === 0 ? [] : [`${assignmentWords(assigned)} ${lose}`];
}

const write = (hidden: boolean) => (raw: Record<string, unknown>) => {
  for (const box of boxes) writeField(raw, box, hidden);
};
