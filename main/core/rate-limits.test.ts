import { expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { Wait } from '../../shared/plan';

it('a run in an org with a small rate limit shows its waits, is never refused, and ends well', async () => {
  const statuses: number[] = [];
  const waits: Wait[] = [];
  const core = await startTestCore(
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
  expect(waits.map(({ reason }) => reason)).toContainEqual(expect.stringContaining('other integrations'));
  expect(waits.every(({ since, until }) => until !== null && until > since)).toBe(true);
  expect(statuses).not.toContain(429);
  await core.close();
}, 60_000);

it('a preview that waits shows it outside any run, and can be stopped', async () => {
  const core = await startTestCore({ rateLimit: 6, rateWindowSeconds: 60 });
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
  await core.close();
}, 60_000);
