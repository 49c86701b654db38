import { expect, it } from 'vitest';
import { memoryVault } from './memory';

it('keeps, removes and clears secrets in memory, and keeps nothing over a restart', async () => {
  const vault = memoryVault();
  expect(vault.keeps).toBe('nothing');
  expect(await vault.get('okta-token')).toBeNull();
  await vault.set('okta-token', 'one');
  await vault.set('oktopost-token', 'two');
  await vault.remove('okta-token');
  expect(await vault.get('okta-token')).toBeNull();
  expect(await vault.get('oktopost-token')).toBe('two');
  await vault.clear();
  expect(await vault.get('oktopost-token')).toBeNull();
});
