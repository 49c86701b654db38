import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { Wait } from '../../shared/plan';
import type { Clock } from '../ports';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
afterEach(() => core.close());

/** How much faster than time the clocks of Okta and of the assistant go: a minute is two seconds. */
const speed = 30;
const began = Date.now();
const fastClock: Clock = {
  now: () => new Date(began + (Date.now() - began) * speed),
  sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
};

async function start(profile: string) {
  const seen = { refused: 0 };
  const waits: Wait[] = [];
  core = await startTestCore(
    {
      profile: parseProfile(profile),
      now: fastClock.now,
      onExchange: ({ target, path, status }) => {
        if (target === 'okta' && path.startsWith('/api/') && status === 429) seen.refused += 1;
      },
    },
    {
      ports: () => ({ clock: fastClock }),
      between: (assistant) => {
        assistant.onSnapshot(({ run, oktaWait }) => {
          const wait = run?.wait ?? oktaWait;
          if (wait !== null) waits.push(wait);
        });
        return assistant;
      },
    },
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
