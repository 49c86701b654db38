import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPhaseProven } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { PracticeOptions } from '../../practice/practice';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { steppedClock } from '../testing/hurried-clock';
import { lifeAtRest, lifeEnded, readyToLive, shownAmongPeople } from '../testing/lives';
import { prepareMs } from '../testing/prepared-core';

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
