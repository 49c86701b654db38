import { z } from 'zod';
import type { Mapping, MappingProperty, UserType } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import type { ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { countProvisioned } from '../../observe/assignment-count';
import { readSending, sendsUpdates } from '../../observe/sending';
import { defineStep, draftOf } from '../../plans/step';
import type { PlannedChange, Purpose, StepContext } from '../../plans/step';
import { keptTitle, planRestore } from '../../plans/restore';
import { noNotes } from '../../plans/undo-notes';
import type { RestorePlan } from '../../plans/restore';
import { readAdoptedApp } from '../app-integration/setup-app';
import { settingIn } from './wanted';
import { changeIdOf, mappingWords, ofType } from './words';

type Row = MappingProperty | null;

/** One mapping that this set-up changed. */
interface ChangedMapping {
  mapping: Mapping;
  rows: RestorePlan<Row>;
  /** App users that exist at Oktopost and get a push, where Okta sends any. Counted for a preview, else 0. */
  provisioned: number;
}

interface Observed {
  changed: ChangedMapping[];
  /** Names of user types whose mapping Okta does not show any more, as it may once provisioning is off; null: not recorded. */
  gone: (string | null)[];
  several: boolean;
}

interface Mutation {
  mappingId: string;
  userType: UserType;
  before: Record<string, Row>;
  after: Record<string, Row>;
}

const row = z.strictObject({ expression: z.string(), pushStatus: z.enum(['PUSH', 'DONT_PUSH']) }).nullable();
const detailsSchema = z.looseObject({
  mappingId: z.string(),
  /** Not recorded while there was one mapping only. */
  userType: z.looseObject({ id: z.string(), name: z.string() }).optional(),
  /** The whole mapping before the write; not recorded in older journals. */
  found: z.record(z.string(), row).optional(),
  before: z.record(z.string(), row),
  after: z.record(z.string(), row),
});

interface MappingHistory {
  typeName: string | null;
  values: Map<string, ValueHistory<Row>>;
}

/** Every attribute that this set-up mapped or unmapped, by the id of the mapping. */
function mappingHistories(appliedChanges: readonly AppliedChange[]): Map<string, MappingHistory> {
  const histories = new Map<string, MappingHistory>();
  const writes = appliedChanges.flatMap(({ details, confirmed }) => {
    const { data } = detailsSchema.safeParse(details);
    return data === undefined ? [] : [{ ...data, confirmed }];
  });
  for (const [mappingId, written] of grouped(writes)) {
    const keys = written.flatMap(({ after }) => Object.keys(after));
    const found = written[0]?.found;
    const values = valueHistoriesOf(
      written.flatMap(({ before, after, confirmed }) =>
        Object.entries(after).map(([key, value]) => {
          return { key, before: before[key] ?? null, after: value, confirmed };
        }),
      ),
      new Map(found === undefined ? [] : keys.map((key) => [key, found[key] ?? null])),
    );
    histories.set(mappingId, { typeName: written.at(-1)?.userType?.name ?? null, values });
  }
  return histories;
}

function grouped<T extends { mappingId: string }>(writes: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const write of writes) groups.set(write.mappingId, [...(groups.get(write.mappingId) ?? []), write]);
  return groups;
}

/** Restores each mapping of an adopted app integration, attribute by attribute; a created one is deleted with its mappings. */
export const undoMappingStep = defineStep<Record<never, never>, Observed | null, Mutation>({
  observe,

  plan: (observed) => {
    if (observed === null) return draftOf([]);
    const { changed, gone, several } = observed;
    return draftOf(
      changed.map((each) => restoration(each, several)),
      {
        undo: {
          ...noNotes,
          drift: changed.flatMap(({ rows }) => rows.drift),
          remains: gone.map(unreadable),
        },
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
    return (observed?.changed ?? []).flatMap(({ rows }) => rows.checks);
  },
});

const unreadable = (typeName: string | null): string =>
  `The attribute mapping${typeName === null ? '' : ` of user type “${typeName}”`}: Okta does not show it any more, so it was neither compared nor set back.`;

function restoration(
  { mapping, rows, provisioned }: ChangedMapping,
  several: boolean,
): PlannedChange<Mutation> {
  const nothing = rows.ours.size === 0;
  const which = ofType(mapping.userType, several);
  const { id, name } = mapping.userType;
  const part = (of: 'now' | 'original'): Record<string, Row> =>
    Object.fromEntries([...rows.ours].map(([key, values]) => [key, values[of]]));
  return {
    mutation: nothing
      ? null
      : { mappingId: mapping.id, userType: { id, name }, before: part('now'), after: part('original') },
    change: {
      id: changeIdOf('restore-mapping', mapping),
      title: nothing
        ? keptTitle(`The attribute mapping${which}`, rows, false)
        : `Set the attribute mapping${which} back`,
      verb: nothing ? 'keep' : 'update',
      rows: rows.rows,
      warnings: [],
      pushes: nothing ? 0 : provisioned,
      undo: 'Go to “Mapping” and apply it again.',
      irreversibleEffect: null,
    },
  };
}

async function observe(
  context: StepContext,
  _settings: Record<never, never>,
  purpose: Purpose,
): Promise<Observed | null> {
  const setupApp = await readAdoptedApp(context);
  const histories = mappingHistories(setupApp?.appliedChanges ?? []);
  if (setupApp === null || histories.size === 0) return null;
  const { okta, session } = context;
  const { id } = setupApp.app;
  const { readable, unreadable: hidden } = await okta.mappings(id);
  const provisioned =
    purpose === 'preview' && sendsUpdates(await readSending(okta, setupApp.app, session()))
      ? await countProvisioned(okta, id, readable)
      : new Map<string, number>();
  const observed: Observed = { changed: [], gone: [], several: readable.length + hidden.length > 1 };
  for (const [mappingId, { typeName, values }] of histories) {
    const mapping = readable.find((each) => each.id === mappingId);
    if (mapping === undefined) {
      observed.gone.push(typeName);
      continue;
    }
    const rows = planRestore({
      histories: values,
      now: (key): Row => mapping.properties[key] ?? null,
      settingOf: (key) => settingIn(mapping, key),
      words: mappingWords,
    });
    observed.changed.push({ mapping, rows, provisioned: provisioned.get(mappingId) ?? 0 });
  }
  return observed;
}
