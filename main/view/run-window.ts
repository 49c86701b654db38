import type { Run } from '../../shared/plan';
import type { RunState } from '../plans/run-state';
import { localError } from './local-error';

const shownAtMost = 24;
const before = 8;

/**
 * A run as a snapshot carries it, copied. Snapshots are sent whole, so that of a long run only a window is in them: the changes
 * around the present one, and those that failed.
 */
export function shownRun(run: RunState): Run {
  const { id, scope, planOnly, state, checks, wait, error, changes, finished, failed } = run;
  const shown = { id, scope, planOnly, state, checks, wait, error: localError(error) };
  if (changes.length <= shownAtMost)
    return { ...shown, changes: changes.map((change) => ({ ...change })), long: null };
  const from = Math.max(0, Math.min(finished - before, changes.length - shownAtMost));
  const isInWindow = (index: number): boolean => index >= from && index < from + shownAtMost;
  const indexes = [
    ...failed.filter((index) => !isInWindow(index)),
    ...Array.from({ length: shownAtMost }, (_, offset) => from + offset),
  ];
  return {
    ...shown,
    changes: indexes
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const change = changes[index];
        return change === undefined ? [] : [{ ...change }];
      }),
    long: { total: changes.length, finished },
  };
}
