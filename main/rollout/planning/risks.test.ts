import { describe, expect, it } from 'vitest';
import { createProvisioning } from '../../../practice/provisioning/provisioning';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';
import { smallApp } from '../../testing/small-app';
import { smallOkta } from '../../testing/small-okta';
import { newSession } from '../../storage/session';
import { readMappingRisk } from './risks';

const mapped = expect.stringContaining('mapped otherwise');

describe('a rollout on a set-up that is not as it should be', () => {
  let core: TestCore;
  const org = readyForEach((started) => {
    core = started;
  });

  const planned = () =>
    org.planOf(
      org.ready(4).map(({ profile }) => profile.email ?? ''),
      { goOn: false },
    );
  const assigned = (): number => Object.keys(org.app().users).length;
  const mappingState = async () =>
    (await core.snapshot()).rail.find(({ screen }) => screen === 'mapping')?.state;
  /** As an admin may do by hand: Okta then maps everything again. */
  const switchScimOffAndOn = (): void => {
    const provisioning = createProvisioning(core.org.world);
    provisioning.switchScimOff(org.app());
    provisioning.switchScimOn(org.app());
    core.byHand.connect();
    core.byHand.toApp();
  };
  const unproven = expect.stringContaining('Nothing proves');

  it('names what is not proven, and begins only after a second yes', async () => {
    const plan = await planned();
    expect(plan.risks).toEqual([unproven, mapped]);
    expect(plan.warnings).toEqual(expect.arrayContaining(plan.risks));
    const refusal = await core.refusal('rollout.start', { planId: plan.id, secondYes: false });
    expect(refusal).toMatchObject({ code: 'not-ready', message: unproven });
    expect(assigned()).toBe(0);
    await core.call('rollout.start', { planId: plan.id, secondYes: true });
    await core.until('the pilot arrives', (now) => rolloutEnded(now) && now.rollout.arrived === 1);
    await core.call('rollout.resume', {});
    await core.until('the sample arrives', (now) => rolloutEnded(now) && now.rollout.arrived === 4);
  });

  it('reads the mapping afresh, and the list of steps says what was read', async () => {
    await core.run({ kind: 'mapping' });
    expect((await planned()).risks).toEqual([unproven]);
    expect(await mappingState()).toBe('done-read');
    switchScimOffAndOn();
    expect((await planned()).risks).toEqual([unproven, mapped]);
    expect(await mappingState()).toBe('differs');
    await core.run({ kind: 'mapping' });
    expect((await planned()).risks).toEqual([unproven]);
    expect(await mappingState()).toBe('done-read');
  });

  it('no ring follows when the mapping is changed between rings', async () => {
    await core.run({ kind: 'mapping' });
    await org.begin(await planned());
    await core.until('the pilot arrives', rolloutEnded);
    switchScimOffAndOn();
    await core.call('rollout.resume', { secondYes: true });
    const { rollout } = await core.until('it pauses', rolloutEnded);
    expect(rollout).toMatchObject({ pause: 'error', error: { message: mapped } });
    expect(assigned()).toBe(1);
    expect(await mappingState()).toBe('differs');
    await core.run({ kind: 'mapping' });
    await core.call('rollout.resume', {});
    await core.until('the sample arrives', (now) => rolloutEnded(now) && now.rollout.arrived === 4);
  });
});

it('what was read of the mapping of a set-up is not kept with the one that is there once Okta answers', async () => {
  const appliedAt = '2026-03-01T10:00:00.000Z';
  const begun = () => {
    const session = newSession();
    return { ...session, destination: 'board' as const, mapping: { ...session.mapping, appliedAt } };
  };
  const updates: unknown[] = [];
  let session = begun();
  const store = {
    get session() {
      return session;
    },
    setAside: null,
    update: (patch: unknown) => updates.push(patch),
    reset: () => undefined,
  };
  const app = { label: 'Oktopost', acsUrl: 'https://a.example', audience: 'a', adminNote: null };
  const { okta } = smallOkta([smallApp('0oa1', app)]);
  const parts = {
    store,
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
    changed: () => undefined,
  };
  expect(await readMappingRisk(parts, okta, '0oa1')).toEqual([mapped]);
  expect(updates).toHaveLength(1);
  const reading = readMappingRisk(parts, okta, '0oa1');
  session = begun();
  await reading;
  expect(updates).toHaveLength(1);
});
