import { beforeEach, expect, it } from 'vitest';
import { awaitsLook, isPhaseProven, newestPhase } from '../../shared/life-cycle';
import type { LeftItem } from '../../shared/left-to-do';
import type { KnownBy } from '../../shared/summary';
import type { TestCore } from '../testing/core';
import { beginLife, cleanUpLife, lifeAtRest, live, refuseUpdates } from '../testing/lives';
import { preparedToLive } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';

import { shownText, unzipped } from '../testing/unzipped';

let prepared: PreparedCore;
let core: TestCore;
preparedToLive((made) => {
  prepared = made;
  ({ core } = made);
});
beforeEach(() => prepared.again());

async function knownOf(setting: string): Promise<KnownBy | undefined> {
  const { settings } = await core.call('summary.get', {});
  return settings.find((row) => row.setting === setting)?.known;
}
async function pageOf(name: string): Promise<string> {
  const { download } = await core.call('evidence.export', {});
  const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
  return shownText(new TextDecoder().decode(files[name]));
}

it('the evidence pack has every test, with each failure of a phase that was tried again', async () => {
  refuseUpdates(core, 1);
  const failed = await live(core);
  expect(newestPhase(failed)).toMatchObject({ phase: 'first-name', state: 'failed' });
  // Said once, by the test: its user is nobody whom a rollout repairs, and no step has it.
  const { left, people } = await core.call('summary.get', {});
  expect(people?.failed).toBe(1);
  expect(left.filter(({ text }) => /last push failed|life-cycle test failed/.test(text))).toMatchObject([
    { kind: 'fault', step: 'life-cycle', text: expect.stringContaining('life-cycle test failed') },
  ]);
  const support = (await core.call('support.export', { format: 'markdown' })).download?.text ?? '';
  expect(support).toMatch(/Change the first name.*first name: expected Lifecycle Changed; found Lifecycle/);
  core.byHand.retryTask(failed.user?.id ?? '');
  await core.org.world.idle();
  await core.call('lifeCycle.resume', { from: 'again' });
  expect((await lifeAtRest(core)).state).toBe('passed');
  expect((await live(core)).state).toBe('passed');
  const tests = await pageOf('tests.html');
  expect(tests.split(`Life cycle of ${failed.user?.email ?? '-'}`)).toHaveLength(10);
  expect(tests).toMatch(/FAIL Life cycle of \S+: change the first name/);
  expect(await pageOf('what-was-tested.html')).toMatch(/ Failed failed: 1 /);
  // Its events stand in the summary, too, and nothing is said to be missing.
  const ids = failed.phases.flatMap(({ eventIds }) => eventIds);
  const { evidence } = await core.call('summary.get', {});
  expect(ids.length).toBeGreaterThan(0);
  expect(evidence.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
  expect(tests).not.toContain('Not among them');
});

it('a failed phase is not named beside the item of the setting that it failed by, and is again once that is right', async () => {
  const setBoxes = (on: boolean): void => {
    for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = on;
  };
  const failures = async (): Promise<LeftItem[]> =>
    (await core.call('summary.get', {})).left.filter(({ text }) => text.includes('failed in the phase'));
  setBoxes(false);
  const { user } = await live(core);
  const { left } = await core.call('summary.get', {});
  expect(left.filter(({ settings }) => settings.includes('to-app.deactivate'))).toHaveLength(1);
  expect(await failures()).toEqual([]);
  // Its user and account are left all the same.
  expect(left.map(({ text }) => text).join(' ')).toMatch(
    new RegExp(`^.*${user?.changedEmail ?? '-'}, was not deleted.*Deactivate the account`),
  );
  setBoxes(true);
  expect(await failures()).toMatchObject([{ kind: 'fault' }]);
});

it('a setting that Okta does not show and a test did not see work is a fault, which its phase is not named beside', async () => {
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
  await live(core);
  await core.call('lifeCycle.saw', { phase: 'assign', asExpected: true });
  await core.call('lifeCycle.resume', { from: 'again' });
  expect(newestPhase(await lifeAtRest(core))?.phase).toBe('first-name');
  await core.call('lifeCycle.saw', { phase: 'first-name', asExpected: false });
  const { left } = await core.call('summary.get', {});
  const of = left.filter(({ settings }) => settings.includes('connection.push-profile-updates'));
  expect(of).toMatchObject([{ kind: 'fault', text: expect.stringContaining('did not see it work') }]);
  expect(left.map(({ text }) => text).join(' ')).not.toContain('failed in the phase');
});

it('what a test has proven stays proven after another that was stopped before it, and not after one that failed', async () => {
  const first = await live(core);
  const proven = { how: 'proven-by-life-cycle', user: first.user?.email };
  expect(await knownOf('connection.push-profile-updates')).toMatchObject(proven);
  const { findings, phases } = await core.call('lifeCycle.plan', {});
  // What is written is listed once.
  const ids = phases.flatMap(({ changes }) => changes).map(({ id }) => id);
  expect(ids.filter((each) => each === 'deactivate-life-cycle-user')).toHaveLength(1);
  expect(findings).toContainEqual(
    expect.objectContaining({ level: 'warn', text: expect.stringContaining('has proven') }),
  );
  await beginLife(core);
  await core.until('it is assigned', ({ lifeCycle }) => lifeCycle.phases[1]?.writtenAt !== null);
  await core.call('lifeCycle.stop', {});
  await core.org.world.idle();
  await cleanUpLife(core);
  expect(await knownOf('connection.push-profile-updates')).toMatchObject(proven);
  expect(await pageOf('who-removes-leavers.html')).not.toContain('not tested');
  refuseUpdates(core, 99);
  expect(newestPhase(await live(core))).toMatchObject({ phase: 'first-name', state: 'failed' });
  expect((await knownOf('connection.push-profile-updates'))?.how).not.toBe('proven-by-life-cycle');
});

it('a phase that Oktopost could not be read after is read once it can be, and without that gone on from', async () => {
  await core.restart();
  await core.until('connected again', ({ okta }) => okta.state === 'connected');
  const paused = await live(core);
  expect([awaitsLook(paused), newestPhase(paused)?.phase]).toEqual([true, 'assign']);
  await core.call('lifeCycle.resume', { from: 'next' });
  const next = await lifeAtRest(core);
  expect(newestPhase(next)?.phase).toBe('first-name');
  const value = core.org.oktopost.bearerToken;
  await core.call('secrets.submit', { kind: 'oktopost-token', value });
  await core.call('lifeCycle.resume', { from: 'again' });
  const read = await lifeAtRest(core);
  expect(read.phases.filter((record) => !isPhaseProven(record)).map(({ phase }) => phase)).toEqual([
    'assign',
  ]);
});
