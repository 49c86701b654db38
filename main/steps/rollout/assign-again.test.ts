import { describe, expect, it } from 'vitest';
import type { AgainReason } from '../../../shared/repair';
import type { AppUserWithEmail } from '../../okta/types';
import { appUserWith } from '../../testing/okta-objects';
import { assignAgainStep, isToRepair } from './assign-again';
import type { AssignedAgain } from './assign-again';
import { personOf, planned } from './testing';

describe('somebody who is assigned again', () => {
  it.each<[AgainReason, Partial<AppUserWithEmail>, boolean]>([
    ['never-sent', { externalId: null, syncState: 'DISABLED' }, true],
    ['never-sent', { externalId: null, syncState: 'SYNCING' }, false],
    ['never-sent', {}, false],
    ['push-failed', { syncState: 'ERROR' }, true],
    ['push-failed', { externalId: null, syncState: 'DISABLED' }, true],
    ['push-failed', {}, false],
    ['no-account', {}, true],
    ['no-account', { externalId: null, syncState: 'ERROR' }, true],
    ['no-account', { externalId: null, syncState: 'DISABLED' }, false],
    ['not-assigned', { externalId: null, syncState: 'DISABLED' }, false],
  ])('for %s is unassigned first as %j: %j', (why, appUser, expected) => {
    expect(isToRepair({ why }, appUserWith(appUser))).toBe(expected);
    expect(isToRepair({ why }, appUserWith({ ...appUser, scope: 'GROUP' }))).toBe(false);
  });

  const again = (half: 'unassign' | 'assign', ...ids: string[]) =>
    assignAgainStep({
      half,
      people: ids.map((id): AssignedAgain => ({
        ...personOf(id),
        ...{ why: 'push-failed', keptUserName: id === 'kept' ? 'KEPT' : null, keptProfile: { title: 'x' } },
      })),
    });

  it('is known to have changed something, in either half', async () => {
    const failed = { assigned: { 1: { syncState: 'ERROR' } } };
    for (const run of [await planned(again('unassign', '1'), failed), await planned(again('assign', '1'))])
      expect(run.remembered).toEqual([{ changedSomething: true }]);
  });

  it('is told of as never sent where they were', async () => {
    const people: AssignedAgain[] = [
      { ...personOf('1'), why: 'never-sent', keptUserName: null, keptProfile: {} },
    ];
    const early = { externalId: null, syncState: 'DISABLED' };
    const { draft, journaled } = await planned(assignAgainStep({ half: 'unassign', people }), {
      assigned: { 1: early },
    });
    expect(draft.changes[0]?.change.title).toBe('Unassign P 1, whom Okta never sent');
    expect(journaled).toEqual([{ userId: '1', kept: { userName: null, profile: {} } }]);
  });

  it('has a deactivation sent where there is an account that Okta goes on sending', async () => {
    const people: AssignedAgain[] = [
      { ...personOf('1'), why: 'no-account', keptUserName: null, keptProfile: {} },
    ];
    const step = assignAgainStep({ half: 'unassign', people });
    expect((await planned(step, { assigned: { 1: {} } })).changes).toEqual([
      ['unassign-1', 'delete', true, 1],
    ]);
  });

  it('is unassigned only as long as they did not arrive', async () => {
    const { changes, written, touched, journaled, draft } = await planned(
      again('unassign', 'failed', 'arrived', 'gone'),
      {
        assigned: { failed: { syncState: 'ERROR' }, arrived: {} },
      },
    );
    expect(changes).toEqual([
      ['unassign-failed', 'delete', true, 0],
      ['unassign-gone', 'keep', false, 0],
    ]);
    expect([written, touched]).toEqual([[['unassign', 'failed']], ['failed']]);
    // The second half is known after a crash between the two.
    const kept = { userName: null, profile: { title: 'x' } };
    expect(journaled).toMatchObject([
      { userId: 'failed', kept, account: { externalId: '7', isSent: false } },
    ]);
    expect(draft.changes[0]?.change.title).toBe('Unassign P failed, who did not arrive');
  });

  it('is assigned with what was kept, unless they are assigned by now', async () => {
    const { changes, written, touched, journaled, draft } = await planned(again('assign', 'kept', 'there'), {
      assigned: { there: {} },
    });
    expect(changes).toEqual([
      ['assign-kept', 'create', true, 1],
      ['assign-there', 'keep', false, 0],
    ]);
    expect(written).toEqual([['assign', 'kept', { userName: 'KEPT', profile: { title: 'x' } }]]);
    expect([touched, journaled]).toEqual([['kept'], [{ userId: 'kept', userName: 'KEPT' }]]);
    expect(draft.changes.map(({ change: { rows } }) => rows[0]?.after)).toEqual(['KEPT', 'there']);
  });

  it('is not unassigned where nobody could be assigned again; once unassigned, nothing stands in the way', async () => {
    const off = { status: 'INACTIVE' };
    expect((await planned(again('unassign', '1'), off)).blockers).toEqual([
      expect.stringMatching(/inactive/),
    ]);
    expect((await planned(again('assign', '1'), off)).blockers).toEqual([]);
  });
});
