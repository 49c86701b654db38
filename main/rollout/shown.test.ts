import { expect, it } from 'vitest';
import type { StoredRing, StoredRollout } from './file';
import { viewOf } from './shown';
import type { Live } from './shown';

const ring = (state: StoredRing['state'], arrived: number): StoredRing => ({
  ...{ kind: 'pilot', group: null, people: [], state, startedAt: null, endedAt: null, checkedAt: null },
  ...{ failed: [], failures: [], looked: null, logged: null },
  course: [{ second: 1, arrived, waiting: 0, failed: 0 }],
});
const live: Live = {
  version: 1,
  course: [],
  checking: null,
  runCounts: () => ({ arrived: 0, waiting: 0, failed: 0 }),
  states: new Map(),
};
const drawn = (rings: StoredRing[]): number | undefined => {
  const rollout: Pick<StoredRollout, 'rings' | 'failShare' | 'earlier'> = {
    rings,
    failShare: 10,
    earlier: 0,
  };
  return viewOf(rollout, live, []).course.at(-1)?.arrived;
};

it('draws the course of the last ring that is not taken back', () => {
  expect(drawn([ring('passed', 1), ring('passed', 5)])).toBe(5);
  expect(drawn([ring('passed', 1), ring('taken-back', 5)])).toBe(1);
  expect(drawn([ring('taken-back', 1), ring('taken-back', 5)])).toBeUndefined();
});
