import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../testing/checkpoint';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';
import type { HurriedClock } from '../../testing/hurried-clock';
import { readyToRollOut, rolloutEnded, rolloutOrg } from '../../testing/rollout-org';
import { betweenHalvesMs } from './repair-plan';

describe('people who did not arrive', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  let clock: HurriedClock;
  /** Called when the wait between the halves begins. */
  let atPause: () => Promise<unknown>;
  let onCreated: () => void = () => undefined;
  const org = rolloutOrg(() => core);

  beforeAll(async () => {
    clock = hurriedClock(() => core.org.world.idle());
    const sleep: HurriedClock['sleep'] = async (ms, signal) => {
      if (ms === betweenHalvesMs) await atPause();
      await clock.sleep(ms, signal);
    };
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 };
    core = await startTestCore(
      {
        ...{ users: 80, licences: 2000, ...quick },
        onExchange: ({ target, method }) => {
          if (target === 'oktopost' && method !== 'GET') onCreated();
        },
      },
      { ports: () => ({ clock: { ...clock, sleep } }) },
    );
    checkpoint = await readyToRollOut(core);
  });
  beforeEach(async () => {
    atPause = () => Promise.resolve();
    await core.returnTo(checkpoint);
  });
  afterAll(() => core.close());

  const emails = (count: number): string[] => org.ready(count).map(({ profile }) => profile.email ?? '');
  const ringRows = async (ring: number) =>
    (await core.call('rollout.rows', { of: 'rollout', ring, state: null, from: 0, count: 50 })).rows;
  const states = async () => (await core.call('rollout.view', {})).rings.map(({ state }) => state);
  const ofRing = (ring: number) => ({ of: { kind: 'ring', ring } }) as const;

  /** The pilot arrives; Oktopost then refuses the token, and the second ring of five fails. @returns their ids. */
  async function secondRingFails(): Promise<string[]> {
    await org.begin(await org.planOf(emails(8), { goOn: false }));
    await core.until('the pilot arrives', rolloutEnded);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.call('rollout.resume', {});
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
    return (await ringRows(1)).map(({ userId }) => userId);
  }
  const repairEnded = () =>
    core.until(
      'the repair ends',
      ({ rollout: { repair, checking } }) =>
        repair !== null && repair.state !== 'running' && checking === null,
    );

  it('of a ring are unassigned, waited for, assigned again, and their ring is read anew', async () => {
    const ids = await secondRingFails();
    core.byHand.connect();
    const before = Object.keys(org.app().users).length;
    const { planId, ...plan } = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({
      ...{ of: { kind: 'ring', ring: 1 }, direct: 5, notAssigned: 0, byGroup: 0, blockers: [] },
      ...{ accounts: { made: 5, linked: 0, reactivated: 0, second: 0 }, waitSeconds: betweenHalvesMs / 1000 },
    });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 50 });
    expect(rows.map(({ userId }) => userId).sort()).toEqual([...ids].sort());
    expect(Object.keys(org.app().users)).toHaveLength(before);
    const waitedBefore = clock.waited.length;
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await repairEnded();
    expect(rollout.repair).toMatchObject({ state: 'done', error: null, people: 5, done: 5, failed: 0 });
    // One first, then the others.
    expect(clock.waited.slice(waitedBefore).filter((ms) => ms === betweenHalvesMs)).toHaveLength(2);
    for (const id of ids) expect(org.app().users[id]?.externalId).toEqual(expect.any(String));
    expect(await states()).toEqual(['passed', 'passed', 'to-do']);
    expect(rollout).toMatchObject({ state: 'paused', pause: 'ring-passed', arrived: 6, failed: 0 });
  });

  it('fail again for the same cause at the first of them, and the others are not touched', async () => {
    const ids = await secondRingFails();
    // Of nobody's account Oktopost was asked.
    expect((await core.call('rollout.view', {})).rings[1]).toMatchObject({ looked: null });
    const { planId } = await core.call('rollout.planRepair', ofRing(1));
    const refusal = await core.refusal('rollout.repair', { planId: planId ?? '', secondYes: false });
    expect(refusal).toMatchObject({
      code: 'not-ready',
      message: expect.stringContaining('refused the token'),
    });
    const assigned = new Map(ids.map((id) => [id, org.app().users[id]?.appUserId]));
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await repairEnded();
    expect(rollout.repair).toMatchObject({ state: 'paused', failed: 1, done: 0 });
    expect(rollout.repair?.error?.message).toMatch(/token/i);
    expect(ids.filter((id) => org.app().users[id]?.appUserId !== assigned.get(id))).toHaveLength(1);
    expect(rollout.pause).toBe('too-many-failed');
  });

  it('are repaired without a ring too: everybody whose last push failed, and nobody of a group', async () => {
    core.byHand.connect(undefined, 'a token that was revoked');
    const people = org.ready(3).map(({ id }) => id);
    const users = `/api/v1/apps/${org.app().id}/users`;
    for (const id of people) await core.org.api('POST', users, { id, scope: 'USER' });
    await core.org.world.idle();
    const [member = ''] = people;
    Object.assign(org.app().users[member] ?? {}, { scope: 'GROUP' });
    core.byHand.connect();
    const ring = await org.planOf(org.ready(3).map(({ profile }) => profile.email ?? ''));
    expect(ring.skipped).toEqual([]);
    const { planId, ...plan } = await core.call('rollout.planRepair', { of: { kind: 'push-failed' } });
    expect(plan).toMatchObject({ direct: 2, byGroup: 1, groups: [], accounts: { made: 2 } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    expect((await repairEnded()).rollout.repair).toMatchObject({ state: 'done', done: 2 });
    const arrived = people.map((id) => org.app().users[id]?.externalId !== null);
    expect(arrived).toEqual([false, true, true]);
  });

  it('after a kill between the halves are assigned first, and the plan made anew names whoever is left', async () => {
    const ids = await secondRingFails();
    core.byHand.connect();
    const { planId } = await core.call('rollout.planRepair', ofRing(1));
    const between = core.until(
      'one is between the halves',
      ({ rollout: { repair } }) =>
        repair?.between === 1 && ids.some((id) => org.app().users[id] === undefined),
    );
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    await between;
    await core.restart();
    await core.until(
      'nobody is between the halves',
      ({ okta, rollout: { repair, checking } }) =>
        okta.state === 'connected' &&
        repair?.between === 0 &&
        repair.state !== 'running' &&
        checking === null,
    );
    for (const id of ids) expect(org.app().users[id]).toBeDefined();
    const again = await core.call('rollout.planRepair', ofRing(1));
    expect(again.direct).toBe(4);
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: true });
    expect((await repairEnded()).rollout).toMatchObject({ pause: 'ring-passed', failed: 0 });
  });

  it('after a kill while they are waited for wait for the rest, and whoever fails again then is named', async () => {
    const ids = await secondRingFails();
    const { planId } = await core.call('rollout.planRepair', ofRing(1));
    const [first] = (await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 1 })).rows;
    atPause = () => new Promise(() => undefined);
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout: before } = await core.until(
      'one is waited for',
      ({ rollout: { repair } }) => (repair?.waitsUntil ?? null) !== null,
    );
    expect(before.repair).toMatchObject({ between: 1, betweenNames: [first?.name] });
    atPause = () => Promise.resolve();
    await core.restart();
    const { rollout } = await core.until(
      'they are assigned again and followed',
      ({ rollout: { repair, checking } }) =>
        repair?.between === 0 && repair.state !== 'running' && checking === null,
    );
    expect(rollout.repair).toMatchObject({
      ...{ state: 'paused', people: 5, done: 0, between: 0, failed: 1, failedNames: [first?.name] },
      error: { message: expect.stringMatching(/token/i) },
    });
    for (const id of ids) expect(org.app().users[id]).toBeDefined();
    const lastOf = (type: 'add' | 'remove'): number => {
      const found = core.org.world.state.log.findLast(
        ({ eventType, target }) =>
          eventType === `application.user_membership.${type}` &&
          target.some(({ id }) => id === first?.userId),
      );
      return Date.parse(found?.published ?? '');
    };
    // A timer of this machine may be early by a moment.
    expect(lastOf('add') - lastOf('remove')).toBeGreaterThan(betweenHalvesMs - 1_000);
  });

  it('whose account is inactive at Oktopost are unassigned too, but whose is active again by now is let be', async () => {
    const atOktopost = () => Object.values(core.org.world.state.oktopost.us.users);
    const deactivate = (name: string | undefined): void => {
      for (const user of atOktopost()) if (user.userName === name) user.active = false;
    };
    const names = emails(8);
    await org.begin(await org.planOf(names, { goOn: false, failShare: 0 }));
    await core.until('the pilot arrives', rolloutEnded);
    // Made inactive as soon as they are there, so that the ring fails although Okta says that all is well.
    onCreated = () => {
      for (const name of names.slice(1, 6)) deactivate(name);
    };
    await core.call('rollout.resume', {});
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
    onCreated = () => undefined;
    const ids = (await ringRows(1)).map(({ userId }) => userId);
    const { planId, ...plan } = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({
      ...{ direct: 5, notAssigned: 0, inactive: 5, gone: 0 },
      accounts: { made: 0, linked: 0, reactivated: 5, second: 0 },
    });
    const { rows } = await core.call('rollout.repairRows', { by: 'direct', from: 0, count: 5 });
    const fine = rows[4]?.email;
    for (const user of atOktopost()) if (user.userName === fine) user.active = true;
    const before = new Map(ids.map((id) => [id, org.app().users[id]?.appUserId]));
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await repairEnded();
    expect(rollout.repair).toMatchObject({ state: 'done', error: null, done: 5, failed: 0 });
    const same = ids.filter((id) => org.app().users[id]?.appUserId === before.get(id));
    expect(same).toEqual([rows[4]?.userId]);
    const active = atOktopost().filter(({ userName }) => names.includes(userName) && userName !== names[0]);
    expect(active.filter((user) => user.active !== true)).toEqual([]);
    expect(rollout).toMatchObject({ pause: 'ring-passed', failed: 0 });
  });

  /** The pilot arrives; the accounts of the ring after it are deleted at Oktopost as soon as they are there. */
  async function secondRingIsGone(): Promise<string[]> {
    const { users } = core.org.world.state.oktopost.us;
    const names = emails(8).slice(1, 6);
    await org.begin(await org.planOf(emails(8), { goOn: false, failShare: 0 }));
    await core.until('the pilot arrives', rolloutEnded);
    onCreated = () => {
      for (const [id, { userName }] of Object.entries(users)) if (names.includes(userName)) delete users[id];
    };
    await core.call('rollout.resume', {});
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
    onCreated = () => undefined;
    return (await ringRows(1)).map(({ userId }) => userId);
  }

  it('whose account is gone from Oktopost get another one, also where Okta deactivates none', async () => {
    const ids = await secondRingIsGone();
    org.app().toApp = { create: true, update: true, deactivate: false };
    const { planId, ...plan } = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({ direct: 5, inactive: 0, gone: 5, blockers: [], accounts: { made: 5 } });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await repairEnded();
    expect(rollout.repair).toMatchObject({ state: 'done', error: null, done: 5, failed: 0 });
    const { users } = core.org.world.state.oktopost.us;
    for (const id of ids) expect(users[org.app().users[id]?.externalId ?? '']?.active).toBe(true);
  });

  it('and whom a group assigns are named with what helps: a retry sends nobody whose account is gone', async () => {
    const ids = await secondRingIsGone();
    const [first = '', second = ''] = ids;
    for (const id of [first, second]) Object.assign(org.app().users[id] ?? {}, { scope: 'GROUP' });
    Object.assign(org.app().users[second] ?? {}, { syncState: 'ERROR' });
    const plan = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({ direct: 3, byGroup: 2, first: null });
    expect([...plan.groupReasons].sort()).toEqual(['no-account', 'push-failed']);
    await core.call('rollout.check', { ring: 1 });
    await core.until('the ring is read', ({ rollout }) => rollout.checking === null);
    const { rings } = await core.call('rollout.view', {});
    const next = new Map(rings[1]?.failures.map((cause) => [cause.id, cause.next]));
    expect(next.get('gone-there')).toMatch(/assign who failed again/i);
    expect(next.get('gone-there-by-group')).toContain('put them back');
    expect(next.get('gone-there-by-group')).not.toMatch(/assign who failed again/i);
  });

  it('of whom some arrived meanwhile, or are not assigned any more, are read before anything is planned', async () => {
    const ids = await secondRingFails();
    core.byHand.connect();
    const [arrives = '', leaves = ''] = ids;
    core.byHand.retryTask(arrives);
    await core.org.api('DELETE', `/api/v1/apps/${org.app().id}/users/${leaves}`);
    await core.org.world.idle();
    const { planId, ...plan } = await core.call('rollout.planRepair', ofRing(1));
    expect(plan).toMatchObject({ direct: 4, notAssigned: 1 });
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
    const { rollout } = await repairEnded();
    expect(rollout.repair).toMatchObject({ state: 'done', done: 4 });
    for (const id of ids) expect(org.app().users[id]?.externalId).toEqual(expect.any(String));
    expect(await states()).toEqual(['passed', 'passed', 'to-do']);
  });
});
