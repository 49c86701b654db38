import { beforeEach, describe, expect, it } from 'vitest';
import { hurriedClock } from '../../testing/hurried-clock';
import type { TestCore } from '../../testing/core';
import { undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { startAlone, user, testUser, adopt } = undoOrg((started) => {
  core = started;
});

/** Others had assigned these people to the app integration that was adopted, with user names that are not their emails. */
describe('an undo after people were unassigned and assigned again under another user name', () => {
  let kenji = '';
  beforeEach(async () => {
    const clock = hurriedClock(() => core.org.world.idle());
    await startAlone({ now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 }, { clock });
    await core.begin();
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    await adopt();
    kenji = await user('Kenji');
    await assignAs(kenji, 'kmori');
    await core.provisioningOn();
    await core.org.world.idle();
  });

  const assignAs = (id: string, userName: string) =>
    core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, {
      ...{ id, scope: 'USER', credentials: { userName } },
    });
  const nameOf = (id: string): string | undefined => core.ours().users[id]?.userName;

  async function repaired(): Promise<void> {
    const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await core.until('the repair ends', ({ rollout }) => rollout.repair?.state === 'done');
    await core.org.world.idle();
  }

  const restored = async () => {
    const plan = await core.preview(undo);
    return {
      plan,
      stays: plan.changes.find(({ id }) => id === `assign-${kenji}`)?.title,
      name: plan.changes.find(({ id }) => id === `restore-user-name-${kenji}`),
    };
  };

  it('gives back the one that a repair replaced, and says what Okta sends for it', async () => {
    await repaired();
    const email = nameOf(kenji) ?? '';
    expect(email).toContain('@');
    const { plan, stays, name } = await restored();
    expect(stays).toBe('Kenji Mori stays assigned');
    expect(name).toMatchObject({
      verb: 'update',
      rows: [{ setting: `user-name:${kenji}`, now: email, after: 'kmori' }],
      pushes: 1,
      warnings: [expect.stringMatching(/Oktopost, which refuses .* Untick Update User Attributes/)],
    });
    const run = await core.apply(plan);
    expect([run.error, run.checks.filter(({ state }) => state === 'different')]).toEqual([null, []]);
    expect(nameOf(kenji)).toBe('kmori');
    expect((await restored()).stays).toBe('Kenji Mori is assigned, as before');
  });

  it('gives back the one that the test of one user replaced', async () => {
    await testUser('Kenji');
    expect(nameOf(kenji)).toContain('@');
    expect((await restored()).name?.rows[0]).toMatchObject({ after: 'kmori' });
  });

  it('assigns whom the test left unassigned with the one from before', async () => {
    await testUser('Kenji');
    await core.call('test.stop', {});
    await core.run({ kind: 'unassign', userId: kenji });
    const plan = await core.preview(undo);
    const again = plan.changes.find(({ id }) => id === `assign-${kenji}`);
    expect(again?.rows).toMatchObject([{ now: null, after: 'kmori' }]);
    expect(again?.warnings).toEqual([expect.stringMatching(/Oktopost, which refuses one/)]);
    expect((await core.apply(plan)).error).toBeNull();
    expect(nameOf(kenji)).toBe('kmori');
  });

  it('says nothing of Oktopost where Okta would send nothing', async () => {
    await repaired();
    core.ours().toApp.update = false;
    expect((await restored()).name).toMatchObject({ pushes: 0, warnings: [] });
  });

  it('leaves a user name that others changed since, and names it', async () => {
    await repaired();
    Object.assign(core.ours().users[kenji] ?? {}, { userName: 'kenji' });
    const { plan, name } = await restored();
    expect(name).toBeUndefined();
    expect(plan.undo?.drift).toMatchObject([{ before: 'kmori', now: 'kenji' }]);
  });
});
