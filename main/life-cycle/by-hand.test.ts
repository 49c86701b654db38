import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseProfile } from '../../practice/profile';
import type { TestCore } from '../testing/core';
import { cleanUpLife, goOnWithLife, live, phaseIn, readyToLive } from '../testing/lives';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

let prepared: PreparedCore;
let core: TestCore;
beforeAll(async () => {
  prepared = await prepareCore(readyToLive);
  ({ core } = prepared);
}, prepareMs);
afterAll(() => core.close());

const noDeactivations = (): void => {
  for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
};
/** As an admin does it on Oktopost's team page. */
const deactivateByHand = (): void => {
  for (const account of Object.values(core.org.world.state.oktopost.us.users)) account.active = false;
};
const refuseUpdates = (times: number): void => {
  const put = { target: 'oktopost', method: 'PUT', path: '/Users', times } as const;
  core.org.faults.add([{ ...put, answer: { status: 400, headers: {}, body: '{}' } }]);
};
const byHand = { state: 'failed', explanation: { id: 'inactive-later' } } as const;

it('a clean-up proves nothing where the account was deactivated by hand after the phase before had failed', async () => {
  await prepared.again();
  noDeactivations();
  expect(phaseIn(await live(core), 'unassign').state).toBe('failed');
  deactivateByHand();
  const cleanedUp = phaseIn(await cleanUpLife(core), 'clean-up');
  expect(cleanedUp).toMatchObject(byHand);
  expect(cleanedUp.explanation?.what).toMatch(/inactive at a later look, .*UTC; it was active at .*UTC/);
});

it('neither a clean-up nor an unassignment proves anything after a failed push, where the account was deactivated by hand', async () => {
  for (const goOn of [cleanUpLife, (of: TestCore) => goOnWithLife(of, 'next')]) {
    await prepared.again();
    core.byHand.updateUserNames(false);
    expect(phaseIn(await live(core), 'user-name').state).toBe('failed');
    deactivateByHand();
    const { phases } = await goOn(core);
    expect(phases.findLast(({ state }) => state !== 'to-do')).toMatchObject(byHand);
  }
});

it('a clean-up passes after a failed push that was retried, since Okta deactivates then', async () => {
  await prepared.again({}, true);
  refuseUpdates(1);
  const failed = await live(core);
  expect(phaseIn(failed, 'first-name').state).toBe('failed');
  core.byHand.retryTask(failed.user?.id ?? '');
  await core.org.world.idle();
  expect(phaseIn(await cleanUpLife(core), 'clean-up').state).toBe('passed');
});

it('an account that was not seen active before proves nothing by being inactive, unless Okta logs that it sent it', async () => {
  await prepared.again({ profile: parseProfile('reassignment=stale-inactive') }, true);
  expect(phaseIn(await live(core), 'reassign').explanation?.id).toBe('stale-inactive');
  noDeactivations();
  const unsent = phaseIn(await goOnWithLife(core, 'next'), 'deactivate');
  expect(unsent).toMatchObject({ state: 'failed', explanation: { id: 'to-app-off' } });
});

it('no account at all proves no deactivation', async () => {
  await prepared.again();
  const post = { target: 'oktopost', method: 'POST', path: '/Users', times: 99 } as const;
  core.org.faults.add([{ ...post, answer: { status: 409, headers: {}, body: '' } }]);
  let life = await live(core);
  while (phaseIn(life, 'unassign').state === 'to-do') life = await goOnWithLife(core, 'next');
  expect(phaseIn(life, 'unassign')).toMatchObject({
    state: 'failed',
    explanation: { id: 'inactive-before' },
  });
});

it('a deactivation that Okta logs proves itself, though the account was inactive before', async () => {
  await prepared.again({ profile: parseProfile('reassignment=stale-inactive') }, true);
  expect(phaseIn(await live(core), 'reassign').state).toBe('failed');
  expect(phaseIn(await goOnWithLife(core, 'next'), 'deactivate').state).toBe('passed');
});
