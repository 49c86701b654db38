import { expect, it } from 'vitest';
import { accountsInShort, noNotes, shownNotes, sumOfAccounts } from './undo-notes';

it.each([
  [0, 0, null],
  [1, 0, '1 account is still active at Oktopost.'],
  [2, 0, '2 accounts are still active at Oktopost.'],
  [0, 1, '1 account may still be active at Oktopost: look there.'],
  [
    1,
    1_200,
    '1 account is still active at Oktopost. 1,200 accounts may still be active at Oktopost: look there.',
  ],
])('%i active accounts and %i unknown ones are told as %j', (active, unknown, said) => {
  expect(accountsInShort({ active, unknown })).toBe(said);
});

it('shows the accounts of several steps as one sentence', () => {
  const accounts = sumOfAccounts([
    { active: 1, unknown: 0 },
    { active: 2, unknown: 0 },
  ]);
  expect(shownNotes({ ...noNotes, remains: ['x'], accounts })).toEqual({
    ...{ drift: [], byHand: [], remains: ['x'], others: [] },
    accounts: '3 accounts are still active at Oktopost.',
  });
  expect(shownNotes(noNotes).accounts).toBeNull();
});
