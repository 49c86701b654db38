import { setTimeout as delay } from 'node:timers/promises';
import type { LifeCycle } from '../../shared/life-cycle';
import { usualOptions } from '../../practice/practice';
import { readyToTest } from '../../main/testing/ready-to-test';
import { startTestCore } from '../../main/testing/core';
import type { TestCore } from '../../main/testing/core';
import { systemClock } from '../../main/shell/clock';
import { secondLookMs } from '../../main/observe/okta-pace';
import type { Exchange } from '../../practice/web/server';
import { answersToWrites, provisioningMs } from './okta-time';

/** One phase of the life-cycle test: requests to Okta, time, and how much of it was Okta's. */
interface PhaseCost {
  phase: string;
  oktaRequests: number;
  wallMs: number;
  /** Okta's own: its provisioning delay with the requests that it sends to Oktopost, and its answers to the assistant's writes. */
  oktaMs: number;
}

/**
 * The whole life at that latency per request and the practice org's usual provisioning delay. The half minute before the second
 * look is left out: it is neither Okta's nor the assistant's speed.
 */
export async function runLifeCycle(latencyMs: number): Promise<PhaseCost[]> {
  const exchanges: Exchange[] = [];
  const core = await startTestCore(
    {
      latencyMs,
      provisionDelayMs: usualOptions.provisionDelayMs,
      logLagMs: usualOptions.logLagMs,
      onExchange: (exchange) => exchanges.push(exchange),
    },
    {
      ports: () => ({
        clock: {
          ...systemClock,
          sleep: (ms, signal) => systemClock.sleep(ms === secondLookMs ? 0 : ms, signal),
        },
      }),
    },
  );
  try {
    const userId = await readyToTest(core);
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    await core.run({ kind: 'mapping' });
    core.byHand.updateUserNames();
    // On the road the test of one user comes before, and shows how long Okta takes.
    await core.run({ kind: 'assign', userId });
    await core.until('the test user passed', ({ test }) => test.state === 'passed');
    await core.call('test.keep', {});
    const { id } = await core.call('lifeCycle.plan', {});
    exchanges.length = 0;
    await core.call('lifeCycle.start', { planId: id });
    const lifeCycle = await lived(core);
    if (lifeCycle.state !== 'passed') throw new Error(`the life cycle ${lifeCycle.state}`);
    return lifeCycle.phases.map(({ phase, startedAt, endedAt }): PhaseCost => {
      const from = Date.parse(startedAt ?? '');
      const to = Date.parse(endedAt ?? '');
      const own = exchanges.filter(({ at }) => Date.parse(at) >= from && Date.parse(at) < to);
      return {
        phase,
        oktaRequests: own.filter(({ target }) => target === 'okta').length,
        wallMs: to - from,
        oktaMs: answersToWrites(own) + provisioningMs(own),
      };
    });
  } finally {
    await core.close();
  }
}

async function lived(core: TestCore): Promise<LifeCycle> {
  for (;;) {
    const { lifeCycle } = await core.snapshot();
    if (lifeCycle.state !== 'running') return lifeCycle;
    await delay(50);
  }
}
