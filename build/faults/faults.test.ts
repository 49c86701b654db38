import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBench } from './bench';
import type { Bench, Cell } from './bench';
import { differences } from './ending';
import { kinds } from './kinds';
import { nameOf, reportOf } from './report';
import { roads } from './roads';

// The whole table is `npm run faults`; these are the cells that differ most from one another.
const chosen = [
  ['own app: POST /api/v1/apps', 'killed after the request'],
  ['own app: POST /api/v1/apps/{id}/users', 'reset after the effect'],
  ['app of a colleague: PUT /api/v1/apps/{id}', 'killed between entry and request'],
  ['a twin made meanwhile: POST /api/v1/apps', 'reset before the effect'],
  ['undo of an own app: DELETE /api/v1/apps/{id}', 'timeout after the effect'],
] as const;

describe('the fault table', () => {
  let bench: Bench;
  let runs: Awaited<ReturnType<Bench['undisturbed']>>[];
  beforeAll(async () => {
    bench = createBench();
    runs = [];
    for (const road of roads) runs.push(await bench.undisturbed(road));
  }, 120_000);
  afterAll(() => bench.close());

  it('has every request of the assistant that changes something in Okta', () => {
    const requests = new Set(runs.flatMap(({ mutations }) => mutations.map(({ what }) => what)));
    expect([...requests].sort()).toEqual([
      'DELETE /api/v1/apps/{id}',
      'DELETE /api/v1/apps/{id}/users/{id}',
      'POST /api/v1/apps',
      'POST /api/v1/apps/{id}/lifecycle/activate',
      'POST /api/v1/apps/{id}/lifecycle/deactivate',
      'POST /api/v1/apps/{id}/users',
      'POST /api/v1/apps/{id}/users/{id}',
      'POST /api/v1/mappings/{id}',
      'POST /api/v1/meta/schemas/apps/{id}/default',
      'PUT /api/v1/apps/{id}',
      'PUT /api/v1/apps/{id}/features/USER_PROVISIONING',
    ]);
  });

  it.each(chosen)('%s, %s', { timeout: 60_000 }, async (name, fault) => {
    const kind = kinds.find((each) => each.name === fault);
    const [cell] = runs.flatMap((run) =>
      run.mutations.filter((each) => nameOf(each) === name).map((mutation) => ({ run, mutation })),
    );
    if (kind === undefined || cell === undefined) throw new Error('there is no such cell');
    const { faults, duplicates } = await bench.cell(cell.run, cell.mutation, kind);
    expect(faults).toEqual([]);
    expect(duplicates).toBe(0);
  });

  it('fails when a cell is missing, not recovered or has a duplicate', () => {
    const mutation = runs[0]?.mutations[0];
    const [kind] = kinds;
    if (mutation === undefined || kind === undefined) throw new Error('no cell');
    const wanted = [{ mutation, kind }];
    const cell: Cell = { mutation, kind, faults: [], duplicates: 0 };
    expect(reportOf(wanted, [cell])).toMatchObject({ good: true });
    expect(reportOf(wanted, [cell]).text).toMatch(/^1 cases, 1 recovered, 0 duplicates$/m);
    expect(reportOf(wanted, [])).toMatchObject({ good: false });
    expect(reportOf(wanted, [{ ...cell, faults: ['too much: apps'] }])).toMatchObject({ good: false });
    expect(reportOf(wanted, [{ ...cell, duplicates: 1 }])).toMatchObject({ good: false });
  });

  it('sees a difference, also when something is there once more', () => {
    expect(differences(['a', 'b'], ['b', 'a'])).toEqual([]);
    expect(differences(['a'], ['a', 'a'])).toEqual(['too much: a']);
    expect(differences(['a', 'b'], ['a', 'c'])).toEqual(['too much: c', 'missing: b']);
  });
});
