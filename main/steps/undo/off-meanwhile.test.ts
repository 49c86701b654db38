import { describe, expect, it } from 'vitest';
import type { Clock } from '../../ports';
import { systemClock } from '../../shell/clock';
import type { TestCore } from '../../testing/core';
import { undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { from, startAlone, user, testUser } = undoOrg((started) => {
  core = started;
});

const assigned = (): string[] => Object.keys(core.ours().users);
const scimOff = (): void => {
  Object.assign(core.ours(), {
    provisioning: 'NONE',
    toApp: { create: false, update: false, deactivate: false },
  });
};
const stays = /^Provisioning is off in Okta: the account at Oktopost stays active\./;

describe('provisioning is off', () => {
  it('in the plan of an undo, which says that accounts stay active', async () => {
    await from('user assigned');
    scimOff();
    const plan = await core.preview(undo);
    expect(plan.changes[0]).toMatchObject({ pushes: 0, warnings: [expect.stringMatching(stays)] });
    expect(plan.undo?.remains.join(' ')).toContain(
      'Provisioning is off in Okta: Okta deactivates no account.',
    );
    const run = await core.apply(plan);
    expect(run.state).toBe('done');
    expect(run.checks).toContainEqual(expect.objectContaining({ person: 'Bruno Berger', actual: 'active' }));
  });

  it('since the plan of an undo: it unassigns nobody', async () => {
    await from('user assigned');
    const plan = await core.preview(undo);
    const before = assigned();
    scimOff();
    const run = await core.apply(plan);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'plan-stale' } });
    expect(run.error?.message).toContain('Provisioning of “Oktopost Social Advocacy” is off in Okta now');
    expect(assigned()).toEqual(before);
  });

  it('or Deactivate Users is unticked since then', async () => {
    await from('user assigned');
    const plan = await core.preview(undo);
    core.ours().toApp.deactivate = false;
    expect((await core.apply(plan)).error?.message).toContain(
      'Deactivate Users of “Oktopost Social Advocacy” is off',
    );

    const next = await core.preview(undo);
    core.ours().toApp.deactivate = true;
    expect((await core.apply(next)).error?.message).toContain(
      'Deactivate Users of “Oktopost Social Advocacy” is on',
    );
    expect(assigned()).not.toEqual([]);
  });

  it('in the plan for the test user, and since it', async () => {
    await from('user assigned');
    const userId = await user('Bruno');
    const plan = await core.preview({ kind: 'unassign', userId });
    expect(plan.changes[0]?.pushes).toBe(1);
    scimOff();
    expect((await core.apply(plan)).error?.message).toContain('is off in Okta now');
    expect(assigned()).toContain(userId);
    const next = await core.preview({ kind: 'unassign', userId });
    expect(next.changes[0]).toMatchObject({ pushes: 0, warnings: [expect.stringMatching(stays)] });
  });
});

describe('after the last unassignment the app integration is made inactive by others', () => {
  it('is not deleted while an account is still active, and the next plan shows that', async () => {
    await startAlone({
      rateLimit: 1_000_000,
      onExchange: ({ target, method, path }) => {
        if (target === 'okta' && method === 'DELETE' && path.includes('/users/'))
          core.ours().status = 'INACTIVE';
      },
    });
    await core.begin();
    const value = core.org.oktopost.bearerToken;
    await core.call('secrets.submit', { kind: 'oktopost-token', value });
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    await testUser('Bruno');
    await core.org.world.idle();
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'PUT',
        path: '/Users/',
        times: 1,
        answer: { status: 502, headers: {}, body: 'no' },
      },
    ]);
    const run = await core.run(undo);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'not-ready', owner: 'okta-admin' } });
    expect(run.error?.message).toContain(
      '“Oktopost Social Advocacy” was not deleted, so that you see this first.',
    );
    expect(run.error?.message).toContain('could not deactivate the Oktopost account of Bruno Berger');
    expect(core.ours().status).toBe('INACTIVE');

    const next = await core.preview(undo);
    expect(next.changes.flatMap(({ warnings }) => warnings).join(' ')).toContain('it is still active');
    expect((await core.apply(next)).state).toBe('done');
    expect(Object.values(core.org.world.state.apps).map(({ label }) => label)).not.toContain(
      'Oktopost Social Advocacy',
    );
  });
});

it('a deactivation that nobody can be asked about and that Okta does not log keeps the app integration, until a plan has shown that', async () => {
  const sleep: Clock['sleep'] = (_ms, signal) => systemClock.sleep(1, signal);
  await startAlone({ logLagMs: 3_600_000 }, { clock: { ...systemClock, sleep } });
  await core.begin();
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  await core.run({ kind: 'assign', userId: await user('Bruno') });
  await core.org.world.idle();
  const run = await core.run(undo);
  expect(run.error?.message).toMatch(
    /was not deactivated, .* is not known: Okta has logged no deactivation\./,
  );
  expect(core.ours().status).toBe('ACTIVE');
  const next = await core.preview(undo);
  expect(next.changes.flatMap(({ warnings }) => warnings).join(' ')).toContain(
    'Okta has logged no deactivation',
  );
  expect((await core.apply(next)).state).toBe('done');
});
