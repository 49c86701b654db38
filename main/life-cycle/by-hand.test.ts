import { expect, it } from 'vitest';
import { isPhaseProven, newestPhase } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { parseProfile } from '../../practice/profile';
import type { TestCore } from '../testing/core';
import { giveUpMs } from '../observe/okta-pace';
import { beginLife, cleanUpLife, goOnWithLife, live, phaseIn, refuseUpdates } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { shownText, unzipped } from '../testing/unzipped';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});

const noDeactivations = (): void => {
  for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
};
/** As an admin does it on Oktopost's team page. */
const deactivateByHand = (): void => {
  for (const account of Object.values(core.org.world.state.oktopost.us.users)) account.active = false;
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
    const last = phases.findLast(({ state }) => state !== 'to-do');
    expect(last).toMatchObject(byHand);
    expect(last?.explanation?.what).toContain('by whom is not known');
  }
});

it('a clean-up passes after a failed push that was retried, since Okta deactivates then', async () => {
  await prepared.again({}, true);
  refuseUpdates(core, 1);
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

it('takes an account that somebody deactivated by hand for no deactivation by Okta', async () => {
  await prepared.again();
  noDeactivations();
  const failed = await live(core);
  expect(phaseIn(failed, 'unassign').state).toBe('failed');
  for (const account of Object.values(core.org.world.state.oktopost.us.users)) {
    if (account.id === failed.accountId) account.active = false;
  }
  const lifeCycle = await goOnWithLife(core, 'again');
  expect(phaseIn(lifeCycle, 'unassign').state).toBe('failed');
});

it('says soon after a failed push that the cleaned up user’s account is still active', async () => {
  await prepared.again();
  core.byHand.updateUserNames(false);
  const people = (): number => Object.keys(core.org.world.state.users).length;
  const before = people();
  await live(core);
  const failedAt = Date.parse((await core.snapshot()).lifeCycle.phases[3]?.endedAt ?? '');
  const lifeCycle = await cleanUpLife(core);
  // Okta has nothing left to clean up: what is to do is at Oktopost.
  const { explanation } = phaseIn(lifeCycle, 'clean-up');
  expect(explanation).toMatchObject({
    id: 'push-failed-before',
    what: expect.stringMatching(/is deleted in Okta, .*still active/),
    place: 'oktopost',
  });
  expect(explanation?.next).not.toMatch(/clean up/i);
  const blocking = { level: 'block', next: expect.stringContaining('Deactivate it in Oktopost') };
  const { findings } = await core.call('lifeCycle.plan', {});
  expect(findings).toContainEqual(expect.objectContaining(blocking));
  expect(people()).toBe(before);
  expect(Date.parse(phaseIn(lifeCycle, 'clean-up').endedAt ?? '') - failedAt).toBeLessThan(60_000);
  // Deactivated there by hand, it is over, and nothing that Okta did.
  deactivateByHand();
  await expectByHand(await goOnWithLife(core, 'again'));
});

/** The screen, the summary and the pack rest on this one record. */
async function expectByHand(later: LifeCycle): Promise<void> {
  const record = phaseIn(later, 'clean-up');
  expect(record).toMatchObject({ state: 'failed', explanation: { id: 'inactive-later' } });
  expect(record.explanation?.what).toMatch(
    /inactive at a later look, .*UTC; it was .*active (at|after) .*UTC\. The admin was asked to deactivate it/,
  );
  expect([later.state, isPhaseProven(record)]).toEqual(['failed', false]);
  const { lifeCycleTests } = await core.call('summary.get', {});
  const results = lifeCycleTests?.at(-1)?.phases.filter((each) => each.phase === 'clean-up');
  expect(results?.map(({ result }) => result)).not.toContain('proven');
  const { download } = await core.call('evidence.export', {});
  const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
  const tests = shownText(new TextDecoder().decode(files['tests.html']));
  expect(tests).not.toMatch(/PASS Life cycle of \S+: delete the user/);
  expect(tests).toContain('nothing shows that Okta did');
  // Nothing is left that could stand in the way of another test.
  const { findings } = await core.call('lifeCycle.plan', {});
  expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
}

it('looks once at what a clean-up leaves active after Okta had its time, and takes a later look for no proof', async () => {
  await prepared.again();
  noDeactivations();
  const failed = await live(core);
  expect(newestPhase(failed)).toMatchObject({ phase: 'unassign', state: 'failed' });
  const lifeCycle = await cleanUpLife(core);
  const left = phaseIn(lifeCycle, 'clean-up');
  expect(left).toMatchObject({ state: 'failed', explanation: { id: 'left-active' } });
  expect(Date.parse(left.endedAt ?? '') - Date.parse(left.writtenAt ?? '')).toBeLessThan(giveUpMs / 2);
  deactivateByHand();
  await expectByHand(await goOnWithLife(core, 'again'));
});

it('takes an account that somebody deactivated while the test was stopped for no proof', async () => {
  await prepared.again();
  noDeactivations();
  await beginLife(core);
  const sawActive = ({ facts }: PhaseRecord): boolean =>
    facts.some(({ where, what, actual }) => where === 'oktopost' && what === 'active' && actual === 'true');
  // Where the phase has failed already, the same comes of it.
  await core.until('it is seen', ({ lifeCycle }) => sawActive(phaseIn(lifeCycle, 'unassign')));
  await core.call('lifeCycle.stop', {});
  deactivateByHand();
  const lifeCycle = await goOnWithLife(core, 'again');
  expect(phaseIn(lifeCycle, 'unassign')).toMatchObject({
    state: 'failed',
    explanation: { id: 'inactive-later' },
  });
});
