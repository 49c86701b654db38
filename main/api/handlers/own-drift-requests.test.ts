import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { steppedClock } from '../../testing/hurried-clock';
import { createRequestLog } from '../../testing/requests';

let core: TestCore;
afterEach(() => core.close());

it('an own drift check asks Okta for nothing but its System Log twice', async () => {
  const log = createRequestLog();
  // Waits pass at once until the check; then none ends, so that no look at a guided step comes in between.
  let held = Promise.resolve();
  const stepped = steppedClock(() => core.org.world.idle());
  const clock: typeof stepped = {
    ...stepped,
    sleep: async (ms, signal) => {
      await held;
      await stepped.sleep(ms, signal);
    },
  };
  core = await startTestCore({ now: clock.now, onExchange: log.onExchange }, { ports: () => ({ clock }) });
  await core.begin();
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = resolve;
  });
  // A look that has begun already ends beside this one.
  await core.call('drift.check', {});
  const { sent } = await log.during(() => core.call('drift.check', {}));
  release();
  expect(sent.length).toBeGreaterThan(5);
  const counts = new Map<string, number>();
  for (const each of sent) counts.set(each, (counts.get(each) ?? 0) + 1);
  expect([...counts].filter(([request, times]) => times > 1 && !request.endsWith('/logs'))).toEqual([]);
});
