import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBench } from './bench';
import type { Bench, FaultCase } from './bench';
import { differences } from './final-state';
import { faultKinds } from './fault-kinds';
import { nameOf, reportOf } from './report';
import { scenarios } from './scenarios';

// The whole table is `npm run faults`; these are the cases that differ most from one another.
const chosen = [
  ['custom app: POST /api/v1/apps', 'killed after the request'],
  ['custom app: POST /api/v1/apps/{id}/users', 'reset after the effect'],
  ['adopted app: PUT /api/v1/apps/{id}', 'killed between entry and request'],
  ['a duplicate created concurrently: POST /api/v1/apps', 'reset before the effect'],
  ['undo of a custom app: DELETE /api/v1/apps/{id}', 'timeout after the effect'],
  ['life cycle: POST /api/v1/users', 'killed after the request'],
] as const;

describe('the fault table', () => {
  let bench: Bench;
  let runs: Awaited<ReturnType<Bench['baseline']>>[];
  beforeAll(async () => {
    bench = await createBench();
    runs = [];
    for (const scenario of scenarios) runs.push(await bench.baseline(scenario));
  });
  afterAll(() => bench.close());

  it('covers every write request of the assistant', () => {
    const requests = new Set(runs.flatMap(({ mutations }) => mutations.map(({ what }) => what)));
    expect([...requests].sort()).toEqual([
      'DELETE /api/v1/apps/{id}',
      'DELETE /api/v1/apps/{id}/groups/{id}',
      'DELETE /api/v1/apps/{id}/users/{id}',
      'DELETE /api/v1/users/{id}',
      'POST /api/v1/apps',
      'POST /api/v1/apps/{id}/credentials/keys/generate',
      'POST /api/v1/apps/{id}/lifecycle/activate',
      'POST /api/v1/apps/{id}/lifecycle/deactivate',
      'POST /api/v1/apps/{id}/users',
      'POST /api/v1/apps/{id}/users/{id}',
      'POST /api/v1/mappings/{id}',
      'POST /api/v1/meta/schemas/apps/{id}/default',
      'POST /api/v1/users',
      'POST /api/v1/users/{id}',
      'POST /api/v1/users/{id}/lifecycle/activate',
      'POST /api/v1/users/{id}/lifecycle/deactivate',
      'PUT /api/v1/apps/{id}',
      'PUT /api/v1/apps/{id}/features/USER_PROVISIONING',
      'PUT /api/v1/apps/{id}/groups/{id}',
    ]);
  });

  it.each(chosen)('%s, %s', async (name, fault) => {
    const kind = faultKinds.find((each) => each.name === fault);
    const [faultCase] = runs.flatMap((run) =>
      run.mutations.filter((each) => nameOf(each) === name).map((mutation) => ({ run, mutation })),
    );
    if (kind === undefined || faultCase === undefined) throw new Error('no such case');
    const { faults, duplicates } = await bench.runCase(faultCase.run, faultCase.mutation, kind);
    expect(faults).toEqual([]);
    expect(duplicates).toBe(0);
  });

  it('fails when a case is missing, not recovered or has a duplicate', () => {
    const mutation = runs[0]?.mutations[0];
    const [kind] = faultKinds;
    if (mutation === undefined || kind === undefined) throw new Error('no case');
    const expected = [{ mutation, kind }];
    const faultCase: FaultCase = { mutation, kind, faults: [], duplicates: 0 };
    expect(reportOf(expected, [faultCase])).toMatchObject({ ok: true });
    expect(reportOf(expected, [faultCase]).text).toMatch(/^1 cases, 1 recovered, 0 duplicates$/m);
    expect(reportOf(expected, [])).toMatchObject({ ok: false });
    expect(reportOf(expected, [{ ...faultCase, faults: ['too much: apps'] }])).toMatchObject({ ok: false });
    expect(reportOf(expected, [{ ...faultCase, duplicates: 1 }])).toMatchObject({ ok: false });
  });

  it('reports differences, duplicated lines included', () => {
    expect(differences(['a', 'b'], ['b', 'a'])).toEqual([]);
    expect(differences(['a'], ['a', 'a'])).toEqual(['too much: a']);
    expect(differences(['a', 'b'], ['a', 'c'])).toEqual(['too much: c', 'missing: b']);
  });
});
