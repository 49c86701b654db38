import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Lifetime } from '../lifetime';
import type { CredentialSlot, Redactor, Vault } from '../ports';
import { secretsOf } from './credential';
import type { Credential } from './credential';
import { redactorAwareVault } from './redactor-aware-vault';

/** The one place where credentials are tried, kept and forgotten. */
export interface Credentials {
  /** What to connect with: what was entered last, else what the vault kept over a restart. Null: there is none. */
  current(slot: CredentialSlot): Promise<Credential | null>;
  /**
   * Tries a credential by `use`, and keeps it once that worked. One that is refused is forgotten; one that could not be
   * tried is at hand for another attempt as long as the process runs, but not kept. An earlier one is forgotten at once.
   * @throws what `use` throws, or the vault when it cannot keep the credential.
   */
  attempt<T>(slot: CredentialSlot, credential: Credential, use: () => Promise<T>): Promise<T>;
  /** Drops the credential from memory and vault. */
  forget(slot: CredentialSlot): Promise<void>;
}

interface CredentialsParts {
  vault: Vault;
  redactor: Redactor;
  lifetime: Pick<Lifetime, 'onForget'>;
}

export function createCredentials({ vault: plainVault, redactor, lifetime }: CredentialsParts): Credentials {
  const vault = redactorAwareVault(plainVault, redactor);
  const atHand = new Map<CredentialSlot, Credential>();
  const inVault = new WeakSet<Credential>();
  lifetime.onForget(() => {
    atHand.clear();
    return vault.clear();
  });

  const forget = async (slot: CredentialSlot): Promise<void> => {
    atHand.delete(slot);
    await vault.remove(slot);
  };

  return {
    current: async (slot) => {
      const known = atHand.get(slot);
      if (known !== undefined) return known;
      const kept = await vault.get(slot);
      if (kept !== null) inVault.add(kept);
      // One that was entered while the vault was read is newer.
      return atHand.get(slot) ?? kept;
    },

    attempt: async (slot, credential, use) => {
      for (const secret of secretsOf(credential)) redactor.learn(secret);
      // A newer one may be entered while this one is tried: then this one is neither kept nor does it take that one away.
      const isCurrent = (): boolean => atHand.get(slot) === credential;
      if (!isCurrent()) {
        atHand.set(slot, credential);
        if (!inVault.has(credential)) await vault.remove(slot);
      }
      try {
        const result = await use();
        if (isCurrent() && !inVault.has(credential)) {
          await vault.set(slot, credential);
          inVault.add(credential);
        }
        return result;
      } catch (error) {
        if (isCurrent() && isRefusal(slot, error)) await forget(slot);
        throw error;
      }
    },

    forget,
  };
}

/** What says that a credential is wrong, by the code of the failure; anything else says nothing about it. */
const refusals: Record<CredentialSlot, readonly AppError['code'][]> = {
  'okta-token': ['token-refused'],
  'oktopost-token': ['token-refused', 'bad-input'],
};

export const isRefusal = (slot: CredentialSlot, error: unknown): boolean =>
  error instanceof AppFailure && refusals[slot].includes(error.error.code);
