import { describe, expect, it } from 'vitest';
import { shownRun } from './run-window';
import type { Run } from '../../shared/plan';

const runOf = (total: number, finished: number, failed: readonly number[] = []): Run => ({
  id: 'run',
  scope: { kind: 'user-names', userId: null },
  planOnly: false,
  state: 'running',
  changes: Array.from({ length: total }, (_, index) => ({
    id: String(index),
    title: `Change ${index}`,
    state: failed.includes(index)
      ? 'failed'
      : index < finished
        ? 'done'
        : index === finished
          ? 'doing'
          : 'to-do',
    at: null,
  })),
  checks: [],
  wait: null,
  error: null,
  long: null,
});
const shownIds = (run: Run): number[] => shownRun(run).changes.map(({ id }) => Number(id));

describe('a run in a snapshot', () => {
  it('is whole when it is short', () => {
    const run = runOf(24, 3);
    expect(shownRun(run)).toBe(run);
  });

  it.each([
    [0, 0],
    [1_500, 1_492],
    [2_999, 2_976],
  ])('of 3,000 shows a part around the present change (%i had their turn)', (finished, first) => {
    const ids = shownIds(runOf(3_000, finished));
    expect(ids).toHaveLength(24);
    expect(ids[0]).toBe(first);
    expect(ids).toContain(finished);
    expect(shownRun(runOf(3_000, finished)).long).toEqual({ total: 3_000, finished });
  });

  it('never hides what failed', () => {
    expect(shownIds(runOf(3_000, 2_000, [3, 70]))).toEqual(expect.arrayContaining([3, 70]));
  });
});
