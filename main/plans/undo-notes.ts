import { agreed, counted } from '../../shared/counted';
import type { UndoNotes } from '../../shared/plan';

/** Accounts at Oktopost of people whom Okta manages there no more: those that are active, and those of which that is not known. */
export interface AccountCounts {
  active: number;
  unknown: number;
}

/** What one step of an undo says; the accounts of all steps are counted together. */
export interface DraftNotes extends Omit<UndoNotes, 'accounts'> {
  accounts: AccountCounts;
}

export const noAccounts: AccountCounts = { active: 0, unknown: 0 };

export const noNotes: DraftNotes = { drift: [], byHand: [], remains: [], others: [], accounts: noAccounts };

/** All of it, with how many accounts are active, and of how many nobody knows, in short. */
export const shownNotes = (notes: DraftNotes): UndoNotes => ({
  ...notes,
  accounts: accountsInShort(notes.accounts),
});

/** Null: none is active, or may be. */
export function accountsInShort({ active, unknown }: AccountCounts): string | null {
  const parts = [
    ...(active === 0
      ? []
      : [`${counted(active, 'account')} ${agreed(active, 'is', 'are')} still active at Oktopost.`]),
    ...(unknown === 0 ? [] : [`${counted(unknown, 'account')} may still be active at Oktopost: look there.`]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}

/** The accounts of several steps, or deletions. */
export const sumOfAccounts = (counts: readonly AccountCounts[]): AccountCounts =>
  counts.reduce(
    (sum, { active, unknown }) => ({ active: sum.active + active, unknown: sum.unknown + unknown }),
    noAccounts,
  );
