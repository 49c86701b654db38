import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../../practice/world/world';
import type { Checkpoint } from '../../testing/checkpoint';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';
import type { HurriedClock } from '../../testing/hurried-clock';
import { readyToTest } from '../../testing/ready-to-test';
import { emailOf, rolloutEnded, rolloutOrg } from '../../testing/rollout-org';

describe('what Oktopost refused of a ring, when the ring is read again', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  let clock: HurriedClock;
  const org = rolloutOrg(() => core);

  beforeAll(async () => {
    clock = hurriedClock(() => core.org.world.idle());
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 };
    core = await startTestCore({ users: 80, licences: 2000, ...quick }, { ports: () => ({ clock }) });
    const userId = await readyToTest(core);
    const value = core.org.oktopost.bearerToken;
    await core.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
    await core.run({ kind: 'assign', userId });
    await core.until('the test passes', ({ test }) => test.state === 'passed');
    await core.call('test.keep', {});
    checkpoint = await core.checkpoint();
  });
  beforeEach(() => core.returnTo(checkpoint));
  afterAll(() => core.close());

  const minutes = (count: number) => clock.sleep(count * 60_000);
  const connection = async () => (await core.snapshot()).guided.connection;
  /** ISO 8601, by the practice org's log: when the last push failed. */
  const lastFailure = (): string =>
    core.org.world.state.log.findLast(({ outcome }) => outcome.result === 'FAILURE')?.published ?? '';

  /** The pilot arrives, Oktopost then refuses the token, and the second ring of five fails. */
  async function secondRingFails(): Promise<string[]> {
    await org.begin(await org.planOf(org.ready(8).map(emailOf), { goOn: false }));
    await core.until('the pilot arrives', rolloutEnded);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.call('rollout.resume', { secondYes: true });
    await core.until('the second ring fails', ({ rollout }) => rollout.pause === 'too-many-failed');
    const asked = { of: 'rollout', ring: 1, state: null, from: 0, count: 50 } as const;
    return (await core.call('rollout.rows', asked)).rows.map(({ userId }) => userId);
  }
  async function checked(): Promise<void> {
    await core.call('rollout.check', { ring: 1 });
    await core.until('it is read', ({ rollout }) => rollout.checking === null);
  }
  const leftOfRefusal = async () =>
    (await core.call('summary.get', {})).left.filter(({ text }) => text.includes('Oktopost refused'));

  it('has the time at which Okta logged it', async () => {
    await secondRingFails();
    const { evidence, lastLookAt } = await connection();
    expect(lastLookAt).toBe(lastFailure());
    expect(evidence).toEqual([expect.stringContaining('the rollout')]);
  });

  it('keeps its time, also where nothing was said of it in between', async () => {
    await secondRingFails();
    const at = lastFailure();
    await minutes(5);
    await checked();
    expect((await connection()).lastLookAt).toBe(at);
  });

  it('is the new failure of a task that was tried again in Okta, at the time of that', async () => {
    const [first = ''] = await secondRingFails();
    await minutes(5);
    core.byHand.retryTask(first);
    await core.org.world.idle();
    const at = lastFailure();
    await minutes(5);
    await checked();
    expect((await connection()).lastLookAt).toBe(at);
  });

  it('counts no more after another token was pasted, through a restart between the halves of a repair', async () => {
    const ids = await secondRingFails();
    await minutes(1);
    await core.call('tokenChange.begin', {});
    const token = createOktopostToken(core.org.world, 'us', 'Another').text;
    await core.call('secrets.submit', { kind: 'oktopost-token', value: token, remember: 'encrypted' });
    await core.call('tokenChange.look', {});
    core.byHand.connect(undefined, token);
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    expect((await connection()).known).not.toBe('lost');
    const of = { kind: 'ring', ring: 1 } as const;
    const { planId, lockOut } = await core.call('rollout.planRepair', { of });
    const between = core.until('one is between the halves', () =>
      ids.some((id) => org.app().users[id] === undefined),
    );
    await core.call('rollout.repair', { planId: planId ?? '', secondYes: lockOut.length > 0 });
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
    const { rings } = await core.call('rollout.view', {});
    expect(rings[1]).toMatchObject({ arrived: 1, failed: 4 });
    expect((await connection()).known).not.toBe('lost');
    expect(await leftOfRefusal()).toEqual([]);
    const again = await core.call('rollout.planRepair', { of });
    await core.call('rollout.repair', { planId: again.planId ?? '', secondYes: again.lockOut.length > 0 });
  });

  it('is outweighed by whoever of the ring arrived since, though the others are still as they failed', async () => {
    const [first = ''] = await secondRingFails();
    await minutes(1);
    core.byHand.connect();
    await checked();
    expect((await connection()).known).toBe('lost');
    core.byHand.retryTask(first);
    await core.org.world.idle();
    await checked();
    expect((await core.call('rollout.view', {})).rings[1]).toMatchObject({ arrived: 1, failed: 4 });
    expect((await connection()).known).not.toBe('lost');
    expect(await leftOfRefusal()).toEqual([]);
  });

  it('is not outweighed by whoever arrived before it', async () => {
    await org.begin(await org.planOf(org.ready(8).map(emailOf), { goOn: false, failShare: 100 }));
    await core.until('the pilot arrives', rolloutEnded);
    await minutes(5);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.call('rollout.resume', { secondYes: true });
    await core.until('the second ring ends', rolloutEnded);
    expect((await connection()).known).toBe('lost');
    const before = await connection();
    await core.call('rollout.check', { ring: 1 });
    await core.until('it is read', ({ rollout }) => rollout.checking === null);
    expect(await connection()).toEqual(before);
  });

  it('is looked for in Okta’s log by “Check this step again”, which says what it found', async () => {
    const [first = ''] = await secondRingFails();
    await minutes(1);
    await core.call('guided.lookAgain', {});
    const { finding, known } = await connection();
    expect(known).toBe('lost');
    expect(finding?.text).toMatch(/Okta has sent nothing since, by its System Log, read at /);
    core.byHand.connect();
    core.byHand.retryTask(first);
    await core.org.world.idle();
    await core.call('guided.lookAgain', {});
    expect((await connection()).known).not.toBe('lost');
  });
});
