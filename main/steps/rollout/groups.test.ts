import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../../shared/errors';
import type { AppliedChange } from '../../storage/applied-changes';
import { listed, oktaWith } from '../../testing/okta-objects';
import { deletesAccount } from '../assignment/history';
import { accountsOfGroups, assignedByOwnGroups, ownGroups, planRemoval } from './groups';
import { at, memberOf } from './testing';

describe('the groups of this set-up', () => {
  const change = (changeId: string, details: object, confirmed = true): AppliedChange => ({
    ...{ changeId, at, details: { ...details }, confirmed },
  });
  const named = change('group-assign-g', { groupId: 'g', groupName: 'G' });

  it('are those that were not assigned before it assigned them, by their name as far as it is known', () => {
    const own = ownGroups([
      named,
      change('group-unassign-g', { groupId: 'g', accounts: [] }),
      change('group-assign-h', { groupId: 'h' }),
      change('group-unassign-i', { groupId: 'i' }),
      change('assign-1', { userId: '1', groupId: 'k' }),
      change('group-assign-x', {}),
    ]);
    expect([...own.values()].map(({ id, name, assigned }) => [id, name, assigned.lastWritten])).toEqual([
      ['g', 'G', [false]],
      ['h', 'h', [true]],
    ]);
  });

  it('assign whoever no group of others assigns; a group that is gone has nobody', async () => {
    const members: Record<string, string[]> = { g: ['1', '2', '3'], theirs: ['2'] };
    const okta = oktaWith({
      memberPages: (id) => {
        const people = members[id];
        if (people === undefined)
          throw new AppFailure({ code: 'not-found', message: 'gone', owner: 'okta-admin', next: 'x' });
        return listed([{ items: people.map(memberOf), next: null }]);
      },
    });
    expect([...(await assignedByOwnGroups(okta, [named], ['theirs', 'gone']))]).toEqual(['1', '3']);
    expect([...(await assignedByOwnGroups(okta, [named], []))]).toEqual(['1', '2', '3']);
    // Nothing is read for a set-up without groups.
    expect((await assignedByOwnGroups(oktaWith({}), [], ['theirs'])).size).toBe(0);
  });

  it('leave accounts of whoever is not assigned by then', () => {
    const account = { name: 'P', userName: 'p', externalId: '7', isSent: true };
    const accounts = ['1', '2'].map((userId) => ({ ...account, userId }));
    const left = accountsOfGroups(
      [change('group-unassign-g', { groupId: 'g', accounts }), named],
      new Set(['2']),
    );
    expect(left).toEqual([{ ...account, userId: '1', since: new Date(at) }]);
  });

  it('say nothing of their members where the group is not assigned, and where Okta deletes accounts, that alone', () => {
    const account = { userId: '1', name: 'P', userName: 'p', externalId: '7', isSent: true };
    const planned = (isAssigned: boolean) =>
      planRemoval(
        { id: 'g', name: 'G', isAssigned, accounts: [account], deactivation: 'sent', doubt: 'deletes' },
        '0oa1',
        false,
      ).change;
    expect(planned(false)).toMatchObject({ verb: 'keep', warnings: [] });
    expect(planned(true)).toMatchObject({
      warnings: [deletesAccount],
      undo: 'Assign the group again: Okta makes new accounts of those who had one.',
    });
  });

  it('say of a deactivation that is in doubt that it is, where there is an account to lose', () => {
    const account = { userId: '1', name: 'P', userName: 'p', externalId: '7', isSent: true };
    const warnings = (accounts: (typeof account)[], doubt: 'refused' | null) =>
      planRemoval(
        { id: 'g', name: 'G', isAssigned: true, accounts, deactivation: 'sent', doubt },
        '0oa1',
        false,
      ).change.warnings;
    const deactivates = expect.stringMatching(/^Okta deactivates the accounts of members/);
    expect(warnings([account], null)).toEqual([deactivates]);
    expect(warnings([], 'refused')).toEqual([deactivates]);
    expect(warnings([account], 'refused')).toEqual([deactivates, expect.stringMatching(/^Oktopost refused/)]);
  });

  it.each([
    ['inactive', /^The app integration is inactive .* stays active/],
    ['off', /^Provisioning is off .* stays active/],
    ['unticked', /^Deactivate Users is off: .* stays active/],
  ] as const)('say where Okta deactivates nobody (%s) that accounts stay active', (deactivation, said) => {
    const group = { id: 'g', name: 'G', isAssigned: true, accounts: [], deactivation, doubt: null };
    expect(planRemoval(group, '0oa1', false).change.warnings).toEqual([expect.stringMatching(said)]);
  });

  it('are not those of a change that names a group and assigns none', () => {
    expect(ownGroups([change('some-other-g', { groupId: 'g' })]).size).toBe(0);
    expect(ownGroups([change('group-unassign-g', { groupId: 'g' }), named]).size).toBe(0);
  });

  it('have at most fifty accounts journaled when one is taken off', () => {
    const accounts = Array.from({ length: 51 }, (_, nth) => ({
      ...{ userId: String(nth), name: 'P', userName: 'p', externalId: '7', isSent: true },
    }));
    const { mutation } = planRemoval(
      { id: 'g', name: 'G', isAssigned: true, accounts, deactivation: 'sent', doubt: null },
      '0oa1',
      false,
    );
    expect(mutation?.accounts).toHaveLength(50);
  });
});
