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
   * Tries a credential by `use` and keeps it once that worked, in place of the one before. One that is refused is forgotten,
   * and the one before stays kept; one that could not be tried is at hand for another attempt until the process ends.
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
  /** What the vault is known to hold. */
  const kept = new Map<CredentialSlot, Credential>();
  lifetime.onForget(() => {
    atHand.clear();
    kept.clear();
    return vault.clear();
  });

  const forget = async (slot: CredentialSlot): Promise<void> => {
    atHand.delete(slot);
    kept.delete(slot);
    await vault.remove(slot);
  };

  return {
    current: async (slot) => {
      const known = atHand.get(slot);
      if (known !== undefined) return known;
      const stored = kept.get(slot) ?? (await vault.get(slot));
      if (stored !== null) kept.set(slot, stored);
      // One that was entered while the vault was read is newer.
      return atHand.get(slot) ?? stored;
    },

    attempt: async (slot, credential, use) => {
      for (const secret of secretsOf(credential)) redactor.learn(secret);
      // A newer one may be entered while this one is tried: then this one is neither kept nor does it take that one away.
      const isCurrent = (): boolean => atHand.get(slot) === credential;
      atHand.set(slot, credential);
      try {
        const result = await use();
        if (isCurrent() && kept.get(slot) !== credential) {
          await vault.set(slot, credential);
          kept.set(slot, credential);
        }
        return result;
      } catch (error) {
        if (isCurrent() && isRefusal(slot, error)) {
          if (kept.get(slot) === credential) await forget(slot);
          else atHand.delete(slot);
        }
        throw error;
      }
    },

    forget,
  };
}

/** The error codes that mean that a credential is wrong; any other failure leaves that open. */
const refusals: Record<CredentialSlot, readonly AppError['code'][]> = {
  'okta-token': ['token-refused'],
  'oktopost-token': ['token-refused', 'bad-input'],
};

export const isRefusal = (slot: CredentialSlot, error: unknown): boolean =>
  error instanceof AppFailure && refusals[slot].includes(error.error.code);
