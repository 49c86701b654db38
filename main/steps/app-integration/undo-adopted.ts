import type { App } from '../../okta/types';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { noNotes, restoring } from '../../plans/restore';
import type { Restoring } from '../../plans/restore';
import { fieldLabel, fieldsOf, fieldTraces, fieldWords, writeField } from './fields';
import type { AppFields, FieldValue } from './fields';
import { adoptedApp } from './own-app';
import { provisioningChecks, writeApp, writeWarnings } from './write';

interface Observed {
  app: App;
  fields: Restoring<FieldValue>;
  /** When it was adopted, `features` showed SCIM. */
  scimShown: boolean;
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
    const { app, fields } = observed;
    const nothing = fields.ours.size === 0;
    const part = (name: 'now' | 'before'): AppFields =>
      Object.fromEntries([...fields.ours].map(([path, of]) => [path, of[name]]));
    return draftOf(
      [
        {
          mutation: nothing ? null : { app, before: part('now'), after: part('before') },
          change: {
            id: 'restore-app',
            title: nothing
              ? `The settings of “${app.label}” are as they were`
              : `Set the settings of “${app.label}” back`,
            verb: nothing ? 'keep' : 'update',
            rows: fields.rows,
            warnings: nothing ? [] : writeWarnings(app),
            pushes: 0,
            undo: 'Begin the set-up again and choose this app integration.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        undo: { ...noNotes, drift: fields.drift },
      },
    );
  },

  images: ({ before, after }) => ({ before, after }),

  apply: async (context, { app, after }) => {
    const { lost } = await writeApp(context, app, (raw) => {
      for (const [path, value] of Object.entries(after)) writeField(raw, path, value);
    });
    return { lost };
  },

  verify: async (context) => {
    const observed = await observe(context);
    if (observed === null) return [];
    const { app, fields, scimShown } = observed;
    return [...fields.checks, ...provisioningChecks(scimShown, app)];
  },
});

async function observe(context: StepContext): Promise<Observed | null> {
  const own = await adoptedApp(context);
  const traces = fieldTraces(own?.deeds ?? []);
  if (own === null || traces.size === 0) return null;
  const now = fieldsOf(own.app);
  const fields = restoring({
    traces,
    now: (path) => now[path] ?? null,
    label: fieldLabel,
    words: fieldWords,
  });
  return { app: own.app, fields, scimShown: own.provisioning?.shown ?? false };
}
