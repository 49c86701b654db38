import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Checkpoint } from '../testing/checkpoint';
import type { TestCore } from '../testing/core';
import { setUpWithSummary } from '../testing/drift';
import { shownText, unzipped } from '../testing/unzipped';

const first = 'bruno.berger@bellwether.example';
const second = 'chiara.costa@bellwether.example';

describe('a second test user who fails', () => {
  let core: TestCore;
  let secondId: string;
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    ({ core } = await setUpWithSummary());
    await core.call('test.keep', {});
    const { users } = await core.call('users.search', { query: second });
    secondId = users[0]?.id ?? '';
    const plan = await core.preview({ kind: 'assign', userId: secondId });
    core.org.faults.add([
      {
        target: 'oktopost',
        times: 1,
        method: 'POST',
        path: '/Users',
        answer: { status: 409, headers: {}, body: 'User exists' },
      },
    ]);
    await core.apply(plan);
    await core.until('the second failed', ({ test }) => test.state === 'failed');
    checkpoint = await core.checkpoint();
  });
  beforeEach(async () => {
    await core.returnTo(checkpoint);
    await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  });
  afterAll(() => core.close());

  const railState = async (step: 'test-user' | 'connection' = 'test-user') =>
    (await core.snapshot()).rail.find(({ screen }) => screen === step)?.state;

  it('does not undo what the first one proved', async () => {
    const { settings, left, test } = await core.call('summary.get', {});
    expect(settings.find(({ setting }) => setting === 'connection.base-url')?.known).toMatchObject({
      how: 'proven-by-test',
      user: first,
    });
    expect(test).toMatchObject({ user: { login: second }, result: 'failed' });
    expect(left[0]).toMatchObject({
      kind: 'fault',
      step: 'test-user',
      text: expect.stringMatching(new RegExp(`test of ${second} failed; that of ${first} passed`)),
    });
    const { earlierPass, rail } = await core.snapshot();
    expect(earlierPass).toMatchObject({ login: first });
    expect(await railState()).toBe('failed');
    // Oktopost has that address already: it answered, so the connection stays proven.
    expect(await railState('connection')).toBe('done-stated');
    expect((await core.snapshot()).guided.connection.evidence[0]).toContain(first);
    expect(rail.find(({ screen }) => screen === 'summary')?.reachable).toBe(true);
  });

  it('is kept over a restart', async () => {
    await core.restart();
    await core.until('connected', ({ okta }) => okta.state === 'connected');
    expect((await core.snapshot()).earlierPass).toMatchObject({ login: first });
  });

  it('leaves nothing to do once unassigned again: the set-up is judged by the first', async () => {
    await core.run({ kind: 'unassign', userId: secondId });
    const { test, left } = await core.call('summary.get', {});
    expect(test).toMatchObject({ user: { login: first }, result: 'passed', decision: 'kept' });
    expect(left.filter(({ step }) => step === 'test-user')).toEqual([]);
    expect(await railState()).toBe('done-read');
    expect(await railState('connection')).toBe('done-stated');
    const { connection } = (await core.snapshot()).guided;
    expect(connection.evidence).toEqual([
      expect.stringContaining(first),
      expect.stringMatching(/^Push Profile Updates: only stated/),
      expect.stringContaining('that they are off is only stated'),
    ]);
  });

  it('is a failure in the evidence pack all the same, with what became of the account, beside what passed', async () => {
    await core.run({ kind: 'unassign', userId: secondId });
    await core.until('looked at', ({ test }) => test.unassignment?.state !== 'following');
    const { download } = await core.call('evidence.export', {});
    const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
    const page = (name: string): string => shownText(new TextDecoder().decode(files[name]));
    const tests = page('tests.html');
    expect(tests).toMatch(new RegExp(`PASS Assign ${first}, create the account`));
    expect(tests).toMatch(new RegExp(`FAIL Assign ${second}, create the account`));
    expect(tests).toContain(`Unassign ${second}`);
    expect(tests).not.toContain(`Unassign ${first}`);
    expect(page('what-was-tested.html')).toMatch(/ Failed failed: \d/);
    expect(tests).not.toContain('Not among them');
  });

  it('does not prove a connection that was filled in afterwards', async () => {
    await core.call('guided.state', { step: 'connection', done: false });
    expect(await railState('connection')).toBe('needs-you');
    await core.call('guided.state', { step: 'connection', done: true });
    expect(await railState('connection')).toBe('done-stated');
    expect((await core.snapshot()).guided.connection.known).not.toBe('read-back');
  });

  it('does not outlive a failure of the first user', async () => {
    const { users } = await core.call('users.search', { query: first });
    const userId = users[0]?.id ?? '';
    await core.run({ kind: 'unassign', userId });
    await core.org.world.idle();
    // Whoever was there before is found by a search, and written over.
    const answer = { status: 409, headers: {}, body: 'User exists' };
    for (const method of ['PUT', 'PATCH', 'POST'])
      core.org.faults.add([{ target: 'oktopost', times: 1, method, path: '/Users', answer }]);
    await core.run({ kind: 'assign', userId });
    await core.until('the first failed', ({ test }) => test.state === 'failed');
    expect((await core.snapshot()).earlierPass).toBeNull();
    expect(await railState()).toBe('failed');
    const { test, left } = await core.call('summary.get', {});
    expect(test).toMatchObject({ user: { login: first }, result: 'failed' });
    expect(left[0]).toMatchObject({ kind: 'fault', step: 'test-user' });
    expect(left[0]?.text).not.toContain('passed');
  });
});
