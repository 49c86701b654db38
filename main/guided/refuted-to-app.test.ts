import { expect, it, onTestFinished } from 'vitest';
import { likelyProfile } from '../../practice/profile';
import { startHurried } from '../testing/rollout-org';
import { readyForToApp } from '../testing/ready-to-test';

it('boxes that were only stated, and a test showed that nothing is sent: asked again, with one advice for its user', async () => {
  const core = await startHurried({ profile: { ...likelyProfile, featuresRead: 'scim-only' } });
  onTestFinished(core.close);
  await readyForToApp(core);
  await core.call('guided.state', { step: 'to-app', done: true });
  const step = async () => (await core.snapshot()).rail.find(({ screen }) => screen === 'to-app')?.state;
  expect(await step()).toBe('done-stated');
  const { users } = await core.call('users.search', { query: 'Bruno' });
  await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
  const { test } = await core.until('it fails', ({ test: { state } }) => state === 'failed');
  expect(await step()).toBe('needs-you');

  const { left, people } = await core.call('summary.get', {});
  // The user of the test is one of the assigned, and nobody else is there to be repaired.
  expect(people).toEqual({ assigned: 1, neverSent: 1, failed: 0 });
  const said = left.map(({ text }) => text).join(' ');
  expect(said).not.toContain('Repair assignments');
  expect(said).toContain(`The test of one user failed. ${test.explanation?.what} ${test.explanation?.next}`);
});
