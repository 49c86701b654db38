import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../../../practice/world/world';
import type { TestCore } from '../../testing/core';
import type { Checkpoint } from '../../testing/checkpoint';
import { readyToTest } from '../../testing/ready-to-test';
import { rolloutEnded as ended, rolloutOrg, startHurried } from '../../testing/rollout-org';

describe('a connection that a test proved, and Oktopost refuses in a rollout', () => {
  let core: TestCore;
  let checkpoint: Checkpoint;
  const org = rolloutOrg(() => core);

  beforeAll(async () => {
    core = await startHurried();
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

  /** The pilot ring, with a token in Okta that Oktopost does not know. */
  async function refused(beforeItBegins = (): void => undefined): Promise<void> {
    core.byHand.connect(undefined, 'a token that was revoked');
    const emails = org.ready(2).map(({ profile }) => profile.email ?? '');
    const plan = await org.planOf(emails, { goOn: false });
    beforeItBegins();
    await org.begin(plan);
    await core.until('the pilot fails', ended);
  }
  const stateOf = async () => {
    const { guided, rail } = await core.snapshot();
    const { known, finding, statedAt, evidence } = guided.connection;
    const step = rail.find(({ screen }) => screen === 'connection');
    return { known, finding, isStated: statedAt !== null, step: step?.state, proof: evidence[0] };
  };
  const proven = {
    finding: null,
    isStated: true,
    step: 'done-stated',
    proof: expect.stringMatching(/was read at Oktopost.*the test of one user passed/),
  };

  it('is not green any more, says why and what is next, also after a restart', async () => {
    expect(await stateOf()).toMatchObject(proven);
    await refused();
    const broken = {
      known: 'lost',
      isStated: false,
      step: 'failed',
      finding: {
        text: expect.stringContaining('Oktopost refused the token that Okta sent.'),
        next: expect.stringContaining('paste the token'),
      },
    };
    expect(await stateOf()).toMatchObject(broken);
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect(await stateOf()).toMatchObject(broken);
  });

  it('is not green either when it was refused for another test user, who is unassigned then', async () => {
    core.byHand.connect(undefined, 'a token that was revoked');
    const userId = org.ready(1)[0]?.id ?? '';
    await core.run({ kind: 'assign', userId });
    await core.until('the test fails', ({ test }) => test.state === 'failed');
    expect(await stateOf()).toMatchObject({ known: 'lost', step: 'failed' });
    await core.run({ kind: 'unassign', userId });
    expect(await stateOf()).toMatchObject({ known: 'lost', step: 'failed' });
  });

  it('is not green after the life-cycle test was refused', async () => {
    core.byHand.connect(undefined, 'a token that was revoked');
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('its first phase fails', ({ lifeCycle }) => lifeCycle.state === 'failed');
    expect(await stateOf()).toMatchObject({ known: 'lost', step: 'failed' });
    expect((await core.snapshot()).guided.connection.evidence).toEqual([
      expect.stringContaining('the life-cycle test'),
    ]);
  });

  it('has the assistant try its own token, which may be the same and is not green then either', async () => {
    await refused();
    expect((await core.snapshot()).oktopost.state).toBe('accepted');
    await core.returnTo(checkpoint);
    const answer = { status: 401, headers: {}, body: '' };
    await refused(() => {
      core.org.faults.add([{ target: 'oktopost', method: 'GET', path: '/Users', times: 99, answer }]);
    });
    const { rail } = await core.until(
      'its own token is refused',
      ({ oktopost }) => oktopost.state === 'refused',
    );
    expect(rail.find(({ screen }) => screen === 'oktopost-token')?.state).toBe('failed');
    core.org.faults.clear();
  });

  it('is proven by no earlier test in the summary, which has it to do', async () => {
    await refused();
    const { settings, left } = await core.call('summary.get', {});
    const token = settings.find(({ setting }) => setting === 'connection.authorization');
    expect(token?.known).toEqual({ how: 'unknown' });
    expect(left.filter(({ step, kind }) => step === 'connection' && kind === 'fault')).toMatchObject([
      { text: expect.stringContaining('Oktopost refused the token that Okta sent.') },
    ]);
  });

  it('is not refused any more once the ring arrives, and until then it is', async () => {
    await refused();
    core.byHand.connect();
    const { rows } = await core.call('rollout.rows', all);
    for (const { userId } of rows) core.byHand.retryTask(userId);
    await core.org.world.idle();
    expect((await stateOf()).known).toBe('lost');
    await core.call('rollout.check', { ring: 0 });
    await core.until(
      'the pilot arrives',
      ({ rollout }) => rollout.arrived === 1 && rollout.state === 'paused',
    );
    // It was saved after the ring began: whether the ring arrived before that or after, nothing tells.
    expect(await stateOf()).toMatchObject({
      ...proven,
      ...{ step: 'done-unread', isStated: false },
      finding: { text: expect.stringContaining('may not be as it was') },
    });
  });

  it('is refused again where the admin takes back that another token was pasted', async () => {
    await refused();
    await core.call('tokenChange.begin', {});
    const token = createOktopostToken(core.org.world, 'us', 'Another').text;
    await core.call('secrets.submit', { kind: 'oktopost-token', value: token });
    await core.call('tokenChange.look', {});
    await core.call('tokenChange.state', { what: 'pasted', done: true });
    expect((await stateOf()).known).not.toBe('lost');
    await core.call('tokenChange.state', { what: 'pasted', done: false });
    expect(await stateOf()).toMatchObject({ known: 'lost', step: 'failed' });
  });

  it('begins no other rollout without a second yes', async () => {
    await refused();
    const [, ...others] = org.ready(3).map(({ profile }) => profile.email ?? '');
    const { id } = await org.planOf(others, { goOn: false });
    expect(await core.refusal('rollout.start', { planId: id, secondYes: false })).toMatchObject(notSent);
    await core.call('rollout.start', { planId: id, secondYes: true });
    const { rollout } = await core.until('its pilot fails', ended);
    // The pilot of the first rollout, and that of this one.
    expect(rollout.pause).toBe('too-many-failed');
    expect(Object.keys(org.app().users)).toHaveLength(3);
  });

  it('goes on with no ring without a second yes, whoever was refused', async () => {
    const emails = org.ready(3).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(emails.slice(1), { goOn: false }));
    await core.until('the pilot arrives', ended);
    core.byHand.connect(undefined, 'a token that was revoked');
    await core.run({ kind: 'assign', userId: org.ready(1)[0]?.id ?? '' });
    await core.until('the test fails', ({ test }) => test.state === 'failed');
    expect(await core.refusal('rollout.resume', { secondYes: false })).toMatchObject(notSent);
    core.byHand.connect();
    await core.call('rollout.resume', { secondYes: true });
    const { rollout } = await core.until('it ends', ended);
    expect(rollout).toMatchObject({ state: 'done', arrived: 2 });
  });

  it('lets no ring follow by itself, however many may fail', async () => {
    core.byHand.connect(undefined, 'a token that was revoked');
    const emails = org.ready(4).map(({ profile }) => profile.email ?? '');
    await org.begin(await org.planOf(emails, { goOn: true, failShare: 100 }));
    const { rollout } = await core.until('it pauses', ended);
    expect(rollout).toMatchObject({ state: 'paused', pause: 'error', failed: 1, error: notSent });
    expect(Object.keys(org.app().users)).toHaveLength(2);
  });

  it('is said before another user is tested, and before a life', async () => {
    await refused();
    const userId = org.ready(3)[2]?.id ?? '';
    const { warnings, blockers } = await core.call('plan.preview', { scope: { kind: 'assign', userId } });
    expect(blockers).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('Oktopost refused the token that Okta sent')]);
    expect((await core.call('lifeCycle.plan', {})).findings).toContainEqual({
      level: 'warn',
      text: expect.stringContaining('Oktopost refused the token that Okta sent'),
      next: expect.stringContaining('paste the token'),
    });
  });

  it('is as stated once the admin filled it in again', async () => {
    await refused();
    core.byHand.connect();
    await core.call('guided.state', { step: 'connection', done: true });
    expect(await stateOf()).toEqual({
      known: 'not-looked',
      finding: null,
      isStated: true,
      step: 'done-stated',
      proof: undefined,
    });
  });
});

const notSent = {
  code: 'not-ready',
  message: expect.stringContaining('Oktopost refused the token that Okta sent.'),
};
const all = { of: 'rollout', ring: 0, state: null, from: 0, count: 10 } as const;
