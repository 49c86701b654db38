import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { readyToRollOut, rolloutEnded, rolloutOrg, startHurried } from '../../testing/rollout-org';

let core: TestCore;
const org = rolloutOrg(() => core);
beforeAll(async () => {
  core = await startHurried();
  await core.returnTo(await readyToRollOut(core));
});
afterAll(() => core.close());

/** The assistant is started without Oktopost's token. */
async function withoutToken(): Promise<void> {
  await core.call('secrets.forget', { kind: 'oktopost-token' });
  await core.restart();
  await core.until('connected', ({ okta }) => okta.state === 'connected');
}

it('a ring that was followed without Oktopost can be read there later, and fails by what is read', async () => {
  await withoutToken();
  const names = org.ready(3).map(({ profile }) => profile.email ?? '');
  await org.begin(await org.planOf(names, { goOn: false, failShare: 0 }));
  await core.until('the pilot arrives', rolloutEnded);
  const ringNow = async () => (await core.call('rollout.view', {})).rings[0];
  expect(await ringNow()).toMatchObject({ state: 'passed', looked: null });
  await core.call('secrets.submit', {
    kind: 'oktopost-token',
    value: core.org.oktopost.bearerToken,
    remember: 'encrypted',
  });
  await core.call('rollout.check', { ring: 0 });
  await core.until('it is read', ({ rollout }) => rollout.checking === null);
  expect(await ringNow()).toMatchObject({ state: 'passed', looked: 1, failed: 0 });
  expect((await core.snapshot()).rollout.pause).toBe('ring-passed');
  const refusal = await core.refusal('rollout.check', { ring: 0 });
  expect(refusal.code).toBe('not-ready');

  core.org.faults.add([
    {
      ...{ target: 'okta', method: 'POST', path: '/users', times: 1 },
      answer: { status: 401, headers: {}, body: '{"errorCode":"E0000011"}' },
    },
  ]);
  await core.call('rollout.resume', {});
  const paused = await core.until('the token is refused', (now) => now.rollout.pause === 'error');
  expect(paused.rollout.error?.code).toBe('token-refused');
  await withoutToken();
  const over = await core.until('its error is over', ({ rollout }) => rollout.error === null);
  expect(over.rollout).toMatchObject({ state: 'paused', pause: 'stopped' });
  await core.call('rollout.resume', {});
  await core.until('the sample arrives', (now) => rolloutEnded(now) && now.rollout.arrived === 3);
  for (const account of Object.values(core.org.world.state.oktopost.us.users))
    if (names.slice(1).includes(account.userName)) account.active = false;
  await core.call('secrets.submit', {
    kind: 'oktopost-token',
    value: core.org.oktopost.bearerToken,
    remember: 'encrypted',
  });
  await core.call('rollout.check', { ring: 1 });
  const { rollout } = await core.until('it is read', (now) => now.rollout.checking === null);
  expect(rollout).toMatchObject({ state: 'paused', pause: 'too-many-failed', failed: 2 });

  const { planId } = await core.call('rollout.planRepair', { of: { kind: 'ring', ring: 1 } });
  core.org.faults.add([
    {
      ...{ target: 'okta', method: 'GET', path: '/api/v1/users/', times: 1 },
      answer: { status: 401, headers: {}, body: '{"errorCode":"E0000011"}' },
    },
  ]);
  await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
  const refused = await core.until('its token is refused', (now) => now.rollout.repair?.state === 'paused');
  expect(refused.rollout.repair).toMatchObject({ error: { code: 'token-refused' }, between: 0 });
  await withoutToken();
  const rest = await core.until('its error is over', (now) => now.rollout.repair?.error === null);
  expect(rest.rollout.repair).toMatchObject({ state: 'paused', done: 0, people: 2 });
});
