import { describe, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { from, user, testUser } = undoOrg((started) => {
  core = started;
});

const inactiveNow = 'is inactive in Okta now, which would then deactivate no Oktopost account.';

describe('the app integration is made inactive after the plan was shown', () => {
  const assigned = (): string[] => Object.keys(core.ours().users);
  const isActive = (name: string): boolean =>
    Object.values(core.org.world.state.oktopost.us.users).some(
      ({ userName, active }) => userName.startsWith(name) && active,
    );

  it('an undo unassigns nobody, says why, and its next plan says what becomes of the accounts', async () => {
    await from('user assigned');
    const chiaraId = await testUser('Chiara');
    const brunoId = await user('Bruno');
    const plan = await core.preview(undo);
    expect(plan.changes.map(({ pushes }) => pushes).filter((pushes) => pushes > 0)).toHaveLength(2);
    core.ours().status = 'INACTIVE';
    const run = await core.apply(plan);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'plan-stale' } });
    expect(run.error?.message).toContain(inactiveNow);
    expect(assigned()).toEqual(expect.arrayContaining([chiaraId, brunoId]));

    const next = await core.preview(undo);
    const unassignments = next.changes.filter(({ id }) => id.startsWith('unassign-'));
    expect(unassignments.map(({ pushes }) => pushes)).toEqual([0, 0]);
    for (const { warnings } of unassignments)
      expect(warnings).toEqual([
        expect.stringMatching(/inactive in Okta: .* stays active\. Activate it first/),
      ]);
    expect(next.blockers).toEqual([]);
    expect(next.undo?.remains.join(' ')).toContain('is inactive: Okta deactivates no account.');

    // Activated meanwhile: Okta would do what this plan says that it does not.
    core.ours().status = 'ACTIVE';
    expect((await core.apply(next)).error?.message).toContain('is active in Okta now');
    expect(assigned()).toEqual(expect.arrayContaining([chiaraId, brunoId]));

    const done = await core.run(undo);
    expect(done).toMatchObject({ state: 'done', error: null });
    expect([isActive('chiara'), isActive('bruno')]).toEqual([false, false]);
  });

  it('an undo whose plan said that accounts stay active goes through, and names them', async () => {
    await from('user assigned');
    core.ours().status = 'INACTIVE';
    const run = await core.run(undo);
    expect(run.state).toBe('done');
    expect(run.checks).toContainEqual(expect.objectContaining({ person: 'Bruno Berger', actual: 'active' }));
    expect(isActive('bruno')).toBe(true);
  });

  it('the test user stays assigned', async () => {
    await from('user assigned');
    const userId = await user('Bruno');
    const plan = await core.preview({ kind: 'unassign', userId });
    expect(plan.changes[0]?.pushes).toBe(1);
    core.ours().status = 'INACTIVE';
    expect((await core.apply(plan)).error?.message).toContain(inactiveNow);
    expect(assigned()).toContain(userId);
    const next = await core.preview({ kind: 'unassign', userId });
    expect(next.changes[0]).toMatchObject({ pushes: 0, warnings: [expect.stringMatching(/stays active/)] });
  });
});
