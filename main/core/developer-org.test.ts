import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { Wait } from '../../shared/plan';
import type { Clock } from '../ports';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterEach(() => core.close());

async function start(profile: string) {
  const seen = { refused: 0 };
  const waits: Wait[] = [];
  let at = Date.now();
  /** Time passes by what is waited for because of Okta's limits, and by nothing else: not by a machine that is slow. */
  const clock: Clock = {
    now: () => {
      at += 1;
      return new Date(at);
    },
    sleep: async (ms, signal) => {
      const { run, oktaWait } = await core.snapshot();
      const wait = run?.wait ?? oktaWait;
      await systemClock.sleep(Math.min(ms, 25), signal);
      await core.org.world.idle();
      if (wait === null) return;
      waits.push(wait);
      at += ms;
    },
  };
  core = await startTestCore(
    {
      profile: parseProfile(profile),
      now: clock.now,
      onExchange: ({ target, path, status }) => {
        if (target === 'okta' && path.startsWith('/api/') && status === 429) seen.refused += 1;
      },
    },
    { ports: () => ({ clock }) },
  );
  return { seen, waits };
}

async function setUp(): Promise<void> {
  await core.begin();
  await core.call('secrets.submit', { kind: 'oktopost-token', value: core.org.oktopost.bearerToken });
  expect((await core.run({ kind: 'app' })).state).toBe('done');
  await core.provisioningOn();
  expect((await core.run({ kind: 'mapping' })).state).toBe('done');
  const { users } = await core.call('users.search', { query: 'Bruno' });
  const userId = users[0]?.id ?? '';
  await core.call('test.preCheck', { userId });
  expect((await core.run({ kind: 'assign', userId })).state).toBe('done');
  await core.until('the test user passed', ({ test }) => test.state === 'passed');
}

describe('the whole set-up with test and follow', () => {
  it('ends well in an org with ten requests a minute below /apps, and shows what it waits for', async () => {
    const { seen, waits } = await start('rateLimits=10');
    await setUp();
    const summary = await core.call('summary.get', {});
    expect(summary.test?.result).toBe('passed');
    await core.call('file.open', { name: 'summary.json', text: JSON.stringify(summary) });
    expect((await core.call('drift.check', {})).report.result).toBe('same');
    expect(seen.refused).toBe(0);
    for (const wait of waits) {
      expect(wait.reason).toContain('(10 times a minute here)');
      expect(wait.until !== null && wait.until > wait.since).toBe(true);
    }
    expect(waits.length).toBeGreaterThan(0);
  });

  it.each(['rateLimits=50', 'rateLimits=unreported'])('ends well with %s', async (profile) => {
    await start(profile);
    await setUp();
    expect((await core.call('summary.get', {})).test?.result).toBe('passed');
  });
});
