import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LifeCycle } from '../../shared/life-cycle';
import { awaitsLook, cutOff, isPhaseProven, newestPhase } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { PersonShown } from '../../shared/people';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import { createApiToken } from '../../practice/world/world';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { steppedClock } from '../testing/hurried-clock';
import { beginLife, cleanUpLife, lifeAtRest, lifeEnded, live, phaseIn, readyToLive } from '../testing/lives';
import { prepareCore, prepareMs } from '../testing/prepared-core';
import type { PreparedCore } from '../testing/prepared-core';
import { sentEvents } from './scenario';

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
    await readyToLive(core);
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
    const lifeCycle = await lifeAtRest(core);
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
    const lifeCycle = await lifeAtRest(core);
    beforeWait = () => Promise.resolve();
    expect(lifeCycle).toMatchObject({ state: 'failed', error: { code: 'plan-only' } });
    expect(lifeCycle.phases[2]).toMatchObject({ phase: 'first-name', state: 'failed', writtenAt: null });
    await core.call('session.planOnly', { on: false });
    await core.call('lifeCycle.resume', { from: 'again' });
    const { lifeCycle: passed } = await core.until('the life ends', (state) => lifeEnded(state.lifeCycle));
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
    prepared = await prepareCore(readyToLive);
    ({ core } = prepared);
  }, prepareMs);
  afterAll(() => core.close());

  const people = () => Object.values(core.org.world.state.users);

  it('says before where people come from a directory, and counts each event to its own phase, however late', async () => {
    await prepared.again({ logLagMs: 20_000, profile: parseProfile('directory=active-directory') });
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'warn', text: expect.stringContaining('Active Directory') }),
    );
    const lifeCycle = await live(core);
    expect(lifeCycle.state).toBe('passed');
    const types = (name: LifeCyclePhase): string[] =>
      phaseIn(lifeCycle, name).eventIds.map(
        (id) => core.org.world.state.log.find(({ uuid }) => uuid === id)?.eventType ?? '',
      );
    expect(types('assign')).toEqual(['application.user_membership.add', 'application.provision.user.push']);
    for (const name of ['assign', 'first-name', 'user-name', 'unassign', 'reassign'] as const) {
      for (const type of types(name).filter((each) => each.startsWith('application.provision.'))) {
        expect(sentEvents[name]).toContain(type);
      }
    }
  });

  it('counts a check as fine only where it is: one less with each warning', async () => {
    await prepared.again();
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

  it('cleans up once: nothing happens while that goes on, and after it passed', async () => {
    await prepared.again({ provisionDelayMs: 200 });
    await beginLife(core);
    await core.until('it waits', ({ lifeCycle }) => phaseIn(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    await core.call('lifeCycle.cleanUp', {});
    const begun = phaseIn((await core.snapshot()).lifeCycle, 'clean-up').startedAt;
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle: cleaned } = await core.until('it ends', (state) => lifeEnded(state.lifeCycle));
    expect(phaseIn(cleaned, 'clean-up')).toMatchObject({ state: 'passed', startedAt: begun });
    const writes = core.org.world.state.log.length;
    await core.call('lifeCycle.cleanUp', {});
    expect((await core.snapshot()).lifeCycle).toEqual(cleaned);
    expect(core.org.world.state.log).toHaveLength(writes);
  });

  it('is stopped, and cleaned up: the user is gone, the phases that are left are left out', async () => {
    await prepared.again({ provisionDelayMs: 200 });
    const before = people().length;
    await beginLife(core);
    await core.until('it waits', ({ lifeCycle }) => phaseIn(lifeCycle, 'first-name').state === 'waiting');
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
    const lifeCycle = await cleanUpLife(core);
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
    await prepared.again({ provisionDelayMs: 50 });
    await beginLife(core);
    for (const name of lifeCyclePhases) {
      await untilSeen(`the phase ${name}`, (lifeCycle) => phaseIn(lifeCycle, name).state !== 'to-do');
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
    await prepared.again({ provisionDelayMs: 50 });
    const before = people().length;
    await beginLife(core);
    await core.until(
      'it is renamed',
      ({ lifeCycle }) => phaseIn(lifeCycle, 'first-name').state === 'waiting',
    );
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
    await prepared.again({ provisionDelayMs: 50 });
    await beginLife(core);
    await core.until('it is assigned', ({ lifeCycle }) => phaseIn(lifeCycle, 'assign').state === 'waiting');
    await core.call('lifeCycle.stop', {});
    const { lifeCycle: stopped } = await core.snapshot();
    const own = core.org.world.state.users[stopped.user?.id ?? ''];
    if (own !== undefined) own.profile['displayName'] = 'Somebody';
    const lifeCycle = await cleanUpLife(core);
    expect(lifeCycle.error?.message).toContain('does not carry the mark');
    expect(own?.status).toBe('PROVISIONED');
    // Nor does the undo, which is done all the same: nothing of it is left to preview again.
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run.checks.filter(({ state }) => state === 'different')).toEqual([]);
    expect(own?.status).toBe('PROVISIONED');
  });

  it('is not begun by a role that creates no users', async () => {
    await prepared.again();
    const { text } = createApiToken(core.org.world, 'Read-only', 'READ_ONLY_ADMIN');
    await core.call('secrets.submit', { kind: 'okta-token', value: text });
    const { id, findings } = await core.call('lifeCycle.plan', {});
    expect(findings).toContainEqual(
      expect.objectContaining({ level: 'block', text: expect.stringContaining('may not create users') }),
    );
    expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({ code: 'not-ready' });
  });
});
