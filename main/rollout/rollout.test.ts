import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { PracticeOptions } from '../../practice/practice';
import type { Exchange } from '../../practice/web/server';
import { isRunning } from '../../shared/at-work';
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
  /** With Okta, in their order. */
  let exchanges: Exchange[] = [];
  /** Called before the assistant assigns a person. */
  let beforeAssigning = (): Promise<void> => Promise.resolve();
  const isAssignment = (method: string, path: string): boolean =>
    method === 'POST' && /\/apps\/[^/]+\/users$/.test(path);
  /** The ids of people whom the assistant assigned one by one, in this order, each as often as that. */
  const assigned = (): string[] =>
    exchanges
      .filter(({ method, path }) => isAssignment(method, path))
      .map(({ requestBody }) => z.looseObject({ id: z.string() }).parse(JSON.parse(requestBody)).id);

  async function started(options: Partial<PracticeOptions> = {}): Promise<TestCore> {
    const clock: HurriedClock = hurriedClock(() => begun.org.world.idle());
    const onExchange = (exchange: Exchange): void => {
      if (exchange.target === 'okta') exchanges.push(exchange);
    };
    const network: typeof fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (isAssignment(init?.method ?? 'GET', pathname)) await beforeAssigning();
      return fetch(input, init);
    };
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5 };
    const begun: TestCore = await startTestCore(
      { users: 1000, licences: 2000, rateLimit: 1_000_000, ...quick, onExchange, ...options },
      { ports: () => ({ clock, fetch: network }) },
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
    beforeAssigning = () => Promise.resolve();
    if (options === undefined) await core.returnTo(checkpoint);
    else core = await started(options);
    exchanges = [];
  }

  const org = rolloutOrg(() => core);
  const own = org.app;
  const { people, group, planOf, begin } = org;
  const active = (count: number): string[] => org.ready(count).map(({ profile }) => profile.email ?? '');
  /** The ids of a ring's people. */
  async function idsOf(ring: number): Promise<string[]> {
    const asked = { of: 'rollout', ring, state: null, from: 0, count: 200 } as const;
    return (await core.call('rollout.rows', asked)).rows.map(({ userId }) => userId);
  }
  const ringIds = (rings: number): Promise<string[][]> =>
    Promise.all(Array.from({ length: rings }, (_, ring) => idsOf(ring)));

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
    const rings = await ringIds(4);
    expect(assigned().toSorted()).toEqual(rings.flat().toSorted());
    expect(new Set(assigned()).size).toBe(24);
    // Okta's log has them in the order in which they happened.
    const at = (eventType: string) => (userId: string) =>
      core.org.world.state.log.findIndex(
        (entry) => entry.eventType === eventType && entry.target.some(({ id }) => id === userId),
      );
    for (const [index, ring] of rings.entries()) {
      const before = (rings[index - 1] ?? []).map(at('application.provision.user.push'));
      const began = ring.map(at('application.user_membership.add'));
      expect([...before, ...began]).not.toContain(-1);
      expect(Math.min(...began)).toBeGreaterThan(Math.max(-1, ...before));
    }
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

  it('assigns a group as a group, and nobody of it alone', async () => {
    await ready();
    const { id, profile, memberIds } = group('Social advocates');
    const members = people().filter((each) => memberIds.includes(each.id) && each.status === 'ACTIVE');
    expect(members.length).toBeGreaterThan(0);
    const others = org.ready(20).filter((each) => !memberIds.includes(each.id));
    const chosen = [...others.slice(0, 3), ...members.slice(0, 1)];
    const plan = await planOf(
      chosen.map((each) => each.profile.email ?? ''),
      { groups: [{ id, name: profile.name }] },
    );
    expect(plan.rings.at(-1)).toMatchObject({ kind: 'group', group: 'Social advocates' });
    await begin(plan);
    await core.until('the rollout ends', ended);
    expect(Object.keys(own().groups)).toEqual([id]);
    expect(assigned().toSorted()).toEqual(
      others
        .slice(0, 3)
        .map((each) => each.id)
        .toSorted(),
    );
    expect(members.map((each) => own().users[each.id]?.scope)).toEqual(members.map(() => 'GROUP'));
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
    await ready({});
    const plan = await planOf(active(16));
    let sends = (): void => undefined;
    let release = (): void => undefined;
    const isSent = new Promise<void>((resolve) => (sends = resolve));
    const isReleased = new Promise<void>((resolve) => (release = resolve));
    let count = 0;
    // The second one of the second ring is on its way when it is stopped.
    beforeAssigning = async () => {
      count += 1;
      if (count !== 3) return;
      sends();
      await isReleased;
    };
    await begin(plan);
    await isSent;
    await core.call('rollout.stop', {});
    expect((await core.snapshot()).rollout).toMatchObject({ state: 'paused', pause: 'stopped' });
    release();
    const { run } = await core.until(
      'nothing is written',
      (state) => state.run !== null && !isRunning(state.run),
    );
    expect(run).toMatchObject({ state: 'cancelled' });
    const [[pilot], sample] = await Promise.all([idsOf(0), idsOf(1)]);
    const before = assigned();
    expect(before).toEqual([pilot, ...sample.slice(0, 2)]);
    await core.restart();
    const { rollout } = await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect(rollout).toMatchObject({ state: 'paused', pause: 'stopped' });
    await core.call('rollout.resume', {});
    expect((await core.until('the rollout ends', ended)).rollout).toMatchObject({
      state: 'done',
      people: 16,
      arrived: 16,
    });
    expect(assigned()).toEqual((await ringIds(3)).flat());
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
    // Cut short it is lost, and said.
    writeFileSync(join(core.folder, 'rollout.json'), text.slice(0, -1));
    await core.restart();
    expect(await core.until('it is said', ({ problem }) => problem !== null)).toMatchObject({
      rollout: { rings: 0, failed: 0 },
      problem: { code: 'storage-failed', message: expect.stringContaining('rollout.broken-') },
    });
  });

  it.each([10, 600])('keeps to a rate limit of %i, and gets no 429', async (rateLimit) => {
    await ready({ rateLimit, rateWindowSeconds: 2 });
    await begin(await planOf(active(12)));
    await core.until('the rollout ends', ended);
    const statuses = exchanges.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses).not.toContain(429);
  });
});
