import { describe, expect, it } from 'vitest';
import { createProvisioning } from '../../../practice/provisioning/provisioning';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

const ofRing = (ring: number) => ({ of: { kind: 'ring', ring } }) as const;

describe('where Okta would send nobody', () => {
  let core: TestCore;
  const org = readyForEach((started) => {
    core = started;
  });

  const emails = (count: number): string[] => org.ready(count).map(({ profile }) => profile.email ?? '');
  const assigned = (): number => Object.keys(org.app().users).length;

  /** What an admin does in Okta meanwhile, what the assistant says of it, and the step that mends it. */
  const obstacles = [
    ['inactive in Okta', () => void (org.app().status = 'INACTIVE'), null],
    [
      'SCIM is off',
      () => {
        createProvisioning(core.org.world).switchScimOff(org.app());
      },
      'scim-on',
    ],
    ['Create Users', () => void (org.app().toApp.create = false), 'to-app'],
  ] as const;

  it.each(obstacles)('no rollout is begun: %s', async (says, happens, step) => {
    happens();
    const plan = await org.planOf(emails(2));
    expect([plan.blockers, plan.step]).toEqual([[expect.stringContaining(says)], step]);
    const refusal = await core.refusal('rollout.start', { planId: plan.id, secondYes: true });
    expect(refusal).toMatchObject({ code: 'not-ready', message: expect.stringContaining(says) });
    expect(assigned()).toBe(0);
  });

  it.each(obstacles)('no ring follows, and nobody of it is assigned: %s', async (says, happens) => {
    await org.begin(await org.planOf(emails(4), { goOn: false }));
    await core.until('the pilot arrives', rolloutEnded);
    happens();
    await core.call('rollout.resume', { secondYes: true });
    const { rollout } = await core.until('it pauses', rolloutEnded);
    expect(rollout).toMatchObject({ pause: 'error', error: { message: expect.stringContaining(says) } });
    expect(assigned()).toBe(1);
    expect((await core.call('rollout.view', {})).rings[1]?.people).toBe(3);
  });

  it('no account is promised to be deactivated by a take-back, which is refused while the app integration is inactive', async () => {
    await org.begin(await org.planOf(emails(1), { goOn: false }));
    await core.until('the pilot arrives', rolloutEnded);
    org.app().status = 'INACTIVE';
    const { planId, blockers } = await core.call('rollout.planBack', { ring: 0 });
    expect(blockers).toEqual([expect.stringContaining('would then deactivate no Oktopost account')]);
    expect(await core.refusal('rollout.takeBack', { planId, typed: null, secondYes: true })).toMatchObject({
      code: 'not-ready',
    });
    expect(assigned()).toBe(1);
    org.app().status = 'ACTIVE';
    expect(await core.call('rollout.planBack', { ring: 0 })).toMatchObject({
      ...{ deactivated: 1, staysActive: 0, blockers: [] },
    });
    createProvisioning(core.org.world).switchScimOff(org.app());
    expect(await core.call('rollout.planBack', { ring: 0 })).toMatchObject({
      ...{ deactivated: 0, staysActive: 1, blockers: [] },
    });
  });

  it.each(obstacles)('the test user is not assigned: %s', async (says, happens) => {
    const userId = org.ready(1)[0]?.id ?? '';
    happens();
    const { id, blockers } = await core.call('plan.preview', { scope: { kind: 'assign', userId } });
    expect(blockers).toEqual([expect.stringContaining(says)]);
    expect(await core.refusal('plan.apply', { planId: id, secondYes: true })).toMatchObject({
      message: expect.stringContaining(says),
    });
    expect(assigned()).toBe(0);
  });

  it.each(obstacles)('nobody is repaired, or unassigned for it: %s', async (says, happens) => {
    core.byHand.connect(undefined, 'a token that was revoked');
    await org.begin(await org.planOf(emails(2), { goOn: false }));
    await core.until('the pilot fails', rolloutEnded);
    const approved = await core.call('rollout.planRepair', ofRing(0));
    happens();
    await core.call('rollout.repair', { planId: approved.planId ?? '', secondYes: true });
    const { rollout } = await core.until('it pauses', (now) => now.rollout.repair?.state === 'paused');
    expect(rollout.repair?.error?.message).toContain(says);
    expect(assigned()).toBe(1);
    const { planId, blockers } = await core.call('rollout.planRepair', ofRing(0));
    expect(blockers).toEqual([expect.stringContaining(says)]);
    expect(await core.refusal('rollout.repair', { planId: planId ?? '', secondYes: true })).toMatchObject({
      message: expect.stringContaining(says),
    });
  });
});
