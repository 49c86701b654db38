import { afterEach, describe, expect, it } from 'vitest';
import type { LifeCycle } from '../../shared/life-cycle';
import { awaitsLook, isPhaseProven, newestPhase } from '../../shared/life-cycle';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import { secondLookMs } from '../observe/okta-pace';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import { lifeEnded } from '../testing/lives';

describe('the life-cycle test of the admin application', () => {
  let core: TestCore;
  let clock: ReturnType<typeof hurriedClock>;
  afterEach(() => core.close());

  const rests = () => core.until('it rests', (state) => lifeEnded(state.lifeCycle));
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

describe('before Okta can send anybody', () => {
  let core: TestCore;
  afterEach(() => core.close());

  async function blockers(): Promise<string[]> {
    const { id, findings } = await core.call('lifeCycle.plan', {});
    const found = findings
      .filter(({ level }) => level === 'block')
      .map(({ text, screen }) => `${text} ${screen ?? ''}`);
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
    expect(await blockers()).toEqual([expect.stringMatching(/SCIM.* scim-on$/)]);
    await core.provisioningOn();
    expect(await blockers()).toEqual([]);
    for (const app of Object.values(core.org.world.state.apps)) app.toApp.create = false;
    expect(await blockers()).toEqual([expect.stringMatching(/Create Users.* to-app$/)]);
    for (const app of Object.values(core.org.world.state.apps)) app.toApp.create = true;
    for (const app of Object.values(core.org.world.state.apps)) app.status = 'INACTIVE';
    expect(await blockers()).toEqual([expect.stringMatching(/is inactive in Okta.* $/)]);
  });

  it('is not begun while the API integration of the pre-built app is off', async () => {
    core = await startTestCore();
    await core.begin({ destination: 'admin-application', label: 'Oktopost' });
    await core.run({ kind: 'app' });
    expect(await blockers()).toEqual([expect.stringMatching(/API integration.* authenticate$/)]);
    core.byHand.apiIntegrationOn();
    expect(await blockers()).toEqual([]);
  });
});
