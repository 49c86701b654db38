import { expect, it } from 'vitest';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import { count, createRequestLog } from '../testing/requests';

it('each look of the test reads the app user, not the user and the mapping again', async () => {
  const log = createRequestLog();
  const core = await startTestCore(
    // Okta does not send the user while this test looks on.
    { onExchange: log.onExchange, provisionDelayMs: 600_000 },
    {
      ports: () => ({
        clock: { ...systemClock, sleep: (ms, signal) => systemClock.sleep(Math.min(ms, 20), signal) },
      }),
    },
  );
  try {
    await core.begin();
    await core.run({ kind: 'app', adopt: null, createAnyway: false });
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const plan = await core.preview({ kind: 'assign', userId: users[0]?.id ?? '' });
    await core.apply(plan);
    const looks = new Set<string | null>();
    const { sent } = await log.during(() =>
      core.until('four looks are over', ({ test }) => looks.add(test.lastLookAt).size > 4),
    );
    await core.call('test.stop', {});
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+\/users\/[^/]+$/)).toBeGreaterThan(2);
    expect(count(sent, /^GET \/api\/v1\/users\/[^/]+$/)).toBeLessThanOrEqual(1);
    // The list and the mapping itself.
    expect(count(sent, /^GET \/api\/v1\/mappings/)).toBeLessThanOrEqual(2);
  } finally {
    await core.close();
  }
});
