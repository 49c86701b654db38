import { expect, it, onTestFinished } from 'vitest';
import { startHurried } from '../testing/rollout-org';
import { withApp } from '../testing/ready-to-test';

it('SCIM that is only stated, and that Okta does not show: said on the steps after it and before somebody is assigned; a skip ends with the test', async () => {
  const core = await startHurried();
  onTestFinished(core.close);
  await withApp(core);
  for (const step of ['scim-on', 'connection', 'to-app'] as const) {
    await core.call('guided.state', { step, done: true });
  }
  await core.call('mapping.skip', { skip: true });
  const findings = async () => {
    const { guided } = await core.snapshot();
    return [guided.connection, guided['to-app']].map(({ finding }) => finding?.text ?? '');
  };
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  const checked = async () => {
    const { findings: found } = await core.call('test.preCheck', { userId });
    return found.filter(({ level }) => level === 'warn').map(({ text }) => text);
  };
  const unseen: unknown = expect.stringContaining('Okta does not show that SCIM is on');
  expect(await findings()).toEqual([unseen, unseen]);
  expect(await checked()).toContainEqual(unseen);

  await core.run({ kind: 'assign', userId });
  const { test, rail, guided } = await core.until('it fails', ({ test: { state } }) => state === 'failed');
  expect(test.explanation?.id).toBe('scim-off');
  expect(Object.values(guided).map(({ statedAt }) => statedAt)).toEqual([null, null, null, null]);
  expect(rail.find(({ screen }) => screen === 'mapping')?.state).toBe('needs-you');

  core.byHand.scimOn();
  await core.call('guided.lookAgain', {});
  expect(await findings()).toEqual(['', '']);
  expect(await checked()).not.toContainEqual(unseen);
});
