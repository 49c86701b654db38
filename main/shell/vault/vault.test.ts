import { expect, it } from 'vitest';
import { learningVault } from './learning';
import { memoryVault } from './memory';

it('keeps, removes and clears secrets in memory, and says that they do not last', async () => {
  const vault = memoryVault();
  expect(vault.persistent).toBe(false);
  expect(await vault.get('okta-token')).toBeNull();
  await vault.set('okta-token', 'one');
  await vault.set('oktopost-token', 'two');
  await vault.remove('okta-token');
  expect(await vault.get('okta-token')).toBeNull();
  expect(await vault.get('oktopost-token')).toBe('two');
  await vault.clear();
  expect(await vault.get('oktopost-token')).toBeNull();
});

it('teaches each secret before it is stored and before it is given out', async () => {
  const learned: string[] = [];
  const inner = memoryVault();
  const vault = learningVault(inner, (secret) => learned.push(secret));
  await vault.set('okta-token', 'typed');
  await inner.set('oktopost-token', 'stored before');
  expect(learned).toEqual(['typed']);
  expect(await vault.get('oktopost-token')).toBe('stored before');
  expect(learned).toEqual(['typed', 'stored before']);
});
