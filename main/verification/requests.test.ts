import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';
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

it('a mapping that somebody changes after the check makes no arrival wrong', async () => {
  const core = await startTestCore();
  try {
    const userId = await readyToTest(core);
    await core.run({ kind: 'mapping' });
    const plan = await core.preview({ kind: 'assign', userId });
    await core.call('test.preCheck', { userId });
    const appId = (await core.snapshot()).app?.id ?? '';
    const listed = await core.org.api('GET', `/api/v1/mappings?targetId=${appId}`);
    const mapping = z
      .array(z.object({ id: z.string(), source: z.object({ type: z.string() }) }))
      .parse(listed.body)
      .find(({ source }) => source.type === 'user');
    const givenName = { expression: 'user.lastName', pushStatus: 'PUSH' };
    const { status } = await core.org.api('POST', `/api/v1/mappings/${mapping?.id ?? ''}`, {
      properties: { givenName },
    });
    expect(status).toBe(200);
    await core.apply(plan);
    const { test } = await core.until('a verdict', (snapshot) => snapshot.test.verdict !== null);
    expect(test.rows.find(({ attribute }) => attribute === 'name.givenName')).toMatchObject({
      expected: 'Berger',
      oktopost: 'Berger',
    });
    expect(test.state).toBe('passed');
  } finally {
    await core.close();
  }
});
