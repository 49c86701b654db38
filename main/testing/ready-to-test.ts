import type { TestCore } from './core';

/** Takes a new core to where one user can be tested: both tokens, an app integration, provisioning on. Returns the user's id. */
export async function readyToTest(core: TestCore): Promise<string> {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  const { users } = await core.call('users.search', { query: 'Bruno' });
  return users[0]?.id ?? '';
}
