import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';

let core: TestCore;
afterEach(() => core.close());

const createUsers = (on: boolean): void => {
  for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.create = on;
};
const isAssigned = (userId: string): boolean =>
  Object.values(core.org.world.state.apps).some(({ users }) => Object.hasOwn(users, userId));

it('a plan that assigns is made, and checked right before its request, by what To App is then', async () => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  const plan = await core.preview({ kind: 'assign', userId });
  expect([plan.blockers, plan.step]).toEqual([[], null]);
  createUsers(false);
  const { state, error } = await core.apply(plan);
  expect([state, error?.code]).toEqual(['failed', 'plan-stale']);
  expect(error?.message).toContain('Create Users is not ticked in Okta');
  expect(isAssigned(userId)).toBe(false);
  const blocked = await core.preview({ kind: 'assign', userId });
  expect([blocked.changes, blocked.blockers]).toEqual([[], [expect.stringContaining('Create Users')]]);
  // Where the box is ticked.
  expect(blocked.step).toBe('to-app');
  // Who is to be unassigned needs no account.
  createUsers(true);
  expect((await core.run({ kind: 'assign', userId })).state).toBe('done');
  createUsers(false);
  expect((await core.preview({ kind: 'unassign', userId })).blockers).toEqual([]);
});
