import { z } from 'zod';
import { counted } from '../../../shared/counted';
import { labelWithin } from '../../../shared/settings';
import { valueHistoriesOf } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { defineStep, draftOf } from '../../plans/step';
import type { StepContext } from '../../plans/step';
import { planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import { readAdoptedApp } from '../app-integration/setup-app';

type Definitions = Record<string, Record<string, unknown>>;

interface Observed {
  appId: string;
  found: RestorePlan<Presence>;
  definitions: Definitions;
}

interface Mutation {
  appId: string;
  attributes: Definitions;
}

/** Null: the attribute is not there. */
type Presence = 'in the app user profile' | null;
const presence = (present: boolean): Presence => (present ? 'in the app user profile' : null);

const detailsSchema = z.looseObject({
  attributes: z.record(z.string(), z.record(z.string(), z.unknown())),
  present: z.boolean(),
});

/** Adds the attributes again that were deleted from the app user profile of an adopted app integration. */
export const undoAttributesStep = defineStep<Record<never, never>, Observed | null, Mutation>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    const { appId, found, definitions } = observed;
    const names = [...found.ours.keys()];
    const nothing = names.length === 0;
    const attributes = Object.fromEntries(names.map((name) => [name, definitions[name] ?? {}]));
    const deleted = found.checks.map(({ setting }) => labelWithin(setting));
    return draftOf(
      [
        {
          mutation: nothing ? null : { appId, attributes },
          change: {
            id: 'restore-attributes',
            title: nothing
              ? 'The attributes of the app user profile are there again'
              : `Add ${counted(names.length, 'attribute')} to the app user profile again`,
            verb: nothing ? 'keep' : 'create',
            rows: found.rows,
            warnings: nothing
              ? []
              : ['Only the attributes come back. The values that users had in them are gone.'],
            pushes: 0,
            undo: 'Go to “Mapping” and choose to delete the attributes again.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        undo: {
          ...noNotes,
          drift: found.drift,
          remains:
            deleted.length === 0
              ? []
              : [`The values that users had in these deleted attributes are gone: ${deleted.join(', ')}.`],
        },
      },
    );
  },

  beforeAndAfter: ({ attributes }) => ({ attributes, present: true }),

  apply: async ({ okta }, { appId, attributes }) => {
    await okta.addSchemaAttributes(appId, attributes);
    return { details: {} };
  },

  verify: async (context) => (await observe(context))?.found.checks ?? [],
});

async function observe(context: StepContext): Promise<Observed | null> {
  const setupApp = await readAdoptedApp(context);
  if (setupApp === null) return null;
  const { histories, definitions } = deletedAttributes(setupApp.appliedChanges);
  if (histories.size === 0) return null;
  const { id: appId } = setupApp.app;
  const names = new Set((await context.okta.appUserSchema(appId)).map(({ name }) => name));
  const found = planRestore<Presence>({
    histories,
    now: (key) => presence(names.has(key)),
    settingOf: (key) => `attribute:${key}`,
    words: (value) => value ?? 'deleted',
  });
  return { appId, found, definitions };
}

/** Every attribute that this set-up deleted or added again, with its definition. */
function deletedAttributes(appliedChanges: readonly AppliedChange[]) {
  const definitions: Definitions = {};
  const written = appliedChanges.flatMap(({ details, confirmed }) => {
    const { data } = detailsSchema.safeParse(details);
    if (data === undefined) return [];
    Object.assign(definitions, data.attributes);
    return Object.keys(data.attributes).map((key) => {
      return { key, before: presence(!data.present), after: presence(data.present), confirmed };
    });
  });
  return { histories: valueHistoriesOf<Presence>(written), definitions };
}
