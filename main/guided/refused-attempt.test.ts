import { expect, it, onTestFinished } from 'vitest';
import { startTestCore } from '../testing/core';
import { endlessClock } from '../testing/endless-clock';
import { readyForToApp } from '../testing/ready-to-test';

it('boxes that were stated before the assistant was asked to tick them: once Okta refuses, they are to be ticked by hand', async () => {
  const core = await startTestCore({}, { ports: () => ({ clock: endlessClock }) });
  onTestFinished(core.close);
  await readyForToApp(core);
  await core.call('guided.state', { step: 'to-app', done: true });
  const shown = async () => {
    const { guided, rail, toAppByApi } = await core.snapshot();
    return [
      toAppByApi,
      guided['to-app'].statedAt === null,
      rail.find(({ screen }) => screen === 'to-app')?.state,
    ];
  };
  expect(await shown()).toEqual(['not-tried', false, 'done-stated']);
  await core.run({ kind: 'to-app' });
  expect(await shown()).toEqual(['refused', true, 'needs-you']);
  // Said again, after the refusal: ticked by hand.
  await core.call('guided.state', { step: 'to-app', done: true });
  expect(await shown()).toEqual(['refused', false, 'done-stated']);
});
