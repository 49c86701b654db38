import type { CredentialSlot, Vault } from '../../ports';

/** Forgets everything when the process ends: browser mode, and Electron where the system offers no safe storage. */
export function memoryVault(): Vault {
  const secrets = new Map<CredentialSlot, string>();
  return {
    persistent: false,
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
