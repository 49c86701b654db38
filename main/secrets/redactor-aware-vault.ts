import type { CredentialSlot, Redactor, Vault } from '../ports';
import { decoded, encoded, secretsOf } from './credential';
import type { Credential } from './credential';

/** A vault that holds credentials. */
export interface CredentialVault {
  get(slot: CredentialSlot): Promise<Credential | null>;
  set(slot: CredentialSlot, credential: Credential): Promise<void>;
  remove(slot: CredentialSlot): Promise<void>;
  clear(): Promise<void>;
}

/** Every secret is known to the redactor before it goes in or comes out, so that neither a log line nor an error shows it. */
export function redactorAwareVault(vault: Vault, redactor: Pick<Redactor, 'learn'>): CredentialVault {
  const learn = (credential: Credential): void => {
    for (const secret of secretsOf(credential)) redactor.learn(secret);
  };
  return {
    get: async (slot) => {
      const text = await vault.get(slot);
      if (text === null) return null;
      const credential = decoded(text);
      if (credential !== null) learn(credential);
      return credential;
    },
    set: (slot, credential) => {
      learn(credential);
      return vault.set(slot, encoded(credential));
    },
    remove: (slot) => vault.remove(slot),
    clear: () => vault.clear(),
  };
}
