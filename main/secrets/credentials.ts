import { AppFailure } from '../../shared/errors';
import type { AppError } from '../../shared/errors';
import type { Lifetime } from '../lifetime';
import type { CredentialSlot, Redactor, Vault } from '../ports';
import { isSameSecret, secretsOf } from './credential';
import type { Credential } from './credential';
import { redactorAwareVault } from './redactor-aware-vault';

/** The one place where credentials are tried, kept and forgotten. */
export interface Credentials {
  /** What to connect with: what was entered last, else what is remembered from an earlier start. Null: there is none. */
  current(slot: CredentialSlot): Promise<Credential | null>;
  /**
   * Tries a credential by `use`. Once that worked it takes the place of the one before, in the vault too: there only if it is to
   * be remembered. One that is refused is forgotten, and the one before stays, at hand or kept; one that could not be tried is at hand for
   * another attempt until the process ends, unless the one before is in use and stays so (`staysInUse`).
   * @throws what `use` throws, or the vault when it cannot keep the credential.
   */
  attempt<T>(
    slot: CredentialSlot,
    credential: Credential,
    use: () => Promise<T>,
    staysInUse?: boolean,
  ): Promise<T>;
  /** Drops the credential from memory and vault. */
  forget(slot: CredentialSlot): Promise<void>;
  /** Whether the vault is known to hold one, for the next start. */
  isRemembered(slot: CredentialSlot): boolean;
  /** Drops it from the vault; it stays at hand until the process ends. */
  stopRemembering(slot: CredentialSlot): Promise<void>;
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

  const current = async (slot: CredentialSlot): Promise<Credential | null> => {
    const known = atHand.get(slot);
    if (known !== undefined) return known;
    const stored = kept.get(slot) ?? (await vault.get(slot));
    if (stored !== null) kept.set(slot, stored);
    // One that was entered while the vault was read is newer.
    return atHand.get(slot) ?? stored;
  };

  /** Makes the vault hold what is to be remembered of a credential that works. */
  const settle = async (slot: CredentialSlot, credential: Credential): Promise<void> => {
    if (!credential.remember) {
      kept.delete(slot);
      await vault.remove(slot);
    } else if (kept.get(slot) !== credential) {
      await vault.set(slot, credential);
      kept.set(slot, credential);
    }
  };

  return {
    current,

    attempt: async (slot, credential, use, staysInUse = false) => {
      for (const secret of secretsOf(credential)) redactor.learn(secret);
      // A newer one may be entered while this one is tried: then this one is neither kept nor does it take that one away.
      const isCurrent = (): boolean => atHand.get(slot) === credential;
      const before = atHand.get(slot);
      const other = before === undefined || isSameSecret(before, credential) ? null : before;
      atHand.set(slot, credential);
      try {
        const result = await use();
        if (isCurrent()) await settle(slot, credential);
        return result;
      } catch (error) {
        if (!isCurrent()) throw error;
        const isRefused = isRefusal(slot, error);
        if (isRefused && isSameSecret(kept.get(slot), credential)) await forget(slot);
        else if (other !== null && (isRefused || staysInUse)) atHand.set(slot, other);
        else if (isRefused) atHand.delete(slot);
        throw error;
      }
    },

    forget,
    isRemembered: (slot) => kept.has(slot),
    stopRemembering: async (slot) => {
      const known = await current(slot);
      if (known !== null) atHand.set(slot, { ...known, remember: false });
      kept.delete(slot);
      await vault.remove(slot);
    },
  };
}

/** The error codes that mean that a credential is wrong; any other failure leaves that open. */
const refusals: Record<CredentialSlot, readonly AppError['code'][]> = {
  'okta-token': ['token-refused'],
  'oktopost-token': ['token-refused', 'bad-input'],
};

export const isRefusal = (slot: CredentialSlot, error: unknown): boolean =>
  error instanceof AppFailure && refusals[slot].includes(error.error.code);
