import type { Run } from '../../shared/plan';

const shownAtMost = 24;
const before = 8;

/**
 * A run as a snapshot carries it. Snapshots go out whole at every change, so that of a long run only a part is in them: what
 * failed, and the changes around the present one.
 */
export function shownRun(run: Run): Run {
  const { changes } = run;
  if (changes.length <= shownAtMost) return run;
  const finished = changes.filter(({ state }) => state !== 'to-do' && state !== 'doing').length;
  const from = Math.max(0, Math.min(finished - before, changes.length - shownAtMost));
  return {
    ...run,
    changes: changes.filter(
      ({ state }, index) => state === 'failed' || (index >= from && index < from + shownAtMost),
    ),
    long: { total: changes.length, finished },
  };
}
