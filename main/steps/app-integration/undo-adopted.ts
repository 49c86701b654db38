import type { ChangeRow, Check } from '../../../shared/plan';
import { updateOn } from '../../../shared/settings';
import type { App } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { keptTitle, planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import { foundIn } from './kept';
import { canSignAgain } from '../certificate/undo';
import {
  fieldSetting,
  fieldsOf,
  fieldHistories,
  fieldWords,
  signingKey,
  withAskedFor,
  writeField,
} from './fields';
import type { AppFields, FieldValue } from './fields';
import { mayNotTake, updateOnPlace } from './settings';
import { readAdoptedApp } from './setup-app';
import { provisioningChecks, beforeWrite, writeFields, writeWarnings } from './write';

interface Observed {
  app: App;
  fields: RestorePlan<FieldValue>;
  /** When it was adopted, `features` showed SCIM. */
  scimShown: boolean;
  /** It was stated that Oktopost does not have the certificate from before any more. */
  isTakenOut: boolean;
}

interface Mutation {
  app: App;
  before: AppFields;
  after: AppFields;
}

/** Sets the settings of an adopted app integration back, field by field; all else of it stays byte for byte. */
export const undoAdoptedAppStep = defineStep<Record<never, never>, Observed | null, Mutation>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    const { app, fields, isTakenOut } = observed;
    const nothing = fields.ours.size === 0;
    const part = (name: 'now' | 'original'): AppFields =>
      Object.fromEntries([...fields.ours].map(([path, of]) => [path, of[name]]));
    return draftOf(
      [
        {
          mutation: nothing ? null : { app, before: part('now'), after: part('original') },
          change: {
            id: 'restore-app',
            title: nothing
              ? keptTitle(`The settings of “${app.label}”`, fields, true)
              : `Set the settings of “${app.label}” back`,
            verb: nothing ? 'keep' : 'update',
            rows: fields.rows.map(withNote),
            warnings: nothing
              ? []
              : [
                  ...(fields.ours.has(signingKey) ? [isTakenOut ? signInsFailForSure : signInsFail] : []),
                  ...writeWarnings(app),
                ],
            pushes: 0,
            undo: fields.ours.has(signingKey) ? `${chooseAgain} ${newCertificateAgain}` : chooseAgain,
            irreversibleEffect: null,
          },
        },
      ],
      {
        undo: { ...noNotes, drift: fields.drift },
      },
    );
  },

  beforeAndAfter: ({ before, after }) => ({ before, after }),

  rememberFirst: (context, { app }) => beforeWrite(context, app),

  apply: async ({ okta }, { app, after }) => {
    const { details } = await writeFields(okta, app, (raw) => {
      for (const [path, value] of Object.entries(after)) writeField(raw, path, value);
    });
    return { details };
  },

  verify: async (context) => {
    const observed = await observe(context);
    if (observed === null) return [];
    const { app, fields, scimShown } = observed;
    return [...fields.checks.map(withPlace), ...provisioningChecks(scimShown, app)];
  },
});

const chooseAgain = 'Begin the set-up again and choose this app integration.';
const newCertificateAgain = 'Then “Change the certificate” lets Okta sign with the new one again.';

/** Okta may never have shown when it updates user names: then there is no value to put back. Nor may it take one. */
const withNote = (row: ChangeRow): ChangeRow =>
  row.setting === updateOn
    ? {
        ...row,
        note:
          row.verb === 'remove'
            ? 'Okta showed no value before, so it is sent without one. Look at it in Okta afterwards: Sign On tab, Settings.'
            : mayNotTake,
      }
    : row;

/** Where to look by hand at what Okta did not take, and what is not known where Okta did not show it before. */
function withPlace(check: Check): Check {
  if (check.setting !== updateOn) return check;
  if (check.expected !== fieldWords(null))
    return check.state === 'different' ? { ...check, next: updateOnPlace } : check;
  const isShown = check.actual !== fieldWords(null);
  const unknown: Check = { ...check, expected: 'not known', next: notShownBefore };
  return isShown ? unknown : { ...unknown, actual: null, state: 'cannot-be-read' };
}

const notShownBefore =
  'Okta did not show what it was before: look at it on the tab Sign On, Settings, and set it as your org has it.';

const signInsFail =
  'Okta signs with the certificate before again: sign-ins fail from then on where Oktopost does not have that one any more.';

const signInsFailForSure =
  'Okta signs with the certificate before again: sign-ins fail from then on, for it was stated that Oktopost does not have that one any more. Give it to Oktopost before.';

/** What an adoption found of what a plan sets: the boxes of the tile are anybody's, before and after it. */
const plannedOf = (found: AppFields | null): AppFields | null =>
  found === null
    ? null
    : Object.fromEntries(Object.entries(found).filter(([path]) => !path.startsWith('visibility.')));

async function observe(context: StepContext): Promise<Observed | null> {
  const setupApp = await readAdoptedApp(context);
  const applied = setupApp?.appliedChanges ?? [];
  const histories = fieldHistories(applied, plannedOf(foundIn(applied[0])));
  if (setupApp === null) return null;
  const key = histories.get(signingKey);
  if (key !== undefined && !(await canSignAgain(context, setupApp.app, key.original)))
    histories.delete(signingKey);
  if (histories.size === 0) return null;
  const { before, removed } = context.session().certificateChange;
  const isTakenOut = removed !== null && key !== undefined && before?.kid === key.original;
  const now = fieldsOf(setupApp.app);
  const fields = planRestore({
    histories: withAskedFor(histories, now),
    now: (path) => now[path] ?? null,
    settingOf: fieldSetting,
    words: fieldWords,
  });
  return { app: setupApp.app, fields, scimShown: setupApp.provisioning?.shown ?? false, isTakenOut };
}
