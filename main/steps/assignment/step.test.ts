import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';

let core: TestCore;
afterEach(() => core.close());

it.each([
  ['ERROR', 'Okta failed to send them'],
  ['DISABLED', 'assigned before provisioning was on'],
])('a plan says of somebody who is assigned and not sent, in state %s, why', async (syncState, why) => {
  core = await startTestCore();
  const userId = await readyToTest(core);
  const app = Object.values(core.org.world.state.apps).find(({ connection }) => connection !== null);
  const answer = { status: 409, headers: {}, body: '' };
  core.org.faults.add([{ target: 'oktopost', method: 'POST', path: '/Users', times: 1, answer }]);
  await core.org.api('POST', `/api/v1/apps/${app?.id ?? ''}/users`, { id: userId, scope: 'USER' });
  await core.org.world.idle();
  expect(app?.users[userId]?.syncState).toBe('ERROR');
  Object.assign(app?.users[userId] ?? {}, { syncState });
  const { changes, warnings } = await core.preview({ kind: 'assign', userId });
  expect(changes.map(({ id }) => id)).toEqual(['unassign', 'assign']);
  expect(warnings[0]).toContain(why);
});
