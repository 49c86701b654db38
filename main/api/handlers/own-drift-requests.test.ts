import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { steppedClock } from '../../testing/hurried-clock';
import { createRequestLog } from '../../testing/requests';

let core: TestCore;
afterEach(() => core.close());

it('an own drift check asks Okta for nothing but its System Log twice', async () => {
  const log = createRequestLog();
  const clock = steppedClock(() => core.org.world.idle());
  core = await startTestCore({ now: clock.now, onExchange: log.onExchange }, { ports: () => ({ clock }) });
  await core.begin();
  await core.run({ kind: 'app' });
  await core.provisioningOn();
  const { sent } = await log.during(() => core.call('drift.check', {}));
  const counts = new Map<string, number>();
  for (const each of sent) counts.set(each, (counts.get(each) ?? 0) + 1);
  expect([...counts].filter(([request, times]) => times > 1 && !request.endsWith('/logs'))).toEqual([]);
});
