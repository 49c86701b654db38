import type { Vault } from '../../ports';

/** A vault whose secrets are made known to `learn` before anyone else sees them, so that no log can show them. */
export function learningVault(vault: Vault, learn: (secret: string) => void): Vault {
  return {
    persistent: vault.persistent,
    get: async (kind) => {
      const value = await vault.get(kind);
      if (value !== null) learn(value);
      return value;
    },
    set: (kind, value) => {
      learn(value);
      return vault.set(kind, value);
    },
    remove: (kind) => vault.remove(kind),
    clear: () => vault.clear(),
  };
}
