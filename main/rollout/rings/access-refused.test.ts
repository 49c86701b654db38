import { afterEach, expect, it } from 'vitest';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { hurriedClock } from '../../testing/hurried-clock';

let core: TestCore;
afterEach(() => core.close());

/** Assigns somebody whom nobody assigned before. */
async function tested(query: string, until: 'passed' | 'failed'): Promise<void> {
  const { users } = await core.call('users.search', { query });
  await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
  await core.until(`the test of ${query} ${until}`, ({ test }) => test.state === until);
}
const stateOf = async () => {
  const { guided, rail } = await core.snapshot();
  const { known, finding } = guided.authenticate;
  return { known, finding, step: rail.find(({ screen }) => screen === 'authenticate')?.state };
};

it('access that Oktopost refuses later takes the green of Authenticate away, until somebody arrives again', async () => {
  const clock = hurriedClock(() => core.org.world.idle());
  const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5 };
  core = await startTestCore(quick, { ports: () => ({ clock }) });
  await core.begin({ destination: 'admin-application', label: 'Oktopost' });
  await core.run({ kind: 'app' });
  core.byHand.apiIntegrationOn();
  for (const step of ['authenticate', 'to-app'] as const) await core.call('guided.lookNow', { step });
  await tested('Bruno', 'passed');
  await core.call('test.keep', {});
  const proven = { known: 'read-back', finding: null, step: 'done-read' };
  expect(await stateOf()).toEqual(proven);

  core.org.faults.add([
    {
      ...{ target: 'oktopost', method: 'GET', path: '/Users', times: 1 },
      answer: { status: 401, headers: {}, body: '{"detail":"Token is not valid"}' },
    },
  ]);
  await tested('Kenji', 'failed');
  expect(await stateOf()).toEqual({
    known: 'lost',
    finding: { text: expect.stringContaining('access'), next: expect.stringContaining('Authenticate') },
    step: 'failed',
  });
  const { left } = await core.call('summary.get', {});
  expect(left.filter(({ step }) => step === 'authenticate')).toMatchObject([
    { kind: 'fault', text: expect.stringContaining('access'), link: { place: 'oktaIntegration' } },
  ]);
  // A look shows no more than that it is enabled.
  await core.call('guided.lookNow', { step: 'authenticate' });
  expect((await stateOf()).step).toBe('failed');

  await tested('Tom', 'passed');
  expect(await stateOf()).toEqual(proven);
});
