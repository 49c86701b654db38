import { describe, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

describe('a rollout, and the licences that the admin stated', () => {
  let core: TestCore;
  const org = readyForEach(
    (started) => {
      core = started;
    },
    { users: 80, licences: 2000 },
  );

  const assigned = (): number => Object.keys(org.app().users).length;

  it('begins no ring beyond them without a second yes, which holds for as many', async () => {
    await core.until('Oktopost, too', ({ oktopost }) => oktopost.state === 'accepted');
    const people = org.ready(19).map(({ profile }) => profile.email ?? '');
    const plan = await org.planOf(people, { ringSize: 3 });
    const licences = (plan.activeAccounts ?? 0) + 8;
    await core.call('people.licences', { licences });
    await org.begin(await org.planOf(people, { ringSize: 3, licences }));
    const { rollout } = await core.until('it pauses before the third ring', rolloutEnded);
    expect(assigned()).toBe(6);
    expect(rollout).toMatchObject({
      state: 'paused',
      ring: 2,
      error: { field: 'licences', message: expect.stringContaining(`you stated ${licences}`) },
    });
    const left = async (): Promise<string> =>
      (await core.call('summary.get', {})).left.map(({ text }) => text).join('\n');
    expect(await left()).toContain('The rollout is paused, and has not begun with 13 people.');
    expect(await core.refusal('rollout.resume', { secondYes: false })).toMatchObject({ code: 'not-ready' });
    await core.call('rollout.resume', { secondYes: true });
    await core.until('it ends', (now) => now.rollout.state === 'done');
    expect(assigned()).toBe(19);
    expect(await left()).not.toContain('has not begun');
  });

  it('goes on without a second yes once as many are stated as the ring needs, and asks again where they are still too few; a ring that is taken back frees some', async () => {
    await core.until('Oktopost, too', ({ oktopost }) => oktopost.state === 'accepted');
    const people = org.ready(6).map(({ profile }) => profile.email ?? '');
    const licences = (await org.planOf(people)).activeAccounts ?? 0;
    await core.call('people.licences', { licences });
    await org.begin(await org.planOf(people, { licences }));
    const paused = { state: 'paused', error: { field: 'licences' } };
    expect((await core.until('it pauses', rolloutEnded)).rollout).toMatchObject(paused);
    await core.call('people.licences', { licences: licences + 1 });
    expect((await core.snapshot()).rollout).toMatchObject({ state: 'paused', pause: 'stopped', error: null });
    await core.call('rollout.resume', { secondYes: false });
    expect((await core.until('it pauses once more', rolloutEnded)).rollout).toMatchObject({
      ...paused,
      ring: 1,
    });
    expect(assigned()).toBe(1);
    const { planId } = await core.call('rollout.planBack', { ring: 0 });
    await core.call('rollout.takeBack', { planId, typed: null, secondYes: true });
    await core.until(
      'it is taken back',
      ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done',
    );
    expect((await core.snapshot()).rollout).toMatchObject({ state: 'paused', pause: 'stopped', error: null });
    await core.call('people.licences', { licences: licences + 6 });
    await core.call('rollout.resume', { secondYes: false });
    await core.until('it ends', ({ rollout }) => rollout.state === 'done');
    expect(assigned()).toBe(5);
  });

  it('says nothing where enough are stated, or none', async () => {
    await core.until('Oktopost, too', ({ oktopost }) => oktopost.state === 'accepted');
    await core.call('people.licences', { licences: 2000 });
    await org.begin(await org.planOf(org.ready(4).map(({ profile }) => profile.email ?? '')));
    await core.until('it ends', ({ rollout }) => rollout.state === 'done');
    expect(assigned()).toBe(4);
  });
});
