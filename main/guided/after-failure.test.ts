import { beforeEach, expect, it } from 'vitest';
import { beginLife, lifeAtRest } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { testOne } from '../testing/ready-to-test';
import { emailOf, rolloutEnded, rolloutOrg } from '../testing/rollout-org';
import type { TestCore } from '../testing/core';

let prepared: PreparedCore;
let core: TestCore;
const org = rolloutOrg(() => core);
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});
beforeEach(() => prepared.again({}, true));

/** The assistant's own looks, a minute apart, never come here. */
const toApp = async () => {
  const { guided, rail } = await core.snapshot();
  return [rail.find(({ screen }) => screen === 'to-app')?.state, guided['to-app'].finding?.text ?? null];
};

it.each([
  [
    'a test of one user',
    async () => {
      org.app().toApp.update = false;
      const answer = { status: 400, headers: {}, body: '{}' };
      core.org.faults.add([{ target: 'oktopost', method: 'POST', path: '/Users', times: 9, answer }]);
      expect((await testOne(core)).state).toBe('failed');
    },
    'Update User Attributes',
  ],
  [
    'an unassignment after which the account stays active',
    async () => {
      expect((await testOne(core)).state).toBe('passed');
      org.app().toApp.deactivate = false;
      await core.run({ kind: 'unassign', userId: (await core.snapshot()).test.user?.id ?? '' });
      await core.until('it is followed', ({ test }) => test.unassignment?.state === 'active');
    },
    'Deactivate Users',
  ],
  [
    'a phase of the life-cycle test',
    async () => {
      org.app().toApp.update = false;
      await beginLife(core);
      expect((await lifeAtRest(core)).state).toBe('failed');
    },
    'Update User Attributes',
  ],
  [
    'a ring',
    async () => {
      const plan = await org.planOf(org.ready(2).map(emailOf));
      org.app().toApp.create = false;
      await org.begin(plan);
      await core.until('the rollout ends', rolloutEnded);
    },
    'Create Users',
  ],
])('a box that was seen as ticked is looked at again once it failed: %s', async (_what, fails, name) => {
  expect(await toApp()).toEqual(['done-read', null]);
  await fails();
  await expect.poll(toApp, { timeout: 20_000 }).toEqual(['failed', `Okta shows ${name} as not ticked.`]);
});
