import { afterEach, beforeEach, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
beforeEach(async () => {
  core = await startTestCore();
  await core.begin();
  await core.run({ kind: 'app' });
});
afterEach(() => core.close());

const restarted = async () => {
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
};
const summary = async () => (await core.snapshot()).rail.find(({ screen }) => screen === 'summary')?.state;

it('a summary that was read before a restart has to be read again: it is not one that was never begun', async () => {
  expect(await summary()).toBe('not-yet');
  await restarted();
  expect(await summary()).toBe('not-yet');
  await core.call('summary.get', {});
  expect(await summary()).not.toBe('not-yet');
  await restarted();
  expect(await summary()).toBe('needs-you');
});

it('a summary of an app integration that was undone since was never read of the next one', async () => {
  await core.call('summary.get', {});
  await core.run({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect((await core.snapshot()).app).toBeNull();
  expect(await summary()).toBe('not-yet');
  await restarted();
  expect(await summary()).toBe('not-yet');
});
