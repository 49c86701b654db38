import type { TestSnapshot } from '../../shared/verification';
import type { TestCore } from './core';

/** Takes a new core to where it has both tokens and its app integration. */
export async function withApp(core: TestCore): Promise<void> {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  await core.run({ kind: 'app' });
}

/** Takes a new core to where the To App boxes are next: SCIM and the connection are on. */
export async function readyForToApp(core: TestCore): Promise<void> {
  await withApp(core);
  await core.connectionOn();
}

/** Takes a new core to where one user can be tested: both tokens, an app integration, provisioning on. Returns the user's id. */
export async function readyToTest(core: TestCore): Promise<string> {
  await withApp(core);
  await core.provisioningOn();
  return idOf(core, 'Bruno');
}

async function idOf(core: TestCore, query: string): Promise<string> {
  const { users } = await core.call('users.search', { query });
  return users[0]?.id ?? '';
}

/** Tests one user to a verdict: this one, or else Bruno. */
export async function testOne(core: TestCore, userId?: string): Promise<TestSnapshot> {
  await core.run({ kind: 'assign', userId: userId ?? (await idOf(core, 'Bruno')) });
  return (await core.until('a verdict', ({ test: { verdict } }) => verdict !== null)).test;
}
