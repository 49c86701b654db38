import { describe, expect, it } from 'vitest';
import { dateTime } from '../../shared/date-time';
import { AppFailure } from '../../shared/errors';
import { at } from '../../shared/testing/time';
import { minute } from '../export/document';
import { shownRun } from './run-window';
import { createRun } from '../plans/run-state';
import type { RunState } from '../plans/run-state';
import { changeOf, planOf } from '../plans/testing';
import type { Plan } from '../../shared/plan';

/** A run of so many changes of which the first ones are finished, and the next one is being done. */
function runOf(total: number, finished: number, failed: readonly number[] = []): RunState {
  const plan = examplePlan(total);
  const { run, mark } = createRun(plan, {
    planOnly: false,
    now: () => new Date(),
    onChange: () => undefined,
  });
  for (let index = 0; index < finished; index += 1) {
    mark(index, 'doing');
    mark(index, failed.includes(index) ? 'failed' : 'done');
  }
  mark(finished, 'doing');
  return run;
}

const examplePlan = (total: number): Plan =>
  planOf(...Array.from({ length: total }, (_, index) => changeOf(String(index))));

const shownIds = (run: RunState): number[] => shownRun(run).changes.map(({ id }) => Number(id));

describe('a run in a snapshot', () => {
  it('is whole when it is short', () => {
    const run = runOf(24, 3);
    expect(shownRun(run).changes).toEqual(run.changes);
    expect(shownRun(run).long).toBeNull();
  });

  it.each([
    [0, 0],
    [1_500, 1_492],
    [2_999, 2_976],
  ])('of 3,000 shows a part around the present change (%i finished)', (finished, first) => {
    const ids = shownIds(runOf(3_000, finished));
    expect(ids).toHaveLength(24);
    expect(ids[0]).toBe(first);
    expect(ids).toContain(finished);
    expect(shownRun(runOf(3_000, finished)).long).toEqual({ total: 3_000, finished });
  });

  it('never hides what failed', () => {
    expect(shownIds(runOf(3_000, 2_000, [3, 70]))).toEqual(expect.arrayContaining([3, 70]));
  });

  it('that failed has its time in the zone of the reader', () => {
    const { error } = new AppFailure({
      ...{ code: 'plan-stale', owner: 'okta-admin', next: 'Preview again.' },
      message: `Jane changed it at ${minute(at)}.`,
    });
    expect(shownRun({ ...runOf(1, 0), error }).error?.message).toBe(`Jane changed it at ${dateTime(at)}.`);
  });

  it('is a copy: what happens later is not in a snapshot that was sent', () => {
    const { run, mark, set } = createRun(examplePlan(2), {
      planOnly: false,
      now: () => new Date(),
      onChange: () => undefined,
    });
    const sent = shownRun(run);
    mark(0, 'done');
    set({ state: 'failed' });
    expect(sent).toMatchObject({ state: 'running', changes: [{ state: 'to-do' }, { state: 'to-do' }] });
  });
});
