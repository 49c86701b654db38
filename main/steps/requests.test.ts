import { afterEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { count, createRequestLog } from '../testing/requests';
import type { RequestLog } from '../testing/requests';

let core: TestCore;
let log: RequestLog;
afterEach(() => core.close());

const appList = /^GET \/api\/v1\/apps$/;
const appScope = { kind: 'app', adopt: null, createAnyway: false } as const;

async function begin(destination: 'board' | 'admin-application' = 'board'): Promise<void> {
  log = createRequestLog();
  core = await startTestCore({ onExchange: log.onExchange });
  await core.begin({ destination });
}

describe('a look at the app integrations of the org', () => {
  it.each(['board', 'admin-application'] as const)('lists them once for %s', async (destination) => {
    await begin(destination);
    const { value: plan, sent } = await log.during(() => core.preview(appScope));
    expect(count(sent, appList)).toBe(1);
    expect(plan.changes.length).toBeGreaterThan(0);
    // At most once more for each change, just before it is made.
    const applied = await log.during(() => core.apply(plan));
    expect(applied.value.state).toBe('done');
    expect(count(applied.sent, appList)).toBeLessThanOrEqual(plan.changes.length);
  });
});
