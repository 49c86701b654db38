import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingOf } from '../../shared/settings';
import type { Okta } from '../okta/okta';
import { newSession } from '../storage/session';
import { defineItemStep } from './item-step';
import type { SavingContext, Step } from './step';

/** What a pretended Okta holds, and what it is asked. */
interface World {
  values: Map<string, number>;
  lists: number;
  reads: string[];
}

interface Item {
  id: string;
  value: number;
}

const worldOf = (values: Iterable<[string, number]>): World => ({
  values: new Map(values),
  lists: 0,
  reads: [],
});

/** Sets every value to `wanted`. */
const stepIn = (world: World, wanted: number): Step =>
  defineItemStep<{ wanted: number }, Item, { items: readonly Item[] }, Item>({
    list: () => {
      world.lists += 1;
      return Promise.resolve({ items: [...world.values].map(([id, value]) => ({ id, value })) });
    },
    plan: ({ id, value }) => {
      if (value < 0) return null;
      return {
        mutation: value === wanted ? null : { id, value },
        change: {
          id: `set-${id}`,
          title: `Set ${id}`,
          verb: 'update',
          rows: [
            { setting: mappingOf(id), now: String(value), after: String(wanted), verb: 'change', note: null },
          ],
          warnings: [],
          pushes: 0,
          undo: '',
          irreversibleEffect: null,
        },
      };
    },
    notes: ({ items }, changes) => ({ warnings: [`${changes.length} of ${items.length}`] }),
    observe: (_context, { id }) => {
      world.reads.push(id);
      const value = world.values.get(id);
      return Promise.resolve(value === undefined ? null : { id, value });
    },
    beforeAndAfter: ({ id, value }) => ({ id, before: value, after: wanted }),
    apply: (_context, { id }) => {
      world.values.set(id, wanted);
      return Promise.resolve({ details: {} });
    },
    verify: (_context, _settings, listed) =>
      Promise.resolve(
        (listed?.items ?? []).map(({ id }) => ({
          setting: mappingOf(id),
          expected: String(wanted),
          actual: String(world.values.get(id)),
          state: world.values.get(id) === wanted ? 'same' : 'different',
          next: null,
        })),
      ),
  })({ wanted });

// The pretended step asks its world, never Okta.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const okta = {} as Okta;
const context: SavingContext = {
  okta,
  session: newSession,
  now: () => new Date(),
  oktopost: null,
  appliedChanges: () => [],
  importedChanges: () => [],
  remember: () => undefined,
};

/** Rechecks every change of a draft and applies what is to be applied; answers how each was found. */
async function run(step: Step): Promise<string[]> {
  const { changes } = await step.draft(context);
  const found: string[] = [];
  for (const { change } of changes) {
    const recheck = await step.recheck(context, change);
    found.push(recheck.kind);
    if (recheck.kind === 'go') await recheck.apply();
  }
  return found;
}

const values = fc.dictionary(fc.string({ minLength: 1, maxLength: 4 }), fc.integer({ min: -2, max: 3 }));

describe('a step over many items', () => {
  it('plans every item, says what there is beside, and reads one item alone before its change', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const world = worldOf(Object.entries(given));
        const step = stepIn(world, 1);
        const draft = await step.draft(context);
        const planned = Object.entries(given).filter(([, value]) => value >= 0);
        expect(draft.changes.map(({ change }) => change.id)).toEqual(planned.map(([id]) => `set-${id}`));
        expect(draft.warnings).toEqual([`${planned.length} of ${Object.keys(given).length}`]);
        const found = await run(step);
        expect(found).toEqual(planned.map(([, value]) => (value === 1 ? 'up-to-date' : 'go')));
        expect(world.reads).toEqual(planned.map(([id]) => id));
        expect(world.lists).toBe(2);
        const isSet = ([, value]: [string, number]): boolean => value < 0 || value === 1;
        expect([...world.values].every(isSet)).toBe(true);
      }),
    );
  });

  it('is independent of what became of other items', async () => {
    const world = worldOf([
      ['a', 0],
      ['b', 0],
      ['c', 0],
    ]);
    const step = stepIn(world, 1);
    const [a, b, c] = (await step.draft(context)).changes.map(({ change }) => change);
    if (a === undefined || b === undefined || c === undefined) throw new Error('three are planned');
    expect(step.independent).toBe(true);
    world.values.set('a', 2);
    world.values.delete('b');
    expect(await step.recheck(context, a)).toMatchObject({ kind: 'stale', now: { rows: [{ now: '2' }] } });
    expect(await step.recheck(context, b)).toEqual({ kind: 'stale', now: null });
    expect(await step.recheck(context, c)).toMatchObject({
      kind: 'go',
      predecessorsDone: true,
      beforeAndAfter: { id: 'c', before: 0, after: 1 },
    });
  });

  it('is stale where an item is not to be changed any more, or was never planned', async () => {
    const world = worldOf([['a', 0]]);
    const step = stepIn(world, 1);
    const [planned] = (await step.draft(context)).changes;
    if (planned === undefined) throw new Error('one is planned');
    const { change } = planned;
    world.values.set('a', -1);
    expect(await step.recheck(context, change)).toEqual({ kind: 'stale', now: null });
    expect(await step.recheck(context, { ...change, id: 'other' })).toEqual({ kind: 'stale', now: null });
    expect(await stepIn(world, 1).recheck(context, change)).toEqual({ kind: 'stale', now: null });
  });

  it('verifies what it listed last', async () => {
    const world = worldOf([['a', 0]]);
    const step = stepIn(world, 1);
    expect(await step.verify(context)).toEqual([]);
    await run(step);
    expect(await step.verify(context)).toMatchObject([{ setting: 'mapping:a', state: 'same' }]);
  });

  it('lists 10,000 items once and reads each of them once', async () => {
    const items = Array.from({ length: 10_000 }, (_, index): [string, number] => [`u${index}`, index % 3]);
    const world = worldOf(items);
    const found = await run(stepIn(world, 1));
    expect(found.filter((kind) => kind === 'go')).toHaveLength(
      items.filter(([, value]) => value !== 1).length,
    );
    expect(world.lists).toBe(1);
    expect(world.reads).toHaveLength(items.length);
  });
});
