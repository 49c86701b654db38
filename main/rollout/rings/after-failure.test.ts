import { describe, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

describe('a rollout of which too many failed', () => {
  let core: TestCore;
  const org = readyForEach(
    (started) => {
      core = started;
    },
    { users: 80, licences: 2000 },
  );

  /** The pilot arrives; Oktopost then refuses the token, and the second ring fails. */
  async function paused(): Promise<void> {
    await org.begin(
      await org.planOf(
        org.ready(8).map(({ profile }) => profile.email ?? ''),
        { goOn: false },
      ),
    );
    await core.until('the pilot arrives', rolloutEnded);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.call('rollout.resume', {});
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
  }
  /** The admin pastes the right token, and says so. */
  async function mended(): Promise<void> {
    core.byHand.connect();
    await core.call('guided.state', { step: 'connection', done: true });
  }
  const states = async () => (await core.call('rollout.view', {})).rings.map(({ state }) => state);

  it('goes on to a larger ring only after a second yes', async () => {
    await paused();
    const before = Object.keys(org.app().users).length;
    const refusal = await core.refusal('rollout.resume', {});
    expect(refusal).toMatchObject({ code: 'not-ready', message: 'Too many of ring 2 failed.' });
    expect(Object.keys(org.app().users)).toHaveLength(before);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.refusal('rollout.resume', {})).code).toBe('not-ready');
    expect(await states()).toEqual(['passed', 'failed', 'to-do']);
    await core.call('rollout.resume', { secondYes: true });
    await core.until('the third ring ends', ({ rollout }) => rollout.state !== 'running');
    expect(Object.keys(org.app().users)).toHaveLength(before + 2);
  });

  it('goes on when the ring was taken back, without another yes', async () => {
    await paused();
    const back = await core.call('rollout.planBack', { ring: 1 });
    await core.call('rollout.takeBack', { planId: back.planId, typed: back.typed, secondYes: false });
    await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
    await mended();
    await core.call('rollout.resume', {});
    await core.until('the third ring ends', ({ rollout }) => rollout.state === 'done');
  });

  it('keeps its rings, and the way back, when another one begins', async () => {
    await paused();
    await mended();
    const people = org.ready(3).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(people));
    const { rollout } = await core.until(
      'the other rollout ends',
      ({ rollout: { state } }) => state === 'done',
    );
    expect(rollout).toMatchObject({ people: 3, arrived: 3, failed: 0 });
    expect(await states()).toEqual(['passed', 'failed', 'passed', 'passed']);
    expect((await core.call('rollout.view', {})).earlier).toBe(2);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    const back = await core.call('rollout.planBack', { ring: 0 });
    expect(back).toMatchObject({ people: 1, deactivated: 1, blockers: [] });
    await core.call('rollout.takeBack', { planId: back.planId, typed: null, secondYes: false });
    await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
    expect(await states()).toEqual(['taken-back', 'failed', 'passed', 'passed']);
  });

  it('lets each ring that failed be checked, and keeps why it failed where nothing was sent since', async () => {
    await paused();
    const checked = () =>
      core.until(
        'it is checked',
        ({ rollout: { checking, state } }) => checking === null && state !== 'running',
      );
    const causes = async () =>
      (await core.call('rollout.view', {})).rings.map(({ failures }) => failures.map(({ id }) => id));
    const [, why] = await causes();
    expect(why).toHaveLength(1);
    await core.call('rollout.check', { ring: 1 });
    await checked();
    expect(await states()).toEqual(['passed', 'failed', 'to-do']);
    expect((await causes())[1]).toEqual(why);
    // As it was: only the time tells that it was read.
    const read = (await core.call('rollout.view', {})).notes;
    expect(read.map(({ ring }) => ring)).toEqual([0, 1]);
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.call('rollout.view', {})).notes).toEqual(read);
    await core.call('rollout.resume', { secondYes: true });
    await core.until('the third ring fails', ({ rollout }) => rollout.state !== 'running');
    core.byHand.connect();
    const asked = { of: 'rollout', ring: 1, state: null, from: 0, count: 10 } as const;
    for (const { userId } of (await core.call('rollout.rows', asked)).rows) core.byHand.retryTask(userId);
    await core.call('rollout.check', { ring: 1 });
    const { rollout } = await checked();
    expect(await states()).toEqual(['passed', 'passed', 'failed']);
    expect(rollout.pause).toBe('too-many-failed');
    expect((await core.refusal('rollout.check', { ring: 0 })).code).toBe('not-ready');
  });

  it('is only read by a check, which leaves it as it was when it is stopped', async () => {
    await paused();
    const before = await core.call('rollout.view', {});
    const asked = { of: 'rollout', ring: 1, state: null, from: 0, count: 10 } as const;
    const { rows } = await core.call('rollout.rows', asked);
    const [first] = rows;
    if (first === undefined) throw new Error('nobody is in the ring');
    await core.org.api('DELETE', `/api/v1/apps/${org.app().id}/users/${first.userId}`);
    const assigned = Object.keys(org.app().users);
    await core.call('rollout.check', { ring: 1 });
    expect((await core.snapshot()).rollout).toMatchObject({ checking: 1, state: 'paused' });
    expect((await core.refusal('rollout.resume', { secondYes: true })).code).toBe('busy');
    await core.call('rollout.stop', {});
    const { rollout } = await core.snapshot();
    expect(rollout).toMatchObject({ checking: null, state: 'paused', pause: 'too-many-failed', waiting: 0 });
    expect((await core.call('rollout.view', {})).rings).toEqual(before.rings);
    await core.call('rollout.check', { ring: 1 });
    await core.until('it is checked', ({ rollout: { checking } }) => checking === null);
    expect(Object.keys(org.app().users)).toEqual(assigned);
    const after = await core.call('rollout.rows', asked);
    expect(after.rows.find(({ userId }) => userId === first.userId)?.note).toBe(
      'They are not assigned in Okta.',
    );
  });
});
