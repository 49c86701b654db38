import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { awaitsLook, cutOff, isPhaseProven, newestPhase, wasNotCreated } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import { updateOn } from '../../shared/settings';
import type { PersonShown } from '../../shared/people';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { parseProfile } from '../../practice/profile';
import { createApiToken } from '../../practice/world/world';
import type { WorldOptions } from '../../practice/world/world';
import type { PracticeOptions } from '../../practice/practice';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock, steppedClock } from '../testing/hurried-clock';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { readyToTest } from '../testing/ready-to-test';
import { shownText, unzipped } from '../testing/unzipped';
import { asObject } from '../okta/json';
import { giveUpMs, secondLookMs } from '../observe/okta-pace';
import { settingStatement } from '../summary/statements';
import { sentEvents } from './scenario';

const ended = ({ state }: LifeCycle): boolean => state !== 'running' && state !== 'none';

/** Provisioning is on and its mapping is applied. */
async function setUp(core: TestCore): Promise<void> {
  await readyToTest(core);
  await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
  await core.run({ kind: 'mapping' });
  core.byHand.updateUserNames();
}

/** The user or account of the test as the reconciliation shows it. */
async function shownAmongPeople(core: TestCore, id: string): Promise<PersonShown> {
  const view = 'reconciliation';
  await core.call('people.read', { view, source: { kind: 'assigned' } });
  await core.until('people are read', ({ people }) => people[view].phase === 'done');
  return core.call('people.person', { view, id });
}

describe('a whole life', () => {
  /** Requests to Okta. */
  const sent: string[] = [];
  let core: TestCore;
  /** Called before each wait of the assistant. */
  let beforeWait = (): Promise<unknown> => Promise.resolve();
  beforeAll(async () => {
    const clock = steppedClock(() => core.org.world.idle());
    const sleep: typeof clock.sleep = async (ms, signal) => {
      await beforeWait();
      await clock.sleep(ms, signal);
    };
    const onExchange: PracticeOptions['onExchange'] = ({ target, method, path }) => {
      if (target === 'okta') sent.push(`${method} ${path}`);
    };
    core = await startTestCore(
      { now: clock.now, onExchange },
      { ports: () => ({ clock: { ...clock, sleep } }) },
    );
    await setUp(core);
  }, prepareMs);
  afterAll(() => core.close());
  const people = () => Object.values(core.org.world.state.users);

  it('passes, phase by phase, in at most six requests each, and leaves nobody in Okta and one inactive account', async () => {
    const before = people().length;
    const accounts = () => Object.values(core.org.world.state.oktopost.us.users);
    const accountsBefore = new Set(accounts().map(({ id }) => id));
    const { id } = await core.call('lifeCycle.plan', {});
    sent.length = 0;
    await core.call('lifeCycle.start', { planId: id });
    const { lifeCycle } = await core.until('the life ends', (state) => ended(state.lifeCycle));
    expectSixRequests(sent);
    expect(lifeCycle.phases.map(({ phase: name, state }) => `${name} ${state}`)).toEqual([
      'create passed',
      'assign passed',
      'first-name passed',
      'user-name passed',
      'unassign passed',
      'reassign passed',
      'deactivate passed',
      'clean-up passed',
    ]);
    expect(lifeCycle.state).toBe('passed');
    expect(lifeCycle.phases.every(isPhaseProven)).toBe(true);
    expect(people()).toHaveLength(before);
    expect(core.org.world.state.emails ?? []).toEqual([]);
    expect(core.org.contradictions() ?? []).toEqual([]);
    const made = accounts().filter((account) => !accountsBefore.has(account.id));
    expect(made).toMatchObject([
      { id: lifeCycle.accountId, active: false, userName: lifeCycle.user?.changedEmail },
    ]);
    const logged = new Set(core.org.world.state.log.map(({ uuid }) => uuid));
    const ids = lifeCycle.phases.flatMap(({ eventIds }) => eventIds);
    expect(ids.length).toBeGreaterThan(6);
    expect(ids.every((each) => logged.has(each))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    // The summary says by whom, and lists the events.
    const { settings, evidence } = await core.call('summary.get', {});
    const known = settings.find(({ setting }) => setting === 'connection.push-profile-updates')?.known;
    expect(known).toMatchObject({ how: 'proven-by-life-cycle', user: lifeCycle.user?.email });
    expect(evidence.map((each) => each.id)).toEqual(expect.arrayContaining(ids));
    // Nobody is sent after its account.
    expect(await shownAmongPeople(core, `oktopost:${lifeCycle.accountId ?? ''}`)).toMatchObject({
      row: { state: 'only-at-oktopost', reasons: ['life-cycle-test', 'account-inactive'] },
      recipe: [],
    });
  });

  it('stops before its next write where Plan only is switched on meanwhile, and goes on once it is off', async () => {
    const { id } = await core.call('lifeCycle.plan', {});
    let isOn = false;
    beforeWait = async () => {
      const { run } = await core.snapshot();
      const isAssigned =
        run?.scope.kind === 'life-cycle' && run.scope.phase === 'assign' && run.state === 'done';
      if (!isAssigned || isOn) return;
      isOn = true;
      await core.call('session.planOnly', { on: true });
    };
    await core.call('lifeCycle.start', { planId: id });
    const { lifeCycle } = await core.until('it stops', (state) => ended(state.lifeCycle));
    beforeWait = () => Promise.resolve();
    expect(lifeCycle).toMatchObject({ state: 'failed', error: { code: 'plan-only' } });
    expect(lifeCycle.phases[2]).toMatchObject({ phase: 'first-name', state: 'failed', writtenAt: null });
    await core.call('session.planOnly', { on: false });
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle: passed } = await core.until('the life ends', (state) => ended(state.lifeCycle));
    expect(passed.state).toBe('passed');
  });

  /** A phase begins with its write: what it is planned by was read by the last look of the phase before. */
  function expectSixRequests(requests: readonly string[]): void {
    const writes = [
      /^POST .*\/users$/,
      /^POST .*\/apps\/[^/]+\/users$/,
      /^POST .*\/users\/[^/]+$/,
      /^POST .*\/users\/[^/]+$/,
      /^DELETE .*\/apps\/[^/]+\/users\/[^/]+$/,
      /^POST .*\/apps\/[^/]+\/users$/,
      /^POST .*\/lifecycle\/deactivate$/,
      /^DELETE .*\/api\/v1\/users\/[^/]+$/,
    ];
    expect(writes).toHaveLength(lifeCyclePhases.length);
    const begins: number[] = [];
    for (const write of writes) {
      const from = (begins.at(-1) ?? -1) + 1;
      begins.push(requests.findIndex((line, index) => index >= from && write.test(line)));
    }
    // Okta's answer to the creation is what the activation is checked by.
    const [creation = -1] = begins;
    expect(requests[creation + 1]).toMatch(/^POST .*\/lifecycle\/activate$/);
    begins[0] = 0;
    const counts = begins.map((begin, index) => (begins[index + 1] ?? requests.length) - begin);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(6);
    const person = requests.filter((line) => /^GET .*\/api\/v1\/users\/[^/]+$/.test(line));
    expect(person.length).toBeLessThanOrEqual(8);
  }
});

describe('the life-cycle test of the board', () => {
  let prepared: PreparedCore;
  let core: TestCore;
  beforeAll(async () => {
    prepared = await prepareCore(setUp);
    ({ core } = prepared);
  }, prepareMs);
  afterAll(() => core.close());
  const ready: PreparedCore['again'] = (...how) => prepared.again(...how);

  function mapOnCreateOnly(): void {
    for (const app of Object.values(core.org.world.state.apps)) {
      const row = app.toAppMapping.properties['givenName'];
      if (row !== undefined) row.pushStatus = 'DONT_PUSH';
    }
  }

  async function live(): Promise<LifeCycle> {
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    return (await core.until('the life ends', ({ lifeCycle }) => ended(lifeCycle))).lifeCycle;
  }

  const phase = ({ phases }: LifeCycle, name: LifeCyclePhase): PhaseRecord => {
    const found = phases.find((each) => each.phase === name);
    if (found === undefined) throw new Error(`no phase ${name}`);
    return found;
  };
  const people = () => Object.values(core.org.world.state.users);

  it('says before where people come from a directory, and counts each event to its own phase, however late', async () => {
    await ready({ logLagMs: 20_000, profile: parseProfile('directory=active-directory') });
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'warn', text: expect.stringContaining('Active Directory') }),
    );
    const lifeCycle = await live();
    expect(lifeCycle.state).toBe('passed');
    const types = (name: LifeCyclePhase): string[] =>
      phase(lifeCycle, name).eventIds.map(
        (id) => core.org.world.state.log.find(({ uuid }) => uuid === id)?.eventType ?? '',
      );
    expect(types('assign')).toEqual(['application.user_membership.add', 'application.provision.user.push']);
    for (const name of ['assign', 'first-name', 'user-name', 'unassign', 'reassign'] as const) {
      for (const type of types(name).filter((each) => each.startsWith('application.provision.'))) {
        expect(sentEvents[name]).toContain(type);
      }
    }
  });

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
        const put = { target: 'oktopost', method: 'PUT', path: '/Users', times: 1 } as const;
        core.org.faults.add([{ ...put, answer: { status: 400, headers: {}, body: '{}' } }]);
      },
    ],
    ['reassign', 'stale-inactive', () => undefined, { profile: parseProfile('reassignment=stale-inactive') }],
    ['reassign', 'account-replaced', () => undefined, { profile: parseProfile('unassignment=deletes') }],
  ];
  function expectFailed(lifeCycle: LifeCycle, name: LifeCyclePhase, explanation: string): void {
    expect(lifeCycle.state).toBe('failed');
    const found = phase(lifeCycle, name);
    expect(found).toMatchObject({ state: 'failed', explanation: { id: explanation } });
    // Nobody is told to unassign a user whom the test itself assigns.
    expect(found.explanation?.next).not.toMatch(/test user|assign them again|task in Okta/);
    expect(lifeCycle.phases.filter(({ state }) => state === 'failed')).toHaveLength(1);
  }
  it.each(faults)('fails in the phase %s by %s', async (name, explanation, fault, options = {}) => {
    // Okta is stale for a minute after it unassigned: waits that pass at once would use that up on a busy machine.
    await ready(options, name === 'reassign');
    fault();
    const failed = await live();
    expectFailed(failed, name, explanation);
    // What Okta has done already it sends once more by Retry, where it failed, and else not at all.
    const isRetried = ['already-exists', 'bad-request'].includes(explanation);
    expect(phase(failed, name).explanation?.next).toMatch(
      isRetried ? /retry .*Tasks in Okta, and try this phase again\.$/ : /clean up|Unassigned people lose/,
    );
  });

  it.each([
    ['assign', 'POST', 409],
    ['first-name', 'PUT', 400],
  ] as const)(
    'goes on from a failed %s after Retry in Okta’s Tasks, to its end',
    async (name, method, status) => {
      await ready();
      const fault = { target: 'oktopost', method, path: '/Users', times: 99 } as const;
      core.org.faults.add([{ ...fault, answer: { status, headers: {}, body: '{}' } }]);
      const failed = await live();
      expect(phase(failed, name).state).toBe('failed');
      core.org.faults.clear();
      core.byHand.retryTask(failed.user?.id ?? '');
      await core.org.world.idle();
      await core.call('lifeCycle.resume', { from: 'again' });
      const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
      expect([lifeCycle.state, phase(lifeCycle, name).state]).toEqual(['passed', 'passed']);
    },
  );

  it('does not take the time until a failed phase was tried again for Okta’s pace', async () => {
    await ready();
    const fault = { target: 'oktopost', method: 'POST', path: '/Users', times: 99 } as const;
    core.org.faults.add([{ ...fault, answer: { status: 409, headers: {}, body: '{}' } }]);
    const failed = await live();
    expect(phase(failed, 'assign').state).toBe('failed');
    const { clock } = prepared;
    clock.pass(3_600_000);
    core.org.faults.clear();
    core.byHand.retryTask(failed.user?.id ?? '');
    await core.org.world.idle();
    const { length } = clock.waited;
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(lifeCycle.state).toBe('passed');
    const others = clock.waited.slice(length).filter((ms) => ms !== secondLookMs);
    expect(Math.max(...others)).toBeLessThan(10_000);
  });

  it('counts a check as fine only where it is: one less with each warning', async () => {
    await ready();
    const levels = async (): Promise<string[]> =>
      (await core.call('lifeCycle.plan', {})).findings.map(({ level }) => level);
    const before = await levels();
    core.byHand.updateUserNames(false);
    const after = await levels();
    expect(after).toHaveLength(before.length);
    const count = (level: string): number => after.filter((each) => each === level).length;
    const counted = (level: string): number => before.filter((each) => each === level).length;
    expect([count('ok'), count('warn')]).toEqual([counted('ok') - 1, counted('warn') + 1]);
  });

  it('takes an account that somebody deactivated by hand for no deactivation by Okta', async () => {
    await ready();
    for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
    const failed = await live();
    expect(phase(failed, 'unassign').state).toBe('failed');
    for (const account of Object.values(core.org.world.state.oktopost.us.users)) {
      if (account.id === failed.accountId) account.active = false;
    }
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(phase(lifeCycle, 'unassign').state).toBe('failed');
  });

  it('begins anew after a change that Okta did not send, as its explanation says', async () => {
    await ready();
    const boxes = Object.values(core.org.world.state.apps).map(({ toApp }) => toApp);
    for (const toApp of boxes) toApp.update = false;
    const failed = await live();
    expect(phase(failed, 'first-name').explanation?.next).toContain('clean up, then begin the test again');
    for (const toApp of boxes) toApp.update = true;
    await core.call('lifeCycle.cleanUp', {});
    await core.until('it is cleaned up', (state) => ended(state.lifeCycle));
    expect((await live()).state).toBe('passed');
  });

  it('fails where the work email is not mapped: Oktopost refuses the new user name beside the old email', async () => {
    await ready();
    await core.call('mapping.choose', { keepWorkEmail: false, deleteSchemaAttributes: false });
    await core.run({ kind: 'mapping' });
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings.map(({ text }) => text).join(' ')).toContain('The work email is not mapped');
    const lifeCycle = await live();
    expect(phase(lifeCycle, 'user-name').explanation).toMatchObject({
      id: 'email-not-mapped',
      place: 'mapping',
    });
  });

  it('fails in the phase deactivate where Oktopost refuses, and says that the account is still active', async () => {
    await ready();
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('reassigned', ({ lifeCycle }) => phase(lifeCycle, 'reassign').state === 'second-look');
    const put = { target: 'oktopost', method: 'PUT', path: '/Users', times: 99 } as const;
    core.org.faults.add([{ ...put, answer: { status: 502, headers: {}, body: '' } }]);
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    const found = phase(lifeCycle, 'deactivate');
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
      text: expect.stringContaining(
        `Deactivate the account ${lifeCycle.user?.changedEmail ?? ''} in Oktopost`,
      ),
      link: { place: 'oktopostTeam' },
    });
  });

  it('fails in the phases create and clean-up where Okta refuses, with its error, and passes when tried again', async () => {
    await ready();
    const body = JSON.stringify({ errorCode: 'E0000006', errorSummary: 'You do not have permission' });
    const answer = { status: 403, headers: { 'content-type': 'application/json' }, body };
    core.org.faults.add([
      { target: 'okta', method: 'POST', path: '^/api/v1/users$', times: 1, answer },
      { target: 'okta', method: 'DELETE', path: '^/api/v1/users/', times: 1, answer },
    ]);
    await expectRefused(await live(), 'create');
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    await expectRefused(lifeCycle, 'clean-up');
    // Tried again, nothing stands in the way any more.
    await core.call('lifeCycle.resume', { from: 'again' });
    await core.until('it passes', (state) => state.lifeCycle.state === 'passed');
  });
  async function expectRefused(failed: LifeCycle, name: LifeCyclePhase): Promise<void> {
    expect(phase(failed, name).state).toBe('failed');
    expect(failed.error).toMatchObject({ code: 'missing-right' });
    expect(wasNotCreated(failed)).toBe(name === 'create');
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings.some(({ next }) => next === 'Clean up first.')).toBe(name === 'clean-up');
  }

  it('fails in the phase first-name where the mapping is for the creation of a user only, goes on, and is cleaned up', async () => {
    await ready();
    mapOnCreateOnly();
    const before = people().length;
    expect(phase(await live(), 'first-name').explanation).toMatchObject({ id: 'not-mapped-on-update' });
    await core.call('lifeCycle.resume', { from: 'next' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(lifeCycle.state).toBe('failed');
    expect(lifeCycle.phases.filter(isPhaseProven)).toHaveLength(7);
    expect(people()).toHaveLength(before);
  });

  it('fails in the phase user-name where user names are not updated, and says then that Okta sends no deactivation', async () => {
    await ready();
    core.byHand.updateUserNames(false);
    expectFailed(await live(), 'user-name', 'user-name-not-updated');
    await core.call('lifeCycle.resume', { from: 'next' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    const unassigned = phase(lifeCycle, 'unassign');
    // What is to be done now is done at Oktopost, and known soon.
    expect(unassigned.explanation).toMatchObject({ id: 'push-failed-before', place: 'oktopost' });
    expect(unassigned.explanation?.next).toMatch(/^Deactivate the account in Oktopost\./);
    expect(Date.parse(unassigned.endedAt ?? '') - Date.parse(unassigned.writtenAt ?? '')).toBeLessThan(
      20_000,
    );
  });

  it('goes on from a user name that Okta updates on Create only once that is changed and Update Now was pressed', async () => {
    await ready();
    core.byHand.updateUserNames(false);
    const failed = await live();
    expectFailed(failed, 'user-name', 'user-name-not-updated');
    expect(phase(failed, 'user-name').explanation?.next).toMatch(/Update Now\. Then try this phase again\.$/);
    core.byHand.updateUserNames();
    // Without Update Now Okta still has the user under the name from before.
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle: still } = await core.until('it fails again', (state) => ended(state.lifeCycle));
    expect(phase(still, 'user-name').state).toBe('failed');
    core.byHand.updateNow();
    await core.org.world.idle();
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect([lifeCycle.state, phase(lifeCycle, 'user-name').state]).toEqual(['passed', 'passed']);
  });

  it('beats what was stated before it, of which the summary tells as the tests do; what is stated after it asks for another test', async () => {
    await ready();
    // As a new app integration has it: Okta shows nothing of it, and updates no user name.
    for (const { body } of Object.values(core.org.world.state.apps)) {
      const template = asObject(asObject(body, 'credentials'), 'userNameTemplate');
      Object.assign(template, { pushStatus: undefined });
    }
    const id = settingStatement(updateOn, 'Create and update');
    const say = () => core.call('summary.state', { id, done: true });
    const told = async () => {
      const summary = await core.call('summary.get', {});
      return {
        ...summary,
        row: summary.settings.find(({ setting }) => setting === updateOn),
        item: summary.left.find(({ settings }) => settings.includes(updateOn)),
      };
    };
    // It was shown before: that is over once it is stated.
    await told();
    await say();
    expect((await told()).row?.known).toMatchObject({ how: 'stated' });
    expectFailed(await live(), 'user-name', 'user-name-not-updated');
    const measured = await told();
    const by = { user: measured.lifeCycleTests?.at(-1)?.user };
    expect(measured.row).toMatchObject({
      value: 'Create only',
      known: { how: 'proven-by-life-cycle', ...by },
      measured: null,
    });
    expect(measured.stated).toEqual([]);
    expect(measured.item).toMatchObject({ kind: 'fault', statement: id });
    expect(measured.item?.text).toMatch(
      /It is “Create only”, as the life-cycle test of .* measured at .*stated otherwise/,
    );
    expect(measured.lifeCycleTests?.at(-1)?.phases).toContainEqual(
      expect.objectContaining({ phase: 'user-name', result: 'failed' }),
    );
    await say();
    const said = await told();
    expect(said.row).toMatchObject({
      value: 'Create and update',
      known: { how: 'stated' },
      measured: { value: 'Create only', ...by },
    });
    expect(said.item).toMatchObject({ kind: 'open', statement: null });
    expect(said.item?.text).toMatch(
      /was stated at .*, after the life-cycle test of .* measured “Create only” at .*Test again/,
    );
    core.byHand.updateUserNames();
    core.byHand.updateNow();
    await core.org.world.idle();
    await core.call('lifeCycle.resume', { from: 'again' });
    await core.until('it ends', (state) => ended(state.lifeCycle));
    const right = await told();
    expect(right.row).toMatchObject({
      value: 'Create and update',
      known: { how: 'read-back' },
      measured: null,
    });
    expect(right.item).toBeUndefined();
  });

  it('cleans up once: nothing happens while that goes on, and after it passed', async () => {
    await ready({ provisionDelayMs: 200 });
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('it waits', ({ lifeCycle }) => phase(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    await core.call('lifeCycle.cleanUp', {});
    const begun = phase((await core.snapshot()).lifeCycle, 'clean-up').startedAt;
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle: cleaned } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(phase(cleaned, 'clean-up')).toMatchObject({ state: 'passed', startedAt: begun });
    const writes = core.org.world.state.log.length;
    await core.call('lifeCycle.cleanUp', {});
    expect((await core.snapshot()).lifeCycle).toEqual(cleaned);
    expect(core.org.world.state.log).toHaveLength(writes);
  });

  it('says soon after a failed push that the cleaned up user’s account is still active', async () => {
    await ready();
    core.byHand.updateUserNames(false);
    const before = people().length;
    await live();
    const failedAt = Date.parse((await core.snapshot()).lifeCycle.phases[3]?.endedAt ?? '');
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    // Okta has nothing left to clean up: what is to do is at Oktopost.
    const { explanation } = phase(lifeCycle, 'clean-up');
    expect(explanation).toMatchObject({
      id: 'push-failed-before',
      what: expect.stringMatching(/is deleted in Okta, .*still active/),
      place: 'oktopost',
    });
    expect(explanation?.next).not.toMatch(/clean up/i);
    const blocking = { level: 'block', next: expect.stringContaining('Deactivate it in Oktopost') };
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(expect.objectContaining(blocking));
    expect(people()).toHaveLength(before);
    expect(Date.parse(phase(lifeCycle, 'clean-up').endedAt ?? '') - failedAt).toBeLessThan(60_000);
    // Deactivated there by hand, it is over, and nothing that Okta did.
    for (const account of Object.values(core.org.world.state.oktopost.us.users)) account.active = false;
    await core.call('lifeCycle.resume', { from: 'again' });
    const later = (await core.until('it rests', (state) => ended(state.lifeCycle))).lifeCycle;
    await expectByHand(later);
  });

  /** The screen, the summary and the pack rest on this one record. */
  async function expectByHand(later: LifeCycle): Promise<void> {
    const record = phase(later, 'clean-up');
    expect(record).toMatchObject({ state: 'failed', explanation: { id: 'inactive-later' } });
    expect(record.explanation?.what).toMatch(
      /inactive at a later look, .*UTC; it was .*active (at|after) .*UTC: by whom is not known/,
    );
    expect([later.state, isPhaseProven(record)]).toEqual(['failed', false]);
    const { lifeCycleTests } = await core.call('summary.get', {});
    const results = lifeCycleTests?.at(-1)?.phases.filter((each) => each.phase === 'clean-up');
    expect(results?.map(({ result }) => result)).not.toContain('proven');
    const { download } = await core.call('evidence.export', {});
    const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
    const tests = shownText(new TextDecoder().decode(files['tests.html']));
    expect(tests).not.toMatch(/PASS Life cycle of \S+: delete the user/);
    expect(tests).toContain('by whom is not known');
    // Nothing is left that could stand in the way of another test.
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
  }

  it('looks once at what a clean-up leaves active after Okta had its time, and takes a later look for no proof', async () => {
    await ready();
    for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
    const failed = await live();
    expect(newestPhase(failed)).toMatchObject({ phase: 'unassign', state: 'failed' });
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    const left = phase(lifeCycle, 'clean-up');
    expect(left).toMatchObject({ state: 'failed', explanation: { id: 'left-active' } });
    expect(Date.parse(left.endedAt ?? '') - Date.parse(left.writtenAt ?? '')).toBeLessThan(giveUpMs / 2);
    for (const account of Object.values(core.org.world.state.oktopost.us.users)) account.active = false;
    await core.call('lifeCycle.resume', { from: 'again' });
    await expectByHand((await core.until('it rests', (state) => ended(state.lifeCycle))).lifeCycle);
  });

  it('takes an account that somebody deactivated while the test was stopped for no proof', async () => {
    await ready();
    for (const { toApp } of Object.values(core.org.world.state.apps)) toApp.deactivate = false;
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    const sawActive = ({ facts }: PhaseRecord): boolean =>
      facts.some(({ where, what, actual }) => where === 'oktopost' && what === 'active' && actual === 'true');
    // Where the phase has failed already, the same comes of it.
    await core.until('it is seen', ({ lifeCycle }) => sawActive(phase(lifeCycle, 'unassign')));
    await core.call('lifeCycle.stop', {});
    for (const account of Object.values(core.org.world.state.oktopost.us.users)) account.active = false;
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle } = await core.until('it rests', (state) => ended(state.lifeCycle));
    expect(phase(lifeCycle, 'unassign')).toMatchObject({
      state: 'failed',
      explanation: { id: 'inactive-later' },
    });
  });

  it('is stopped, and cleaned up: the user is gone, the phases that are left are left out', async () => {
    await ready({ provisionDelayMs: 200 });
    const before = people().length;
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('it waits', ({ lifeCycle }) => phase(lifeCycle, 'first-name').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    const { lifeCycle: stopped } = await core.snapshot();
    expect(stopped.state).toBe('stopped');
    await core.org.world.idle();
    expect((await shownAmongPeople(core, stopped.user?.id ?? '')).recipe).toEqual([
      { text: expect.stringContaining('clean up, under “Life-cycle test”'), link: null, place: null },
    ]);
    // Its user, who is assigned, is nobody whom Oktopost is for.
    const { left } = await core.call('summary.get', {});
    expect(left.map(({ text }) => text)).toContain('Assign the people or groups that Oktopost is for.');
    const refused = await core.call('lifeCycle.plan', {});
    expect(refused.findings).toContainEqual(
      expect.objectContaining({ level: 'block', next: 'Clean up first.' }),
    );
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(lifeCycle.phases.map(({ state }) => state)).toEqual([
      'passed',
      'passed',
      ...Array.from({ length: 5 }, () => 'passed-over'),
      'passed',
    ]);
    expect(people()).toHaveLength(before);
    // Told as what it is: the phase that was written and not followed to its end, and the user name that was never changed.
    expect(lifeCycle.phases.map((record) => cutOff(record, false))).toEqual([
      null,
      null,
      'written',
      ...Array.from({ length: 5 }, () => null),
    ]);
    const journal = await readFile(join(core.folder, 'journal.jsonl'), 'utf8');
    const deleted = journal.split('\n').find((line) => line.includes('"delete-life-cycle-user"'));
    expect(deleted).toContain(`"now":"${lifeCycle.user?.email ?? ''}"`);
  });

  /** After a restart there is no Oktopost token: the admin says after each phase what Oktopost shows. */
  async function untilSeen(what: string, is: (lifeCycle: LifeCycle) => boolean): Promise<void> {
    for (;;) {
      const { lifeCycle } = await core.until(what, (now) => is(now.lifeCycle) || awaitsLook(now.lifeCycle));
      const newest = newestPhase(lifeCycle);
      if (is(lifeCycle) || newest === undefined) return;
      await core.call('lifeCycle.saw', { phase: newest.phase, asExpected: true });
      await core.call('lifeCycle.resume', { from: 'again' });
    }
  }

  it('goes on after a crash in any phase, and makes one user only', async () => {
    await ready({ provisionDelayMs: 50 });
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    for (const name of lifeCyclePhases) {
      await untilSeen(`the phase ${name}`, (lifeCycle) => phase(lifeCycle, name).state !== 'to-do');
      await core.restart();
      await core.until('connected again', ({ okta }) => okta.state === 'connected');
      const { lifeCycle } = await core.snapshot();
      if (lifeCycle.state === 'passed') break;
      expect(lifeCycle.state).toBe('stopped');
      await core.call('lifeCycle.resume', { from: 'again' });
    }
    await untilSeen('it passes', ({ state }) => state === 'passed');
    const made = core.org.world.state.log.filter(
      ({ eventType }) => eventType === 'application.user_membership.add',
    );
    expect(made).toHaveLength(2);
  });

  it('is undone with the set-up, from any phase on', async () => {
    await ready({ provisionDelayMs: 50 });
    const before = people().length;
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('it is renamed', ({ lifeCycle }) => phase(lifeCycle, 'first-name').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    await core.org.world.idle();
    const plan = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(plan.changes.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Unassign Lifecycle/),
        expect.stringMatching(/^Deactivate the Okta user/),
        expect.stringMatching(/^Delete the Okta user/),
      ]),
    );
    // Its email was never changed.
    expect(JSON.stringify(plan)).not.toContain('-new@');
    // Its user is named once, and its deletion is no rest of an undo.
    const accounts = plan.undo?.remains.filter((line) => line.includes('account'));
    expect(accounts).toEqual([expect.stringMatching(/the life-cycle test’s user/)]);
    expect(plan.changes.flatMap(({ irreversibleEffect }) => irreversibleEffect ?? [])).toEqual([]);
    expect((await core.apply(plan)).state).toBe('done');
    expect(people()).toHaveLength(before);
    expect((await core.snapshot()).lifeCycle.state).toBe('none');
  });

  it('touches nobody who does not carry its mark', async () => {
    await ready({ provisionDelayMs: 50 });
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    await core.until('it is assigned', ({ lifeCycle }) => phase(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    const { lifeCycle: stopped } = await core.snapshot();
    const own = core.org.world.state.users[stopped.user?.id ?? ''];
    if (own !== undefined) own.profile['displayName'] = 'Somebody';
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle } = await core.until('it ends', (state) => ended(state.lifeCycle));
    expect(lifeCycle.error?.message).toContain('does not carry the mark');
    expect(own?.status).toBe('PROVISIONED');
    // Nor does the undo, which is done all the same: nothing of it is left to preview again.
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run.checks.filter(({ state }) => state === 'different')).toEqual([]);
    expect(own?.status).toBe('PROVISIONED');
  });

  it('is not begun by a role that creates no users', async () => {
    await ready();
    const { text } = createApiToken(core.org.world, 'Read-only', 'READ_ONLY_ADMIN');
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    const { id, findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'block', text: expect.stringContaining('may not create users') }),
    );
    expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({ code: 'not-ready' });
  });
});

describe('before Okta can send anybody', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function blockers(): Promise<string[]> {
    const { id, findings } = await core.call('lifeCycle.plan', {});
    const found = findings.filter(({ level }) => level === 'block').map(({ text }) => text);
    if (found.length > 0) {
      expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({ code: 'not-ready' });
      expect((await core.snapshot()).lifeCycle.state).toBe('none');
    }
    return found;
  }

  it('is not begun while SCIM is off, Create Users is not ticked, or the app integration is inactive', async () => {
    core = await startTestCore();
    await core.begin();
    await core.run({ kind: 'app' });
    expect(await blockers()).toEqual([expect.stringContaining('SCIM')]);
    await core.provisioningOn();
    expect(await blockers()).toEqual([]);
    for (const app of Object.values(core.org.world.state.apps)) app.toApp.create = false;
    expect(await blockers()).toEqual([expect.stringContaining('Create Users')]);
    for (const app of Object.values(core.org.world.state.apps)) app.toApp.create = true;
    for (const app of Object.values(core.org.world.state.apps)) app.status = 'INACTIVE';
    expect(await blockers()).toEqual([expect.stringContaining('is inactive in Okta')]);
  });

  it('is not begun while the API integration of the pre-built app is off', async () => {
    core = await startTestCore();
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    expect(await blockers()).toEqual([expect.stringContaining('API integration')]);
    core.byHand.apiIntegrationOn();
    expect(await blockers()).toEqual([]);
  });
});

describe('the life-cycle test of the admin application', () => {
  let core: TestCore;
  let clock: ReturnType<typeof hurriedClock>;
  afterEach(() => core.close());

  const rests = () => core.until('it rests', (state) => ended(state.lifeCycle));
  /** From the prepared set-up to the first phase after which Oktopost has to be looked at. */
  async function begun() {
    clock = hurriedClock(() => core.org.world.idle());
    core = await startTestCore({ now: clock.now }, { ports: () => ({ clock }) });
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    core.byHand.apiIntegrationOn();
    core.byHand.updateUserNames();
    await core.call('guided.lookNow', { step: 'authenticate' });
    await core.call('guided.lookNow', { step: 'to-app' });
    const { id } = await core.call('lifeCycle.plan', {});
    await core.call('lifeCycle.start', { planId: id });
    return rests();
  }
  async function goOn() {
    await core.call('lifeCycle.resume', { from: 'again' });
    return rests();
  }
  const done = ({ phases }: LifeCycle): string[] =>
    phases.filter(({ state }) => state === 'passed').map(({ phase }) => phase);

  it('pauses after each phase until the admin says what Oktopost shows, and is proven by that', async () => {
    const { lifeCycle: first, links } = await begun();
    let lifeCycle = first;
    expect(links.oktopostTeam).toMatch(/settings\/team$/);
    expect(done(lifeCycle)).toEqual(['create', 'assign']);
    for (const phase of lifeCyclePhases.slice(1, -1)) {
      expect([awaitsLook(lifeCycle), newestPhase(lifeCycle)?.phase]).toEqual([true, phase]);
      // The last one is gone on from without looking.
      if (phase !== 'deactivate') await core.call('lifeCycle.saw', { phase, asExpected: true });
      ({ lifeCycle } = await goOn());
    }
    expect([lifeCycle.state, awaitsLook(lifeCycle)]).toEqual(['passed', false]);
    expect(done(lifeCycle)).toEqual(lifeCyclePhases);
    const proven = lifeCycle.phases.filter(isPhaseProven).map(({ phase }) => phase);
    expect(proven).toEqual(lifeCyclePhases.slice(0, -2));
    expect(clock.waited).not.toContain(secondLookMs);
  });

  it('leads to Okta where the first name is not mapped for changes: there is no step “Mapping”', async () => {
    await begun();
    for (const { toAppMapping } of Object.values(core.org.world.state.apps)) {
      const row = toAppMapping.properties['givenName'];
      if (row !== undefined) row.pushStatus = 'DONT_PUSH';
    }
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: true });
    const { explanation } = newestPhase((await goOn()).lifeCycle) ?? {};
    expect(explanation?.id).toBe('not-mapped-on-update');
    expect(explanation?.next).toMatch(/^Map the first name .* To App\./);
  });

  it('takes no statement of a state that is gone, and pauses after a restart too, until it is cleaned up', async () => {
    await begun();
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    expect(awaitsLook((await core.snapshot()).lifeCycle)).toBe(true);
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: true });
    const { lifeCycle } = await goOn();
    expect(done(lifeCycle)).toEqual(['create', 'assign', 'first-name']);
    expect(await core.refusal('lifeCycle.saw', { phase: 'assign', asExpected: true })).toMatchObject({
      code: 'not-ready',
    });
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: null });
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle: cleaned } = await rests();
    expect([cleaned.state, done(cleaned).at(-1)]).toEqual(['stopped', 'clean-up']);
  });

  it('fails in a phase that the admin saw differing, until that is taken back or the phase was tried again', async () => {
    await begun();
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: false });
    const { lifeCycle: failed } = await core.snapshot();
    expect([failed.state, newestPhase(failed)?.state]).toEqual(['failed', 'failed']);
    expect(newestPhase(failed)?.explanation).toMatchObject({ id: 'seen-otherwise', owner: 'okta-admin' });
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: null });
    const { lifeCycle: back } = await core.snapshot();
    expect([awaitsLook(back), newestPhase(back)?.explanation]).toEqual([true, null]);
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: false });
    // Tried again, it has to be looked at again.
    const { lifeCycle: again } = await goOn();
    expect([awaitsLook(again), newestPhase(again)?.phase]).toEqual([true, 'assign']);
    await core.call('lifeCycle.saw', { phase: 'assign', asExpected: false });
    await core.call('lifeCycle.resume', { from: 'next' });
    expect(done((await rests()).lifeCycle)).toEqual(['create', 'first-name']);
  });
});
