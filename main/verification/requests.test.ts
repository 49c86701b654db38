import { expect, it } from 'vitest';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import { count, createRequestLog } from '../testing/requests';

it('each look of the test reads the app user, not the user and the mapping again', async () => {
  const log = createRequestLog();
  const core = await startTestCore(
    { onExchange: log.onExchange, provisionDelayMs: 500 },
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
    const { sent } = await log.during(() => core.until('a verdict', ({ test }) => test.verdict !== null));
    expect(count(sent, /^GET \/api\/v1\/apps\/[^/]+\/users\/[^/]+$/)).toBeGreaterThan(3);
    expect(count(sent, /^GET \/api\/v1\/users\/[^/]+$/)).toBeLessThanOrEqual(1);
    expect(count(sent, /^GET \/api\/v1\/mappings/)).toBeLessThanOrEqual(2);
  } finally {
    await core.close();
  }
});
