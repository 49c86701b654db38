import { describe, expect, it } from 'vitest';
import type { TestCore } from '../../testing/core';
import { readyForEach, rolloutEnded } from '../../testing/rollout-org';

describe('a ring that is cut off while it is assigned', () => {
  let core: TestCore;
  let onAssigned: () => void = () => undefined;
  const org = readyForEach(
    (started) => {
      core = started;
    },
    {
      users: 80,
      licences: 2000,
      onExchange: ({ target, method, path }) => {
        if (target === 'okta' && method === 'POST' && path.endsWith('/users')) onAssigned();
      },
    },
  );

  /** Two rings, of one and five; stopped when the second one has `count` assigned. */
  async function stoppedAfter(count: number): Promise<void> {
    const plan = await org.planOf(org.ready(6).map(({ profile }) => profile.email ?? ''));
    let assigned = 0;
    onAssigned = () => {
      assigned += 1;
      if (assigned === 1 + count) void core.call('rollout.stop', {});
    };
    await org.begin(plan);
    await core.until('it is stopped', rolloutEnded);
  }
  /** As soon as Okta was read. */
  async function readBack() {
    for (;;) {
      const view = await core.call('rollout.view', {});
      const ring = view.rings[1];
      if (view.cutOff[0] !== undefined && ring?.waiting === 0) return { ...view.cutOff[0], counts: ring };
      const { version } = view;
      await core.until('Okta is read', ({ rollout }) => rollout.version > version);
    }
  }
  const inRing = () => Object.keys(org.app().users).length - 1;

  it('says who is assigned by reading Okta, also after a restart', async () => {
    await stoppedAfter(2);
    const cutOff = await readBack();
    expect(inRing()).toBeGreaterThanOrEqual(2);
    expect(cutOff).toMatchObject({ ring: 1, assigned: inRing() });
    expect(cutOff.counts).toMatchObject({ arrived: inRing(), failed: 0 });
    const arrived = { of: 'rollout', ring: 1, state: 'arrived', from: 0, count: 10 } as const;
    expect((await core.call('rollout.rows', arrived)).total).toBe(inRing());
    await core.restart();
    expect(await readBack()).toMatchObject({ ring: 1, assigned: inRing() });
  });

  it('can be taken back, and goes on', async () => {
    await stoppedAfter(2);
    await readBack();
    const people = inRing();
    const back = await core.call('rollout.planBack', { ring: 1 });
    // Whoever was not assigned yet is not said to have been changed by somebody.
    expect(back).toMatchObject({ people, deactivated: people, leftAlone: 0, blockers: [] });
    await core.call('rollout.takeBack', { planId: back.planId, typed: back.typed, secondYes: false });
    await core.until('taken back', ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done');
    expect(inRing()).toBe(0);
    const view = await core.call('rollout.view', {});
    expect(view).toMatchObject({ cutOff: [] });
    expect(view.rings[1]).toMatchObject({ state: 'taken-back' });
  });

  it('goes on with whoever is left, and assigns nobody twice', async () => {
    await stoppedAfter(2);
    await readBack();
    await core.call('rollout.resume', {});
    const { rollout } = await core.until('the rollout ends', rolloutEnded);
    expect(rollout).toMatchObject({ state: 'done', arrived: 6, failed: 0 });
    expect((await core.call('rollout.view', {})).cutOff).toEqual([]);
    expect(inRing()).toBe(5);
  });
});
