import type { Target } from '../../../shared/oktopost';
import { asObject } from '../../okta/json';
import type { App } from '../../okta/types';
import { checkOf } from '../../../shared/plan';
import type { Change, ChangeRow } from '../../../shared/plan';
import { noNote } from './checks';
import { defineStep, draftOf } from '../../plans/step';
import type { Applied, StepContext } from '../../plans/step';
import type { Edit } from './edit';
import { fieldsBeforeAndAfter, fieldsOf } from './fields';
import { remembered, withNote, withoutNote } from './identity';
import { rowsOf, undoOf } from './settings';
import type { AppSetting } from './settings';
import type { Provisioning } from '../../observe/provisioning';
import { showsScim } from '../../observe/scim';
import { emptyByGuidedStep, resetForNewApp } from '../../storage/session';
import type { Session } from '../../storage/session';
import { targetDetails } from '../../storage/journaled-target';
import { readAdoptedApp } from './setup-app';
import { provisioningChecks, beforeWrite, writeApp, writeFields, writeWarnings } from './write';

/** What an adoption writes into Okta: the admin note names this set-up from then on. */
function noteRow({ adminNote: now }: App, setupId: string): ChangeRow {
  return {
    setting: 'app.admin-note',
    now,
    after: withNote(now, setupId),
    verb: 'change',
    note: 'Okta itself then says that this set-up uses it. An earlier note stays.',
  };
}

/** An app integration that becomes this set-up's, by one request. */
export interface Adoption {
  app: App;
  target: Target;
  setupId: string;
  provisioning: Provisioning | null;
  /** Beside the note. */
  edit: Edit;
}

/** Of a plan's change by which an app integration becomes this set-up's, with the settings that are `changed`; null: it is already. */
export function adoptionOf(
  app: App,
  adoption: Pick<Adoption, 'setupId'> | null,
  changed: readonly AppSetting[],
): Pick<Change, 'verb' | 'rows' | 'undo'> {
  if (adoption === null) return { verb: 'keep', rows: [], undo: 'Nothing was written for this.' };
  const settings = changed.length === 0 ? '.' : `, and ${undoOf(app, changed)}`;
  return {
    verb: 'update',
    rows: [...rowsOf(app, changed), noteRow(app, adoption.setupId)],
    undo: `The assistant takes this set-up out of the note again${settings}`,
  };
}

/**
 * What the journal keeps of an adoption, before its request: how the app integration was found is what a later look is compared with.
 * `provisioning`: so that the undo knows what was on.
 */
export const adoptionDetails = ({ app, target, provisioning, edit }: Adoption): Record<string, unknown> => ({
  ...targetDetails(target),
  appId: app.id,
  adopted: true,
  provisioning,
  found: fieldsOf(app),
  foundStatus: app.status,
  ...fieldsBeforeAndAfter(app, edit),
});

/** For the plan of an adoption. */
export function noteWarnings({ adminNote: now }: App, setupId: string): string[] {
  return withNote(now, setupId).length <= likelyMost
    ? []
    : [
        `The admin note has ${now?.length ?? 0} characters already. If Okta refuses the longer one, shorten it on the General tab and preview again.`,
      ];
}

/** What Okta's console takes as a note, likely. */
const likelyMost = 250;

/**
 * Takes an app integration over: the admin note, and the settings with it, in one request. Whether Okta shows the note afterwards is
 * checked with the settings, which were written either way.
 */
export async function adoptApp(
  context: StepContext,
  { app: before, setupId, edit }: Pick<Adoption, 'app' | 'setupId' | 'edit'>,
): Promise<Applied> {
  const { app, details } = await writeFields(context.okta, before, (raw) => {
    edit(raw);
    editNote(raw, (note) => withNote(note, setupId));
  });
  return { details, remember: rememberAdopted(context, before, app) };
}

/** What the session keeps of an app integration that was adopted; `before` as it was, `after` with the note. */
export function rememberAdopted(context: StepContext, before: App, after: App): Partial<Session> {
  const reset = resetForNewApp(context.session());
  const scim = showsScim(before)
    ? { featuresShowScim: true, readBackAt: { ...emptyByGuidedStep, 'scim-on': context.now().toISOString() } }
    : {};
  return { ...reset, ...scim, app: remembered(after, false), changedSomething: true };
}

function editNote(raw: Record<string, unknown>, edit: (note: string | null) => string | null): void {
  const notes = asObject(asObject(raw, 'settings'), 'notes');
  const now = notes['admin'];
  const after = edit(typeof now === 'string' ? now : null);
  // Okta describes no field of a request as nullable, so an unset field is omitted.
  if (after === null) delete notes['admin'];
  else notes['admin'] = after;
}

/** Takes this set-up out of the admin note of an adopted app integration; last, since the note says that it is this set-up's. */
export const undoNoteStep = defineStep<
  Record<never, never>,
  { app: App; after: string | null; scimShown: boolean } | null,
  { app: App }
>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    const { app, after } = observed;
    const same = after === app.adminNote;
    return draftOf([
      {
        mutation: same ? null : { app },
        change: {
          id: 'remove-note',
          title: same
            ? `The admin note of “${app.label}” does not name this set-up`
            : `Take this set-up out of the admin note of “${app.label}”`,
          verb: same ? 'keep' : 'update',
          rows: same
            ? []
            : [
                {
                  setting: 'app.admin-note',
                  now: app.adminNote,
                  after,
                  verb: after === null ? 'remove' : 'change',
                  note: null,
                },
              ],
          warnings: same ? [] : writeWarnings(app),
          pushes: 0,
          undo: 'Begin the set-up again and choose this app integration.',
          irreversibleEffect: null,
        },
      },
    ]);
  },

  beforeAndAfter: ({ app }) => ({ appId: app.id }),

  rememberFirst: (context, { app }) => beforeWrite(context, app),

  apply: async ({ okta, session }, { app }) => {
    const { setupId } = session();
    const { lost } = await writeApp(okta, app, (raw) => {
      editNote(raw, (note) => withoutNote(note, setupId));
    });
    return { details: { lost } };
  },

  verify: async (context) => {
    const observed = await observe(context);
    if (observed === null) return [];
    const { app, after, scimShown } = observed;
    const note = checkOf({
      setting: 'app.admin-note',
      expected: after ?? noNote,
      actual: app.adminNote ?? noNote,
      next: 'Take the sentence that names this set-up out: General tab, App Settings, Edit.',
    });
    return [note, ...provisioningChecks(scimShown, app)];
  },
});

async function observe(context: StepContext) {
  const setupApp = await readAdoptedApp(context);
  if (setupApp === null) return null;
  const { app, provisioning } = setupApp;
  const after = withoutNote(app.adminNote, context.session().setupId);
  return { app, after, scimShown: provisioning?.shown ?? false };
}
