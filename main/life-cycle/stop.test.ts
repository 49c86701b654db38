import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { steppedClock } from '../testing/hurried-clock';
import { prepareMs } from '../testing/prepared-core';
import { readyToTest } from '../testing/ready-to-test';
import { shownText, unzipped } from '../testing/unzipped';

let core: TestCore;
/** Waits of the assistant end by a stop alone. */
let isHeld = false;
const clock = steppedClock(() => core.org.world.idle());
const sleep: typeof clock.sleep = async (ms, signal) => {
  if (!isHeld || signal === undefined) return clock.sleep(ms, signal);
  if (!signal.aborted) await once(signal, 'abort');
  signal.throwIfAborted();
};
beforeAll(async () => {
  core = await startTestCore({ now: clock.now }, { ports: () => ({ clock: { ...clock, sleep } }) });
  await readyToTest(core);
}, prepareMs);
afterAll(() => core.close());

it('a phase that was stopped before anything was sent is told as such, by the test, the summary and the pack', async () => {
  const reset = String(Math.ceil(clock.now().getTime() / 1000) + 3600);
  const headers = {
    'content-type': 'application/json',
    'x-rate-limit-limit': '1',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': reset,
  };
  const body = JSON.stringify({ errorCode: 'E0000047', errorSummary: 'Too many', errorCauses: [] });
  core.org.faults.add([
    {
      target: 'okta',
      method: 'POST',
      path: '^/api/v1/apps/[^/]+/users$',
      times: 99,
      answer: { status: 429, headers, body },
    },
  ]);
  const { id } = await core.call('lifeCycle.plan', {});
  isHeld = true;
  await core.call('lifeCycle.start', { planId: id });
  const isAssign = (run: { scope: { kind: string; phase?: string } } | null): boolean =>
    run?.scope.kind === 'life-cycle' && run.scope.phase === 'assign';
  await core.until('it waits for Okta’s rate limit', ({ run }) => isAssign(run) && run?.wait !== null);
  await core.call('lifeCycle.stop', {});
  isHeld = false;
  const { lifeCycle } = await core.until(
    'it is stopped',
    ({ run, lifeCycle: now }) => run?.state === 'cancelled' && now.phases[1]?.state === 'to-do',
  );
  expect([lifeCycle.state, lifeCycle.phases[1]?.startedAt]).toEqual(['stopped', null]);
  const { evidence } = await core.call('summary.get', {});
  expect(evidence.find(({ what }) => what.startsWith('Assign Lifecycle'))?.result).toBe(
    'stopped before it was sent',
  );
  const { download } = await core.call('evidence.export', {});
  const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
  const page = (name: string): string => shownText(new TextDecoder().decode(files[name]));
  expect(page('changes.html')).toContain('stopped before it was sent');
  expect(page('tests.html')).not.toMatch(/Life cycle of \S+: assign/);
});
