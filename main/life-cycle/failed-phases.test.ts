import { expect, it } from 'vitest';
import type { LifeCycle } from '../../shared/life-cycle';
import { isPhaseProven, wasNotCreated } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { createOktopostToken } from '../../practice/world/world';
import { regions } from '../../shared/oktopost';
import { parseProfile } from '../../practice/profile';
import type { WorldOptions } from '../../practice/world/world';
import { secondLookMs } from '../observe/okta-pace';
import type { TestCore } from '../testing/core';
import {
  beginLife,
  expectFailed,
  goOnWithLife,
  lifeAtRest,
  lifeEnded,
  live,
  phaseIn,
  refuseUpdates,
} from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});
const people = () => Object.values(core.org.world.state.users);

function mapOnCreateOnly(): void {
  for (const app of Object.values(core.org.world.state.apps)) {
    const row = app.toAppMapping.properties['givenName'];
    if (row !== undefined) row.pushStatus = 'DONT_PUSH';
  }
}

/** What fails a phase, and by which explanation. */
const faults: [LifeCyclePhase, string, () => void, Partial<WorldOptions>?][] = [
  [
    'assign',
    'already-exists',
    () => {
      core.org.faults.add([
        {
          target: 'oktopost',
          method: 'POST',
          path: '/Users',
          times: 99,
          answer: { status: 409, headers: {}, body: '' },
        },
      ]);
    },
  ],
  [
    'assign',
    'sent-elsewhere',
    () => {
      const { text } = createOktopostToken(core.org.world, 'eu', 'Okta');
      core.byHand.connect(regions.eu.boardScimBaseUrl, text);
    },
  ],
  [
    'first-name',
    'to-app-off',
    () => {
      for (const app of Object.values(core.org.world.state.apps)) app.toApp.update = false;
    },
  ],
  [
    'unassign',
    'to-app-off',
    () => {
      for (const app of Object.values(core.org.world.state.apps)) app.toApp.deactivate = false;
    },
  ],
  [
    'first-name',
    'bad-request',
    () => {
      refuseUpdates(core, 1);
    },
  ],
  ['reassign', 'stale-inactive', () => undefined, { profile: parseProfile('reassignment=stale-inactive') }],
  ['reassign', 'account-replaced', () => undefined, { profile: parseProfile('unassignment=deletes') }],
];
it.each(faults)('fails in the phase %s by %s', async (name, explanation, fault, options = {}) => {
  // Okta is stale for a minute after it unassigned: waits that pass at once would use that up on a busy machine.
  await prepared.again(options, name === 'reassign');
  fault();
  const failed = await live(core);
  expectFailed(failed, name, explanation);
  // What Okta has done already it sends once more by Retry, where it failed, and else not at all.
  const isRetried = ['already-exists', 'bad-request'].includes(explanation);
  expect(phaseIn(failed, name).explanation?.next).toMatch(
    isRetried ? /retry .*Tasks in Okta, and try this phase again\.$/ : /clean up|Unassigned people lose/,
  );
});

it.each([
  ['assign', 'POST', 409],
  ['first-name', 'PUT', 400],
] as const)(
  'goes on from a failed %s after Retry in Okta’s Tasks, to its end',
  async (name, method, status) => {
    await prepared.again();
    const fault = { target: 'oktopost', method, path: '/Users', times: 99 } as const;
    core.org.faults.add([{ ...fault, answer: { status, headers: {}, body: '{}' } }]);
    const failed = await live(core);
    expect(phaseIn(failed, name).state).toBe('failed');
    core.org.faults.clear();
    core.byHand.retryTask(failed.user?.id ?? '');
    await core.org.world.idle();
    const lifeCycle = await goOnWithLife(core, 'again');
    expect([lifeCycle.state, phaseIn(lifeCycle, name).state]).toEqual(['passed', 'passed']);
  },
);

it('does not take the time until a failed phase was tried again for Okta’s pace', async () => {
  await prepared.again();
  const fault = { target: 'oktopost', method: 'POST', path: '/Users', times: 99 } as const;
  core.org.faults.add([{ ...fault, answer: { status: 409, headers: {}, body: '{}' } }]);
  const failed = await live(core);
  expect(phaseIn(failed, 'assign').state).toBe('failed');
  const { clock } = prepared;
  clock.pass(3_600_000);
  core.org.faults.clear();
  core.byHand.retryTask(failed.user?.id ?? '');
  await core.org.world.idle();
  const { length } = clock.waited;
  const lifeCycle = await goOnWithLife(core, 'again');
  expect(lifeCycle.state).toBe('passed');
  const others = clock.waited.slice(length).filter((ms) => ms !== secondLookMs);
  expect(Math.max(...others)).toBeLessThan(10_000);
});

it('begins anew after a change that Okta did not send, as its explanation says', async () => {
  await prepared.again();
  const boxes = Object.values(core.org.world.state.apps).map(({ toApp }) => toApp);
  for (const toApp of boxes) toApp.update = false;
  const failed = await live(core);
  expect(phaseIn(failed, 'first-name').explanation?.next).toContain('clean up, then begin the test again');
  for (const toApp of boxes) toApp.update = true;
  await core.call('lifeCycle.cleanUp', {});
  await core.until('it is cleaned up', (state) => lifeEnded(state.lifeCycle));
  expect((await live(core)).state).toBe('passed');
});

it('fails where the work email is not mapped: Oktopost refuses the new user name beside the old email', async () => {
  await prepared.again();
  await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: false });
  await core.run({ kind: 'mapping' });
  const { findings } = await core.call('lifeCycle.plan', {});
  expect(findings.map(({ text }) => text).join(' ')).toContain('The work email is not mapped');
  const lifeCycle = await live(core);
  expect(phaseIn(lifeCycle, 'user-name').explanation).toMatchObject({
    id: 'email-not-mapped',
    place: 'mapping',
  });
});

it('fails in the phase deactivate where Oktopost refuses, and says that the account is still active', async () => {
  await prepared.again();
  await beginLife(core);
  await core.until('reassigned', ({ lifeCycle }) => phaseIn(lifeCycle, 'reassign').state === 'second-look');
  const put = { target: 'oktopost', method: 'PUT', path: '/Users', times: 99 } as const;
  core.org.faults.add([{ ...put, answer: { status: 502, headers: {}, body: '' } }]);
  const lifeCycle = await lifeAtRest(core);
  const found = phaseIn(lifeCycle, 'deactivate');
  expect(found.state).toBe('failed');
  expect(found.facts).toContainEqual(
    expect.objectContaining({ where: 'oktopost', what: 'active', actual: 'true', state: 'different' }),
  );
  expect(found.explanation?.said).toContain('deactivating user');
  // Okta tries it once.
  expect(found.explanation?.next).toMatch(/clean up, and begin the test again\.$/);
  // The summary names the account, with the way to it.
  const { left } = await core.call('summary.get', {});
  expect(left.find(({ text }) => text.includes('life-cycle test failed'))).toMatchObject({
    kind: 'fault',
    text: expect.stringContaining(`Deactivate the account ${lifeCycle.user?.changedEmail ?? ''} in Oktopost`),
    link: { place: 'oktopostTeam' },
  });
});

it('fails in the phases create and clean-up where Okta refuses, with its error, and passes when tried again', async () => {
  await prepared.again();
  const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'You do not have permission' });
  const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
  core.org.faults.add([
    { target: 'okta', method: 'POST', path: '^/api/v1/users$', times: 1, answer },
    { target: 'okta', method: 'DELETE', path: '^/api/v1/users/', times: 1, answer },
  ]);
  await expectRefused(await live(core), 'create');
  const lifeCycle = await goOnWithLife(core, 'again');
  await expectRefused(lifeCycle, 'clean-up');
  // Tried again, nothing stands in the way any more.
  await core.call('lifeCycle.resume', { from: 'again' });
  await core.until('it passes', (state) => state.lifeCycle.state === 'passed');
});
async function expectRefused(failed: LifeCycle, name: LifeCyclePhase): Promise<void> {
  expect(phaseIn(failed, name).state).toBe('failed');
  expect(failed.error).toMatchObject({ code: 'missing-right' });
  expect(wasNotCreated(failed)).toBe(name === 'create');
  const { findings } = await core.call('lifeCycle.plan', {});
  expect(findings.some(({ next }) => next === 'Clean up first.')).toBe(name === 'clean-up');
}

it('fails in the phase first-name where the mapping is for the creation of a user only, goes on, and is cleaned up', async () => {
  await prepared.again();
  mapOnCreateOnly();
  const before = people().length;
  expect(phaseIn(await live(core), 'first-name').explanation).toMatchObject({ id: 'not-mapped-on-update' });
  const lifeCycle = await goOnWithLife(core, 'next');
  expect(lifeCycle.state).toBe('failed');
  expect(lifeCycle.phases.filter(isPhaseProven)).toHaveLength(7);
  expect(people()).toHaveLength(before);
});

it('fails in the phase user-name where user names are not updated, and says then that Okta sends no deactivation', async () => {
  await prepared.again();
  core.byHand.updateUserNames(false);
  expectFailed(await live(core), 'user-name', 'user-name-not-updated');
  const lifeCycle = await goOnWithLife(core, 'next');
  const unassigned = phaseIn(lifeCycle, 'unassign');
  // What is to be done now is done at Oktopost, and known soon.
  expect(unassigned.explanation).toMatchObject({ id: 'push-failed-before', place: 'oktopost' });
  expect(unassigned.explanation?.next).toMatch(/^Deactivate the account in Oktopost\./);
  expect(Date.parse(unassigned.endedAt ?? '') - Date.parse(unassigned.writtenAt ?? '')).toBeLessThan(20_000);
});

it('tells both causes where a push failed before and the box of the phase is off too', async () => {
  await prepared.again();
  core.byHand.updateUserNames(false);
  await live(core);
  for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
  const { explanation } = phaseIn(await goOnWithLife(core, 'next'), 'unassign');
  expect(explanation?.what).toContain('last push for this user failed');
  expect(explanation?.what).toContain('Deactivate Users is off as well.');
  expect(explanation?.next).toContain('Tick Deactivate Users on the Provisioning tab, To App, and save.');
});

it('does not begin by checks that are not so any more, and does once they are read again', async () => {
  await prepared.again();
  const { id } = await core.call('lifeCycle.plan', {});
  const before = people().length;
  for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
  expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({
    code: 'plan-stale',
    message: expect.stringContaining('Deactivate Users is off on the To App page'),
  });
  expect(people()).toHaveLength(before);
  // What was read and warned of does not hold it up.
  expect(phaseIn(await live(core), 'unassign').explanation?.id).toBe('to-app-off');
});

it('goes on from a user name that Okta updates on Create only once that is changed and the last name too, and renames nobody else', async () => {
  await prepared.again();
  core.byHand.updateUserNames(false);
  const failed = await live(core);
  expectFailed(failed, 'user-name', 'user-name-not-updated');
  const { next = '' } = phaseIn(failed, 'user-name').explanation ?? {};
  expect(next).toMatch(/last name of this user .* renames everyone .*\. Then try this phase again\.$/);
  core.byHand.updateUserNames();
  // That alone leaves Okta with the user name from before.
  const still = await goOnWithLife(core, 'again');
  expect(phaseIn(still, 'user-name').state).toBe('failed');
  core.byHand.changeLastName(still.user?.id ?? '', 'Changed');
  await core.org.world.idle();
  const lifeCycle = await goOnWithLife(core, 'again');
  expect([lifeCycle.state, phaseIn(lifeCycle, 'user-name').state]).toEqual(['passed', 'passed']);
});
