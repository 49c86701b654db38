import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import type { Wait } from '../../shared/plan';

let core: TestCore;
afterEach(() => core.close());

it('a run in an org with a small rate limit shows its waits, is never refused, and ends well', async () => {
  const statuses: number[] = [];
  const waits: Wait[] = [];
  core = await startTestCore(
    {
      region: 'us',
      rateLimit: 6,
      rateWindowSeconds: 2,
      onExchange: ({ target, status }) => {
        if (target === 'okta') statuses.push(status);
      },
    },
    {
      between: (assistant) => {
        assistant.onSnapshot(({ run }) => {
          const wait = run?.wait ?? null;
          if (wait !== null) waits.push(wait);
        });
        return assistant;
      },
    },
  );
  await core.begin();
  expect((await core.run({ kind: 'app' })).state).toBe('done');
  // A run may have a window for itself: as many as it takes until one has to wait.
  for (let runs = 0; runs < 20 && waits.length === 0; runs += 1) {
    expect((await core.run({ kind: 'tile', hidden: runs % 2 === 0 })).state).toBe('done');
  }
  expect(waits.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('other integrations'));
  expect(waits.every(({ since, until }) => until !== null && until > since)).toBe(true);
  expect(statuses).not.toContain(429);
});

it('connecting that waits shows it, and can be stopped', async () => {
  core = await startTestCore({ rateLimit: 2, rateWindowSeconds: 60 });
  const begun = core.begin();
  const { okta } = await core.until('a wait is shown', ({ oktaWait }) => oktaWait !== null);
  expect(okta.state).toBe('checking');
  await core.call('okta.stopWaiting', {});
  await begun;
  const after = await core.snapshot();
  expect(after.oktaWait).toBeNull();
  expect(after.okta).toMatchObject({
    state: 'failed',
    error: { code: 'cancelled', message: expect.stringContaining('You stopped waiting') },
  });
});

it('following the test user shows its wait outside any run, and goes on after it was stopped', async () => {
  core = await startTestCore({ provisionDelayMs: 600_000 });
  await core.begin();
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  const { users } = await core.call('users.search', { query: 'Bruno' });
  await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
  const reset = String(Math.ceil(Date.now() / 1000) + 60);
  const headers = { 'x-rate-limit-limit': '10', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset };
  const answer = { status: 429, headers, body: '{"errorCode":"E0000047","errorSummary":"limit"}' };
  core.org.faults.add([{ target: 'okta', path: '/apps/[^/]+/users/', times: 1, answer }]);
  const { oktaWait, test, run } = await core.until('a wait is shown', (state) => state.oktaWait !== null);
  expect(oktaWait?.reason).toContain('(10 times a minute here)');
  expect([test.state, run?.wait ?? null]).toEqual(['following', null]);
  await core.call('okta.stopWaiting', {});
  const after = await core.until('the wait is over', (state) => state.oktaWait === null);
  expect(after.test.state).toBe('following');
});

it('a preview that waits shows it outside any run, and can be stopped', async () => {
  core = await startTestCore({ rateLimit: 6, rateWindowSeconds: 60 });
  await core.begin();
  const outcomes = Promise.allSettled(Array.from({ length: 6 }, () => core.preview({ kind: 'app' })));
  const { oktaWait, run } = await core.until('a wait is shown', (state) => state.oktaWait !== null);
  expect(oktaWait?.reason).toContain('other integrations');
  expect(run).toBeNull();
  await core.call('okta.stopWaiting', {});
  const refused = (await outcomes).flatMap((outcome) =>
    outcome.status === 'rejected' ? [String(outcome.reason)] : [],
  );
  expect(refused.length).toBeGreaterThan(0);
  for (const reason of refused) expect(reason).toContain('cancelled');
  expect((await core.snapshot()).oktaWait).toBeNull();
});
