import type { Payload } from '../../shared/api';
import { noRollout } from '../../shared/rollout';
import type { CoursePoint, RolloutCounts, RolloutView } from '../../shared/rollout';
import type { Snapshot } from '../../shared/snapshot';
import { app, connected, snapshotAt } from '../../shared/testing/snapshots';
import { ok } from './dom';

/** At the screen of a rollout, as it is beside what is given. */
export const rolloutAt = (rollout: Partial<RolloutCounts>): Snapshot =>
  snapshotAt('rollout', { app, okta: connected, rollout: { ...noRollout, ...rollout } });
export const course: CoursePoint[] = [
  { second: 0, arrived: 0, waiting: 5, failed: 0 },
  { second: 20, arrived: 3, waiting: 2, failed: 0 },
  { second: 40, arrived: 4, waiting: 0, failed: 1 },
];
/** A ring of five of whom one did not arrive. */
export const failed: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'failed' },
  ...{ arrived: 4, waiting: 0, failed: 1, looked: null, logged: 4 },
  failures: [{ id: 'already-exists', what: 'Oktopost has this name.', next: 'Look at it.', people: 1 }],
};
export const view: RolloutView = {
  version: 1,
  rings: [failed],
  course,
  courseOf: 0,
  goOn: false,
  earlier: 0,
  cutOff: [],
  notes: [],
};

/** Main's answer to rows of `total` people by range. */
export const rowsOf =
  (total: number) =>
  ({ of, ring: index, from, count }: Payload<'rollout.rows'>) =>
    ok({
      total,
      rows: Array.from({ length: Math.min(count, total - from) }, (_, nth) => ({
        ...{ userId: `${of}-${String(from + nth)}`, name: `Name ${String(from + nth + 1)}`, ring: index },
        ...{ email: `n${String(from + nth + 1)}@acme.example`, state: null, note: null },
      })),
    });
