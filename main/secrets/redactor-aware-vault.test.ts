import { expect, it } from 'vitest';
import type { Vault } from '../ports';
import { memoryVault } from '../shell/vault/memory';
import { apiToken } from './credential';
import { redactorAwareVault } from './redactor-aware-vault';

it('makes each secret known to the redactor before it is stored and before it is given out', async () => {
  const events: string[] = [];
  const inner = memoryVault();
  const noting: Vault = {
    ...inner,
    set: (slot, text) => {
      events.push(`stored ${text}`);
      return inner.set(slot, text);
    },
  };
  const vault = redactorAwareVault(noting, { learn: (secret) => events.push(`learned ${secret}`) });
  await vault.set('okta-token', apiToken('typed'));
  expect(events).toEqual(['learned typed', 'stored typed']);
  expect(await vault.get('oktopost-token')).toBeNull();
  await inner.set('oktopost-token', 'kept by an older assistant');
  expect(await vault.get('oktopost-token')).toEqual(apiToken('kept by an older assistant', true));
  expect(events.at(-1)).toBe('learned kept by an older assistant');
});
