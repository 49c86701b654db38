import { expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { emailOf, readyForEach, rolloutEnded as ended } from '../../testing/rollout-org';

let core: TestCore;
const org = readyForEach((started) => {
  core = started;
});

it('a ring begins with its first request, not with a “Go on” before that was refused', async () => {
  await org.begin(await org.planOf(org.ready(4).map(emailOf), { goOn: false }));
  await core.until('the pilot arrives', ended);
  org.app().toApp.create = false;
  await core.call('rollout.resume', { secondYes: true });
  const refused = await core.until('it is refused', ended);
  expect(refused.rollout).toMatchObject({
    pause: 'error',
    error: { message: expect.stringContaining('Create Users'), field: 'to-app' },
  });
  // The step is read again, and no longer done in the rail.
  await core.until('To App is read', ({ guided }) => guided['to-app'].known === 'lost');
  const view = await core.call('rollout.view', {});
  expect(view.rings[1]).toMatchObject({ state: 'to-do', waiting: 0 });
  // Nothing was sent: there is nothing to take back, and nothing to read.
  expect(view.cutOff).toEqual([]);

  const at = new Date().toISOString();
  org.app().toApp.create = true;
  await core.call('rollout.resume', { secondYes: true });
  await core.until('the second ring ends', ended);
  const { rollout } = await core.call('summary.get', {});
  expect(rollout?.latest[1]?.startedAt?.localeCompare(at)).toBe(1);
});
