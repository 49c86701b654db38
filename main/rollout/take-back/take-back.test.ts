import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Exchange } from '../../../practice/web/server';
import type { TestCore } from '../../testing/core';
import { readyToTest } from '../../testing/ready-to-test';
import { count, createRequestLog } from '../../testing/requests';
import { rolloutEnded as ended, rolloutOrg, startHurried } from '../../testing/rollout-org';

describe('a ring of a rollout', () => {
  let core: TestCore;
  /** The ids of people who were assigned one by one, in this order. */
  const assigned: string[] = [];
  const org = rolloutOrg(() => core);
  afterEach(() => core.close());

  const onExchange = ({ method, path, requestBody }: Exchange): void => {
    if (method === 'POST' && /\/apps\/[^/]+\/users$/.test(path)) {
      assigned.push(z.looseObject({ id: z.string() }).parse(JSON.parse(requestBody)).id);
    }
  };

  const log = createRequestLog();

  async function ready(): Promise<void> {
    core = await startHurried({
      licences: 200,
      onExchange: (exchange) => {
        onExchange(exchange);
        log.onExchange(exchange);
      },
    });
    await readyToTest(core);
  }

  it('is taken back: accounts are deactivated, whoever was assigned before stays', async () => {
    await ready();
    const emails = org.ready(16).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(emails, { goOn: false }));
    await core.until('the pilot ends', ended);
    await core.call('rollout.resume', {});
    await core.until('the sample ends', (state) => ended(state) && state.rollout.arrived === 6);
    // Of the third ring somebody is assigned by a colleague before it begins.
    const ofRing = { ring: 2, state: null, from: 0, count: 50 } as const;
    const ring = (await core.call('rollout.rows', { of: 'rollout', ...ofRing })).rows.map(
      ({ userId }) => userId,
    );
    const [colleagues = ''] = ring;
    const ours = ring.slice(1);
    await core.org.api('POST', `/api/v1/apps/${org.app().id}/users`, { id: colleagues, scope: 'USER' });
    await core.org.world.idle();
    assigned.length = 0;
    await core.call('rollout.resume', {});
    await core.until('the rollout ends', ended);
    expect(assigned).toEqual(ours);
    const before = Object.keys(org.app().users);
    const activeAccounts = (): string[] =>
      Object.values(core.org.world.state.oktopost.us.users)
        .filter(({ active: on }) => on)
        .map(({ externalId }) => externalId ?? '')
        .toSorted();
    const activeBefore = activeAccounts();
    const without = (ids: readonly string[]): string[] => ids.filter((id) => !ours.includes(id));
    expect(without(activeBefore)).toHaveLength(activeBefore.length - 9);
    const back = await core.call('rollout.planBack', { ring: 2 });
    expect(back).toMatchObject({ people: 9, deactivated: 9, typed: 9, leftAlone: 1 });
    const unassigned = await core.call('rollout.rows', { of: 'back', ...ofRing });
    expect(unassigned.rows.map(({ userId }) => userId)).toEqual(ours);
    expect(unassigned.total).toBe(9);
    const refused = await core.refusal('rollout.takeBack', {
      planId: back.planId,
      typed: 8,
      secondYes: false,
    });
    expect(refused.code).toBe('not-ready');
    expect(Object.keys(org.app().users)).toEqual(before);
    await core.call('rollout.takeBack', {
      planId: back.planId,
      typed: 9,
      secondYes: back.lockOut.length > 0,
    });
    await core.until(
      'it is taken back',
      ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done',
    );
    expect(Object.keys(org.app().users)).toEqual(without(before));
    const view = await core.call('rollout.view', {});
    expect(view.rings[2]?.state).toBe('taken-back');
    await core.org.world.idle();
    expect(activeAccounts()).toEqual(without(activeBefore));
  });

  it('is neither assigned nor taken back while Plan only is on, and no life-cycle test begins', async () => {
    await ready();
    const [pilot = '', ...others] = org.ready(3).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf([pilot]));
    await core.until('the pilot ends', ended);
    // What a preview reads of the app integration, it reads once.
    org.app().toApp.update = false;
    const { value: back, sent } = await log.during(() => core.call('rollout.planBack', { ring: 0 }));
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+$/)).toBe(1);
    expect(count(sent, /\/features\//)).toBe(1);
    const next = await org.planOf(others, { goOn: false });
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('session.planOnly', { on: true });
    assigned.length = 0;
    const before = structuredClone(org.app().users);
    const refusals = [
      await core.refusal('rollout.takeBack', { planId: back.planId, typed: null, secondYes: true }),
      await core.refusal('rollout.start', { planId: next.id, secondYes: true }),
      await core.refusal('rollout.resume', { secondYes: true }),
      await core.refusal('lifeCycle.start', { planId: id }),
    ];
    expect(refusals.map(({ code }) => code)).toEqual(refusals.map(() => 'plan-only'));
    const { rollout, run } = await core.snapshot();
    expect([rollout.state, run?.scope.kind, assigned]).toEqual(['done', 'ring', []]);
    expect(org.app().users).toEqual(before);
    expect((await core.call('rollout.view', {})).rings.map(({ state }) => state)).toEqual(['passed']);
  });
});
