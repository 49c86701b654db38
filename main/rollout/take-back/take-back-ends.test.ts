import { expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { readyForEach } from '../../testing/rollout-org';

let core: TestCore;
const org = readyForEach(
  (started) => {
    core = started;
  },
  { users: 80, licences: 2000 },
);

it('what every unassignment of a ring rests on ends its take-back with the first, and the others are not tried', async () => {
  await org.rolledOut(6);
  const assigned = Object.keys(org.app().users).toSorted();
  const { planId } = await core.call('rollout.planBack', { ring: 1 });
  org.app().toApp.deactivate = false;
  await core.call('rollout.takeBack', { planId, typed: null, secondYes: false });
  const { run } = await core.until('it ends', (now) => now.run?.state === 'failed');
  expect(run?.error?.message).toContain('Deactivate Users');
  expect(run?.changes.map(({ state }) => state)).toEqual(['failed', 'to-do', 'to-do', 'to-do', 'to-do']);
  expect(Object.keys(org.app().users).toSorted()).toEqual(assigned);
});

it('a take-back that the end of the assistant cut off is told, with what to do', async () => {
  await org.rolledOut(6);
  const { planId, typed } = await core.call('rollout.planBack', { ring: 1 });
  core.org.faults.add([{ target: 'okta', method: 'DELETE', path: '/users/', times: 1, silent: 'after' }]);
  await core.call('rollout.takeBack', { planId, typed, secondYes: false });
  await expect.poll(() => Object.keys(org.app().users).length).toBe(5);
  await core.restart();
  const { cutOff } = await core.until(
    'Okta was read',
    (now) => now.cutOff?.text.includes('read again') === true,
  );
  expect(cutOff).toMatchObject({ screen: 'rollout', isLeft: false });
  expect(cutOff?.text).toMatch(/Take the ring back again: its plan shows who is left\.$/);
});
