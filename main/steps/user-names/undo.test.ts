import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';

let core: TestCore;
afterEach(() => core.close());

it('an undo leaves the user name of somebody who had a blank one, which Okta does not take, and says so', async () => {
  core = await startTestCore();
  await core.begin({ destination: 'admin-application', label: 'Oktopost' });
  await core.run({ kind: 'app' });
  const { trial: userId } = await core.call('userNames.rows', { from: 0, count: 1, fresh: true });
  const app = Object.values(core.org.world.state.apps).find(({ label }) => label === 'Oktopost');
  const appUser = app?.users[userId ?? ''];
  Object.assign(appUser ?? {}, { userName: '' });
  await core.run({ kind: 'user-names', userId });
  const renamed = appUser?.userName ?? '';
  expect(renamed).toContain('@');
  const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(plan.changes.filter(({ id }) => id.startsWith('restore-user-name-'))).toEqual([]);
  expect(plan.undo?.remains.join(' ')).toContain(`The user name ${renamed}`);
  const run = await core.apply(plan);
  expect([run.state, run.checks.filter(({ state }) => state === 'different')]).toEqual(['done', []]);
  expect(appUser?.userName).toBe(renamed);
});
