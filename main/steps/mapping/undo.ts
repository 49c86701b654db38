import { z } from 'zod';
import { mappingOf } from '../../../shared/settings';
import type { Mapping, MappingProperty } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { countProvisioned } from '../../observe/assignment-count';
import { defineStep, draftOf } from '../../plans/step';
import type { Purpose, StepContext } from '../../plans/step';
import { noNotes, planRestore } from '../../plans/restore';
import type { RestorePlan } from '../../plans/restore';
import { readAdoptedApp } from '../app-integration/setup-app';
import { mappingWords } from './wanted';

type Row = MappingProperty | null;

/** Okta shows no mapping any more, as it may once provisioning is off. */
type Unreadable = 'unreadable';

interface Observed {
  mapping: Mapping;
  rows: RestorePlan<Row>;
  /** App users that exist at Oktopost: each gets a push. Counted for a preview, else 0. */
  provisioned: number;
}

interface Mutation {
  mappingId: string;
  before: Record<string, Row>;
  after: Record<string, Row>;
}

const row = z.strictObject({ expression: z.string(), pushStatus: z.enum(['PUSH', 'DONT_PUSH']) }).nullable();
const detailsSchema = z.looseObject({
  mappingId: z.string(),
  before: z.record(z.string(), row),
  after: z.record(z.string(), row),
});

/** Every attribute that this set-up mapped or unmapped. */
function mappingHistories(appliedChanges: readonly AppliedChange[]): Map<string, ValueHistory<Row>> {
  return valueHistoriesOf(
    appliedChanges.flatMap(({ details, confirmed }) => {
      const { data } = detailsSchema.safeParse(details);
      return Object.entries(data?.after ?? {}).map(([key, after]) => {
        return { key, before: data?.before[key] ?? null, after, confirmed };
      });
    }),
  );
}

/** Restores the mapping of each attribute of an adopted app integration; a created one is deleted with its mapping. */
export const undoMappingStep = defineStep<Record<never, never>, Observed | Unreadable | null, Mutation>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    if (observed === 'unreadable') return draftOf([], { undo: { ...noNotes, remains: [unreadable] } });
    const { mapping, rows, provisioned } = observed;
    const nothing = rows.ours.size === 0;
    const part = (name: 'now' | 'original'): Record<string, Row> =>
      Object.fromEntries([...rows.ours].map(([key, of]) => [key, of[name]]));
    return draftOf(
      [
        {
          mutation: nothing ? null : { mappingId: mapping.id, before: part('now'), after: part('original') },
          change: {
            id: 'restore-mapping',
            title: nothing ? 'The attribute mapping is as it was' : 'Set the attribute mapping back',
            verb: nothing ? 'keep' : 'update',
            rows: rows.rows,
            warnings: [],
            pushes: nothing ? 0 : provisioned,
            undo: 'Go to “Mapping” and apply it again.',
            irreversibleEffect: null,
          },
        },
      ],
      {
        undo: { ...noNotes, drift: rows.drift },
      },
    );
  },

  beforeAndAfter: (mutation) => ({ ...mutation }),

  apply: async ({ okta }, { mappingId, after }) => {
    await okta.updateMapping(mappingId, after);
    return { details: {} };
  },

  verify: async (context) => {
    const observed = await observe(context, {}, 'recheck');
    return observed === null || observed === 'unreadable' ? [] : observed.rows.checks;
  },
});

const unreadable =
  'The attribute mapping: Okta does not show it any more, so it was neither compared nor set back.';

async function observe(
  context: StepContext,
  _settings: Record<never, never>,
  purpose: Purpose,
): Promise<Observed | Unreadable | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = mappingHistories(setupApp?.appliedChanges ?? []);
  if (setupApp === null || histories.size === 0) return null;
  const { id } = setupApp.app;
  const [mapping, provisioned] = await Promise.all([
    context.okta.mapping(id),
    purpose === 'preview' ? countProvisioned(context.okta, id) : 0,
  ]);
  if (mapping === null) return 'unreadable';
  const rows = planRestore({
    histories,
    now: (key) => mapping.properties[key] ?? null,
    settingOf: mappingOf,
    words: mappingWords,
  });
  return { mapping, rows, provisioned };
}
