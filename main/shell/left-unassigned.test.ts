import { expect, it } from 'vitest';
import type { RolloutCounts } from '../../shared/rollout';
import { noRollout } from '../../shared/rollout';
import { snapshotAt } from '../../shared/testing/snapshots';
import { leftUnassigned } from './left-unassigned';

const repair: NonNullable<RolloutCounts['repair']> = {
  ...{ of: { kind: 'too-early' }, state: 'running', people: 8, done: 1, between: 1, failed: 0 },
  ...{
    isFollowed: false,
    betweenNames: ['Kenji Mori'],
    failedNames: [],
    waitsUntil: null,
    isStopping: false,
    error: null,
  },
};
const saidWith = (change: Partial<typeof repair> | null, planOnly = false): Promise<string | null> =>
  leftUnassigned({
    call: () => {
      const rollout = { ...noRollout, repair: change === null ? null : { ...repair, ...change } };
      return Promise.resolve({ ok: true, value: snapshotAt('rollout', { rollout, planOnly }) });
    },
  });

it('names whom a repair has unassigned, and how they are assigned again; else it says nothing', async () => {
  expect(await saidWith({})).toBe(
    'Not assigned at this moment: Kenji Mori. Start the assistant again, connect Okta: it assigns them again first.',
  );
  expect(await saidWith({ between: 3 })).toContain('Kenji Mori and 2 more.');
  expect(await saidWith({}, true)).toContain('turn “Plan only” off');
  expect(await saidWith({ between: 0, betweenNames: [] })).toBeNull();
  expect(await saidWith(null)).toBeNull();
  const broken = { ok: true, value: {} } as const;
  expect(await leftUnassigned({ call: () => Promise.resolve(broken) })).toBeNull();
});
