import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import type { Checkpoint } from '../testing/checkpoint';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import type { HurriedClock } from '../testing/hurried-clock';
import { readyToTest } from '../testing/ready-to-test';
import { rolloutEnded as ended, rolloutOrg } from '../testing/rollout-org';

describe('a rollout in rings', () => {
  /** One set-up for all tests that need nothing else of their practice org. */
  let shared: TestCore;
  let core: TestCore;
  let checkpoint: Checkpoint;
  let statuses: number[] = [];

  async function started(options: Partial<PracticeOptions> = {}): Promise<TestCore> {
    const clock: HurriedClock = hurriedClock(() => begun.org.world.idle());
    const onExchange = ({ target, status }: { target: string; status: number }): void => {
      if (target === 'okta') statuses.push(status);
    };
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5 };
    const begun: TestCore = await startTestCore(
      { users: 1000, licences: 2000, rateLimit: 1_000_000, ...quick, onExchange, ...options },
      { ports: () => ({ clock }) },
    );
    await readyToTest(begun);
    const value = begun.org.oktopost.bearerToken;
    await begun.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
    return begun;
  }
  beforeAll(async () => {
    shared = await started();
    core = shared;
    checkpoint = await shared.checkpoint();
  });
  afterEach(async () => {
    if (core !== shared) await core.close();
    core = shared;
  });
  afterAll(() => shared.close());

  /** The set-up as it is before its first rollout; with `options`, in a practice org of its own. */
  async function ready(options?: Partial<PracticeOptions>): Promise<void> {
    statuses = [];
    if (options === undefined) await core.returnTo(checkpoint);
    else core = await started(options);
  }

  const org = rolloutOrg(() => core);
  const own = org.app;
  const { people, group, choice, planOf, begin } = org;
  const active = (count: number): string[] => org.ready(count).map(({ profile }) => profile.email ?? '');

  it('plans rings of one, five and ten, then of the given size, and changes nothing', async () => {
    await ready();
    const before = Object.keys(own().users).length;
    const plan = await planOf(active(40));
    expect(plan.rings.map(({ kind, people: size }) => `${kind} ${size}`)).toEqual([
      'pilot 1',
      'sample 5',
      'ten 10',
      'rest 20',
      'rest 4',
    ]);
    expect(plan).toMatchObject({ people: 40, blockers: [], licences: 2000 });
    expect((plan.newAccounts ?? 0) + (plan.links ?? 0) + (plan.reactivations ?? 0)).toBe(40);
    expect(Object.keys(own().users)).toHaveLength(before);
  });

  it('assigns each ring once the one before has arrived, and everybody once', async () => {
    await ready();
    const emails = active(24);
    await begin(await planOf(emails));
    const { rollout } = await core.until('the rollout ends', ended);
    expect(rollout).toMatchObject({ state: 'done', people: 24, arrived: 24, failed: 0, waiting: 0 });
    const view = await core.call('rollout.view', {});
    expect(
      view.rings.map(({ state, logged, looked, people: size }) => [state, logged, looked, size]),
    ).toEqual([
      ['passed', 1, 1, 1],
      ['passed', 5, 5, 5],
      ['passed', 10, 10, 10],
      ['passed', 8, 8, 8],
    ]);
    expect(view.course.at(-1)).toMatchObject({ arrived: 8, waiting: 0 });
    const summary = await core.call('summary.get', {});
    expect(summary.rollout).toMatchObject({ state: 'done', people: 24, rings: 4, arrived: 24 });
    expect(summary.rollout?.latest.map(({ course }) => course.at(-1)?.arrived)).toEqual([1, 5, 10, 8]);
    const assigned = core.org.world.state.log.filter(
      ({ eventType }) => eventType === 'application.user_membership.add',
    );
    const ids = assigned.map(({ target }) => target.find(({ type }) => type === 'User')?.id);
    expect(new Set(ids).size).toBe(ids.length);
    const rows = await core.call('rollout.rows', {
      of: 'rollout',
      ring: 1,
      state: 'arrived',
      from: 0,
      count: 3,
    });
    expect(rows.total).toBe(5);
    expect(rows.rows).toHaveLength(3);
  });

  it('waits between rings where that was asked for', async () => {
    await ready();
    await begin(await planOf(active(8), { goOn: false }));
    const { rollout } = await core.until('the pilot ends', ended);
    expect(rollout).toMatchObject({ state: 'paused', pause: 'ring-passed', arrived: 1, ring: 1 });
    await core.call('rollout.resume', {});
    await core.until('the sample ends', (state) => ended(state) && state.rollout.arrived === 6);
  });

  it('names whom it leaves out, and the emails that Okta does not know', async () => {
    await ready();
    const gone = people().find(({ status }) => status === 'DEPROVISIONED');
    const emails = [...active(2), gone?.profile.email ?? '', 'nobody@nowhere.example'];
    const matched = await core.call('rollout.match', { text: emails.join(', ') });
    expect(matched).toMatchObject({ unmatchedTotal: 1, unmatched: ['nobody@nowhere.example'] });
    const plan = await core.call('rollout.plan', choice({ listId: matched.listId }));
    expect(plan.skipped).toEqual([{ reason: 'deactivated', people: 1 }]);
    const rows = await core.call('rollout.rows', {
      of: 'skipped',
      ring: null,
      state: null,
      from: 0,
      count: 10,
    });
    expect(rows.rows).toMatchObject([{ userId: gone?.id, note: 'deactivated' }]);
  });

  it('assigns a group as a group, and nobody of it alone', async () => {
    await ready();
    const { id, profile } = group('Social advocates');
    const plan = await planOf(active(3), { groups: [{ id, name: profile.name }] });
    expect(plan.rings.at(-1)).toMatchObject({ kind: 'group', group: 'Social advocates' });
    await begin(plan);
    await core.until('the rollout ends', ended);
    expect(Object.keys(own().groups)).toEqual([id]);
    for (const memberId of group('Social advocates').memberIds) {
      const scope = own().users[memberId]?.scope;
      expect(scope === undefined || scope === 'GROUP').toBe(true);
    }
  });

  it('pauses by itself when more than the set share fails, and says why', async () => {
    await ready();
    const plan = await planOf(active(20));
    core.org.faults.add([
      {
        target: 'oktopost',
        method: 'POST',
        path: '/Users',
        times: 999,
        answer: { status: 409, headers: {}, body: '' },
      },
    ]);
    await begin(plan);
    const { rollout } = await core.until('it pauses', ended);
    expect(rollout).toMatchObject({ state: 'paused', pause: 'too-many-failed' });
    const failed = (await core.call('rollout.view', {})).rings.find(({ state }) => state === 'failed');
    expect(failed?.failures[0]).toMatchObject({ id: 'already-exists' });
  });

  it('stops at once, goes on after a restart, and assigns nobody twice', async () => {
    await ready({ provisionDelayMs: 60 });
    await begin(await planOf(active(30)));
    await core.until('it is on its way', ({ rollout }) => rollout.arrived >= 1);
    await core.call('rollout.stop', {});
    await core.restart();
    const { rollout } = await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(rollout).toMatchObject({ state: 'paused', pause: 'stopped' });
    await core.call('rollout.resume', {});
    expect((await core.until('the rollout ends', ended)).rollout).toMatchObject({
      state: 'done',
      people: 30,
      arrived: 30,
    });
  });

  it('needs a second yes when the owner of the token is among them', async () => {
    await ready();
    const [token] = Object.values(core.org.world.state.apiTokens);
    const owner = people().find(({ id }) => id === token?.userId);
    const plan = await planOf([owner?.profile.email ?? '']);
    expect(plan.lockOut).toHaveLength(1);
    const refusal = await core.refusal('rollout.start', { planId: plan.id, secondYes: false });
    expect(refusal.code).toBe('not-ready');
    expect(Object.keys(own().users)).toHaveLength(0);
    await begin(plan);
    expect((await core.until('the rollout ends', ended)).rollout.arrived).toBe(1);
  });

  it('takes a ring back: accounts are deactivated, whoever was assigned before stays', async () => {
    await ready();
    await begin(await planOf(active(16)));
    await core.until('the rollout ends', ended);
    const before = Object.keys(own().users).length;
    const back = await core.call('rollout.planBack', { ring: 2 });
    expect(back).toMatchObject({ people: 10, deactivated: 10, typed: 10, leftAlone: 0 });
    const who = { ring: 2, state: null, from: 0, count: 50 } as const;
    const inRing = await core.call('rollout.rows', { of: 'rollout', ...who });
    const unassigned = await core.call('rollout.rows', { of: 'back', ...who });
    expect(unassigned.rows.map(({ email }) => email)).toEqual(inRing.rows.map(({ email }) => email));
    expect(unassigned.total).toBe(10);
    const refused = await core.refusal('rollout.takeBack', {
      planId: back.planId,
      typed: 9,
      secondYes: false,
    });
    expect(refused.code).toBe('not-ready');
    await core.call('rollout.takeBack', {
      planId: back.planId,
      typed: 10,
      secondYes: back.lockOut.length > 0,
    });
    await core.until(
      'it is taken back',
      ({ run }) => run?.scope.kind === 'ring-back' && run.state === 'done',
    );
    expect(Object.keys(own().users)).toHaveLength(before - 10);
    const view = await core.call('rollout.view', {});
    expect(view.rings[2]?.state).toBe('taken-back');
    const inactive = Object.values(core.org.world.state.oktopost.us.users).filter(({ active: on }) => !on);
    expect(inactive.length).toBeGreaterThanOrEqual(10);
  });

  it('of ten thousand people keeps the window light: counts travel, rows come by range', async () => {
    await ready();
    const { app } = await core.snapshot();
    const member = (number: number) => ({
      ...{ userId: `00u${String(number)}`, name: `Name ${String(number)}` },
      ...{ login: `u${String(number)}@acme.example`, email: `u${String(number)}@acme.example` },
    });
    const rings = Array.from({ length: 10 }, (_, ring) => ({
      ...{ kind: 'rest', group: null, state: ring === 0 ? 'passed' : 'to-do', failed: [], failures: [] },
      ...{ startedAt: null, endedAt: null, looked: null, logged: null },
      people: Array.from({ length: 1000 }, (_person, index) => member(ring * 1000 + index)),
    }));
    const begun = {
      failShare: 10,
      goOn: false,
      accepted: [],
      state: 'paused',
      pause: 'ring-passed',
      error: null,
    };
    const session: unknown = JSON.parse(readFileSync(join(core.folder, 'session.json'), 'utf8'));
    const { setupId } = z.object({ session: z.object({ setupId: z.string() }) }).parse(session).session;
    const file = { version: 2, setupId, appId: app?.id, licences: null, draft: null, repair: null };
    const text = JSON.stringify({ ...file, rollout: { ...begun, rings } });
    writeFileSync(join(core.folder, 'rollout.json'), text);
    await core.restart();
    const { rollout } = await core.snapshot();
    expect(rollout).toMatchObject({ people: 10_000, arrived: 1000, rings: 10 });
    expect(JSON.stringify(rollout).length).toBeLessThan(400);
    const asked = { of: 'rollout', ring: null, state: null, from: 9_900, count: 50 } as const;
    const page = await core.call('rollout.rows', asked);
    expect(page).toMatchObject({ total: 10_000, rows: { length: 50, 0: { userId: '00u9900' } } });
    expect(JSON.stringify(page).length).toBeLessThan(10_000);
  });

  it.each([10, 600])('keeps to a rate limit of %i, and gets no 429', async (rateLimit) => {
    await ready({ rateLimit, rateWindowSeconds: 2 });
    await begin(await planOf(active(12)));
    await core.until('the rollout ends', ended);
    expect(statuses).toContain(200);
    expect(statuses).not.toContain(429);
  });

  it('follows an org that makes a quick pair inactive', async () => {
    await ready({ profile: parseProfile('reassignment=stale-inactive') });
    await begin(await planOf(active(2)));
    expect((await core.until('the rollout ends', ended)).rollout.arrived).toBe(2);
  });
});
