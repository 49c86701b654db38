import { afterAll, expect, it } from 'vitest';
import { newAppUser } from '../../../practice/world/people';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';

let core: TestCore;
afterAll(() => core.close());

it('says of an unassignment that Okta reactivates the account only where there is one', async () => {
  core = await startTestCore({ region: 'us' });
  const userId = await readyToTest(core);
  const user = core.org.world.state.users[userId];
  if (user === undefined) throw new Error('nobody');
  const given = {
    appUserId: '0ua1',
    at: new Date().toISOString(),
    scope: 'USER',
    provisioned: false,
  } as const;
  const appUser = newAppUser(core.ours(), user, given);
  const undoOf = async (externalId: string | null): Promise<string | undefined> => {
    core.ours().users[userId] = { ...appUser, externalId };
    return (await core.preview({ kind: 'unassign', userId })).changes[0]?.undo;
  };
  expect(await undoOf(null)).toBe('The assistant assigns the user again.');
  delete core.ours().users[userId];
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
  expect((await core.preview({ kind: 'unassign', userId })).changes[0]?.undo).toBe(
    'The assistant assigns the user again.',
  );
  // Okta's answer of a moment ago is shown again otherwise.
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
  expect(await undoOf('7')).toContain('Okta reactivates the account');
});
