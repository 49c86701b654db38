import type { SecretKind, Vault } from '../../ports';

/** Forgets everything when the process ends: browser mode, and Electron where the system offers no safe storage. */
export function memoryVault(): Vault {
  const secrets = new Map<SecretKind, string>();
  return {
    persistent: false,
    get: (kind) => Promise.resolve(secrets.get(kind) ?? null),
    set: (kind, value) => {
      secrets.set(kind, value);
      return Promise.resolve();
    },
    remove: (kind) => {
      secrets.delete(kind);
      return Promise.resolve();
    },
    clear: () => {
      secrets.clear();
      return Promise.resolve();
    },
  };
}
