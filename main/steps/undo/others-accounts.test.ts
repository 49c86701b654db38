import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/errors';
import type { ScimUser } from '../../oktopost/types';
import type { AppliedChange } from '../../storage/applied-changes';
import { oktopostWith, scimUserWith } from '../../testing/okta-objects';
import {
  accountsLeft,
  addAccount,
  findOrphaned,
  orphanedAccount,
  lookAtOthers,
  othersCounts,
  othersLeft,
} from './others-accounts';
import type { OthersAccounts, OthersRead } from './others-accounts';

const ana = { name: 'Ana', userName: 'ana@acme.example', externalId: 'adv1' };
const bo = { name: '', userName: 'bo@acme.example', externalId: 'adv2' };
const nothingOfOthers: OthersRead = { active: [], notRead: [], more: 0, why: null };
const noToken = 'The assistant has no token of Oktopost to read accounts with.';

/** An account of Oktopost with these users. */
const listOf = (users: readonly ScimUser[], total = users.length) =>
  oktopostWith({
    countUsers: () => Promise.resolve(total),
    page: () => Promise.resolve({ users: [...users], entries: users.length, total }),
    user: (id) => Promise.resolve(users.find((each) => each.id === id) ?? null),
  });

describe('accounts of people whom others have assigned', () => {
  const others: OthersAccounts = { accounts: [ana, bo], more: 0 };

  it('are read, and those that are active are named', async () => {
    const oktopost = listOf([scimUserWith({ id: 'adv1' }), scimUserWith({ id: 'adv2', active: false })]);
    const read = await lookAtOthers(oktopost, [others, others]);
    expect(read).toEqual({ active: [ana], notRead: [], more: 0, why: null });
    expect(othersCounts(read)).toEqual({ active: 1, unknown: 0 });
    expect(othersLeft(read)).toEqual([
      'Accounts that are active at Oktopost, and that no undo deactivates: Ana (ana@acme.example). Deactivate those in Oktopost that nobody needs.',
    ]);
    expect(othersLeft(await lookAtOthers(listOf([]), [others]))).toEqual([]);
  });

  it('are named as not read, with the cause, where they cannot be', async () => {
    const read = await lookAtOthers(null, [others, { accounts: [], more: 2 }]);
    expect(read).toMatchObject({ active: [], notRead: [ana, bo], more: 2, why: noToken });
    expect(othersCounts(read)).toEqual({ active: 0, unknown: 4 });
    expect(othersLeft(read)).toEqual([
      `Oktopost accounts of people whom others have assigned, not read: Ana (ana@acme.example), bo@acme.example and 2 more. ${noToken} Okta may leave them active: look in Oktopost.`,
    ]);
    expect(othersLeft({ ...nothingOfOthers, more: 1_200 })).toEqual([
      'Oktopost accounts of people whom others have assigned, not read: 1,200. Okta may leave them active: look in Oktopost.',
    ]);
    expect(othersLeft(nothingOfOthers)).toEqual([]);
  });

  it('are counted beyond two hundred', () => {
    const many: OthersAccounts = { accounts: [], more: 0 };
    for (let index = 0; index < 203; index += 1) addAccount(many, ana);
    expect([many.accounts.length, many.more]).toEqual([200, 3]);
  });

  it('are known by the journal after a deletion, also by one of an earlier version', () => {
    const applied = (changeId: string, details: object): AppliedChange => ({
      ...{ changeId, at: '2026-11-24T10:00:00.000Z', details: { ...details }, confirmed: true },
    });
    const { externalId: _id, ...older } = ana;
    expect(
      accountsLeft(
        [
          applied('delete', { others }),
          applied('other', { others }),
          applied('delete', {}),
          applied('delete', { others: { accounts: [older], more: 1 } }),
        ],
        'delete',
      ),
    ).toEqual([others, { accounts: [{ ...older, externalId: null }], more: 1 }]);
  });
});

describe('accounts of people who were unassigned by hand', () => {
  it('are those in use that Okta linked, and of which nobody knows', async () => {
    const orphaned = scimUserWith({ id: 'adv3', externalId: '00u3', userName: 'cy@acme.example' });
    const users = [
      orphaned,
      scimUserWith({ id: 'adv4', externalId: '00u4', active: false }),
      scimUserWith({ id: 'adv5', externalId: null }),
      scimUserWith({ id: 'adv6', externalId: '00u6' }),
      scimUserWith({ id: 'adv7', externalId: '00u7' }),
    ];
    expect(await findOrphaned(listOf(users), new Set(['00u6', 'adv7']))).toEqual([orphaned]);
    expect(orphanedAccount(orphaned)).toEqual({
      ...{ name: 'Ana Silva', userName: 'cy@acme.example', externalId: 'adv3' },
    });
    expect(orphanedAccount(scimUserWith({ givenName: null, familyName: '' })).name).toBe('');
  });

  it('are not looked for without a token, in a long list, in part of one, or where Oktopost does not answer', async () => {
    const unheard = new AppFailure({
      code: 'unreachable',
      message: 'No answer.',
      owner: 'network',
      next: '',
    });
    const stopped = new AppFailure({ code: 'cancelled', message: 'Stopped.', owner: 'network', next: '' });
    const failing = (thrown: Error) => oktopostWith({ countUsers: () => Promise.reject(thrown) });
    const none = new Set<string>();
    expect(await findOrphaned(null, none)).toBe(noToken);
    expect(await findOrphaned(listOf([], 5_001), none)).toBe('Oktopost has 5,001 accounts.');
    expect(await findOrphaned(listOf([scimUserWith()], 2), none)).toBe(
      'Oktopost’s list was not read in full.',
    );
    expect(await findOrphaned(failing(unheard), none)).toBe('No answer.');
    expect(await findOrphaned(failing(stopped), none)).toBe('Oktopost’s list was not read in full.');
    await expect(findOrphaned(failing(new TypeError('broken')), none)).rejects.toThrow('broken');
  });
});
