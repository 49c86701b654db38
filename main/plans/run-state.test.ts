import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunChange } from '../../shared/plan';
import { createRun } from './run-state';
import { changeOf, planOf } from './testing';

const plan = planOf(...['a', 'b', 'c'].map((id) => changeOf(id, { title: `Change ${id}`, rows: [] })));

function begin() {
  const counted = { changes: 0 };
  const onChange = (): void => {
    counted.changes += 1;
  };
  return { counted, ...createRun(plan, { planOnly: false, now: () => new Date(0), onChange }) };
}

describe('the state of a run', () => {
  it('counts what is finished and what failed as the changes are marked', () => {
    const { run, mark, counted } = begin();
    const marks: [number, RunChange['state']][] = [
      [0, 'doing'],
      [0, 'done'],
      [1, 'doing'],
      [1, 'failed'],
      [1, 'failed'],
      [2, 'kept'],
    ];
    for (const [index, state] of marks) mark(index, state);
    expect(run).toMatchObject({
      finished: 3,
      failed: [1],
      changes: [{ state: 'done', at: '1970-01-01T00:00:00.000Z' }, { state: 'failed' }, { state: 'kept' }],
    });
    expect(counted.changes).toBe(marks.length);
  });

  it('is one object with one list: a mark copies nothing', () => {
    const { run, mark } = begin();
    const { changes } = run;
    const [first] = changes;
    mark(0, 'done');
    expect(run.changes).toBe(changes);
    expect(run.changes[0]).toBe(first);
  });

  it('fails the change that is being done, and none that is finished', () => {
    const { run, mark, failPresent } = begin();
    mark(0, 'done');
    failPresent();
    expect(run.failed).toEqual([]);
    mark(1, 'doing');
    failPresent();
    expect(run.changes.map(({ state }) => state)).toEqual(['done', 'failed', 'to-do']);
  });

  it('counts and lists what it should after every mark, whatever the marks', () => {
    const states: RunChange['state'][] = ['to-do', 'doing', 'done', 'kept', 'would-do', 'failed'];
    // Index 3 is beyond the plan.
    const marks = fc.array(fc.tuple(fc.nat({ max: 3 }), fc.constantFrom(...states)));
    fc.assert(
      fc.property(marks, (given) => {
        const { run, mark, counted } = begin();
        const failed: number[] = [];
        for (const [index, state] of given) {
          const before = run.changes[index]?.state;
          mark(index, state);
          if (before !== undefined && state === 'failed' && before !== 'failed') failed.push(index);
          const open = run.changes.filter((each) => each.state === 'to-do' || each.state === 'doing');
          expect(run.finished).toBe(run.changes.length - open.length);
          expect(run.failed).toEqual(failed);
        }
        expect(counted.changes).toBe(given.filter(([index]) => index < 3).length);
      }),
    );
  });

  it('tells of each patch, and keeps id, title and settings of each change', () => {
    const { run, set, counted } = begin();
    set({ state: 'cancelling' });
    expect([run.state, counted.changes]).toEqual(['cancelling', 1]);
    expect(run.changes.map(({ id, title, settings }) => [id, title, settings])).toEqual(
      ['a', 'b', 'c'].map((id) => [id, `Change ${id}`, []]),
    );
  });
});
