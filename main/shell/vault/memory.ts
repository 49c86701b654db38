import type { KeepsSecrets } from '../../../shared/connection';
import type { CredentialSlot, Vault } from '../../ports';

/** Forgets everything when the process ends: browser mode, and Electron where nothing can be kept. Tests pretend with `keeps`. */
export function memoryVault(keeps: KeepsSecrets = 'nothing'): Vault {
  const secrets = new Map<CredentialSlot, string>();
  return {
    keeps,
    get: (slot) => Promise.resolve(secrets.get(slot) ?? null),
    set: (slot, value) => {
      secrets.set(slot, value);
      return Promise.resolve();
    },
    remove: (slot) => {
      secrets.delete(slot);
      return Promise.resolve();
    },
    clear: () => {
      secrets.clear();
      return Promise.resolve();
    },
  };
}
