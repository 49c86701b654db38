import { describe, expect, it } from 'vitest';
import { asObject } from '../../okta/json';
import type { Clock } from '../../ports';
import { systemClock } from '../../shell/clock';
import type { TestCore } from '../../testing/core';
import type { PlanScopeInput } from '../../../shared/plan';
import { undo, undoOrg } from '../../testing/undo-org';

let core: TestCore;
const { from, startAlone, user, notes } = undoOrg((started) => {
  core = started;
});

describe('undo while other people use the app integration', () => {
  it('asks before it deletes an app integration that others have assigned people to', async () => {
    await from('user assigned');
    const colleague = await user('Dana');
    await core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: colleague, scope: 'USER' });
    const plan = await core.preview(undo);
    expect(plan.blockers).toHaveLength(1);
    expect(plan.undo?.others.join(' ')).toContain('one person');
    expect(await core.refusal('plan.apply', { planId: plan.id })).toMatchObject({ code: 'not-ready' });
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run.state).toBe('done');
    expect(Object.values(core.org.world.state.apps).map(({ label }) => label)).not.toContain(
      'Oktopost Social Advocacy',
    );
  });

  it('asks before it deletes one whose settings someone changed', async () => {
    await from('app created');
    asObject(core.ours().body.settings, 'signOn')['defaultRelayState'] = '2';
    const plan = await core.preview(undo);
    expect(plan.blockers).toHaveLength(1);
    expect(plan.undo?.others).toEqual(['Someone changed “Default RelayState” to “2”.']);
  });

  it('takes no change for theirs that it asks for itself', async () => {
    await from('app created');
    asObject(asObject(core.ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'PUSH';
    const plan = await core.preview(undo);
    expect(plan.undo?.others).toEqual([]);
    expect(plan.blockers).toEqual([]);
    asObject(asObject(core.ours().body, 'credentials'), 'userNameTemplate')['pushStatus'] = 'DONT_PUSH';
    expect((await core.preview(undo)).undo?.others.join()).not.toContain('PUSH');
  });

  /** Previews the undo, lets a colleague come in between, and applies it. */
  async function interfered(colleague: () => Promise<unknown>, scope: PlanScopeInput = undo) {
    const plan = await core.preview(scope);
    await colleague();
    return core.apply(plan);
  }

  const assign = async (name: string) =>
    core.org.api('POST', `/api/v1/apps/${core.ours().id}/users`, { id: await user(name), scope: 'USER' });

  it('deactivates nothing when someone is assigned after it was shown', async () => {
    await from('app created');
    const run = await interfered(() => assign('Bruno'));
    expect(run?.error).toMatchObject({ code: 'plan-stale' });
    expect(run?.error?.message).toContain('Assigned people is now “1”');
    expect(core.ours()).toMatchObject({ status: 'ACTIVE' });
    expect(core.ours().users).not.toEqual({});
  });

  it('deactivates nothing when more are assigned than those for whom the admin decided', async () => {
    await from('app created');
    await assign('Bruno');
    const run = await interfered(() => assign('Dana'), { kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run?.error).toMatchObject({ code: 'plan-stale' });
    expect(core.ours().status).toBe('ACTIVE');
  });

  it('deactivates nothing when someone changed a setting after it was shown', async () => {
    await from('app created');
    const run = await interfered(async () => {
      asObject(core.ours().body.settings, 'signOn')['defaultRelayState'] = '2';
    });
    expect(run?.error).toMatchObject({ code: 'plan-stale' });
    expect(core.ours().status).toBe('ACTIVE');
  });

  it('deactivates nothing when someone is assigned while it waits for an account', async () => {
    let waits = 0;
    const sleep: Clock['sleep'] = async (_ms, signal) => {
      const { run } = await core.snapshot();
      if (run?.wait?.reason.includes('Waiting for Okta to deactivate') === true) {
        waits += 1;
        if (waits === 1) await assign('Dana');
        else Object.assign(core.org.world.options, { logLagMs: 0 });
      }
      await systemClock.sleep(1, signal);
    };
    // Nobody can be asked whether the account is inactive, and the log does not say so yet: it is waited for.
    await startAlone({ logLagMs: 3_600_000 }, { clock: { ...systemClock, sleep } });
    await core.begin();
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    await core.run({ kind: 'assign', userId: await user('Bruno') });
    await core.org.world.idle();
    const run = await core.run(undo);
    expect(waits).toBeGreaterThan(1);
    expect(run.error?.message).toContain('was not deactivated: while the assistant waited');
    expect(core.ours().status).toBe('ACTIVE');
  });

  it('says that the app integration is inactive where the question comes after that', async () => {
    await from('app created');
    await assign('Bruno');
    core.ours().status = 'INACTIVE';
    expect((await notes()).others).toContain(
      'It is inactive now: nobody can use it until it is activated again in Okta.',
    );
  });

  it('names everybody whose account stays when it is deleted, before and afterwards', async () => {
    await from('user assigned');
    await assign('Ada');
    await core.org.world.idle();
    const named = 'Ada Abbott (ada.abbott@';
    const active = 'Accounts that are active at Oktopost';
    const told = async () => (await notes()).remains.filter((sentence) => sentence.includes(named));
    expect(await told()).toEqual([expect.stringMatching(active)]);
    await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(await told()).toEqual([expect.stringMatching(active)]);
    const { remains, accounts } = await notes();
    expect(remains.join('\n')).toContain('Bruno Berger (bruno');
    expect(accounts).toBe('1 account is still active at Oktopost.');
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const notRead = /^Oktopost accounts of people whom others have assigned, not read: .*no token/;
    expect(await told()).toEqual([expect.stringMatching(notRead)]);
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
    expect(await told()).toEqual([expect.stringMatching(active)]);
    const account = Object.values(core.org.world.state.oktopost.us.users).find(({ userName }) =>
      userName.startsWith('ada.abbott@'),
    );
    Object.assign(account ?? {}, { active: false });
    expect(await told()).toEqual([]);
    expect((await notes()).accounts).toBeNull();
  });

  it('names whoever was unassigned by hand and is still active, before and afterwards', async () => {
    await from('user assigned');
    await assign('Ada');
    await core.org.world.idle();
    core.ours().toApp.deactivate = false;
    await core.org.api('DELETE', `/api/v1/apps/${core.ours().id}/users/${await user('Ada')}`);
    await core.org.world.idle();
    core.ours().toApp.deactivate = true;
    const told = async () =>
      (await notes()).remains.filter((sentence) => sentence.includes('Ada Abbott (ada.abbott@'));
    const active = expect.stringMatching(/^Accounts that are active at Oktopost/);
    expect(await told()).toEqual([active]);
    expect((await core.run(undo)).state).toBe('done');
    expect(await told()).toEqual([active]);
  });
});
