import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areaOf } from '../../shared/settings';
import type { Snapshot } from '../../shared/snapshot';
import { systemClock } from '../shell/clock';
import type { Clock } from '../ports';
import { parseProfile } from '../../practice/profile';
import type { PracticeOptions } from '../../practice/practice';
import { createProvisioning } from '../../practice/provisioning/provisioning';
import { heldFetch } from '../testing/held-fetch';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import type { GuidedStepId } from '../../shared/screens';
import { withApp } from '../testing/ready-to-test';

/** Waits of ten seconds and more are held until the test lets them pass; their lengths are kept. */
function heldClock() {
  const waits: number[] = [];
  let release: (() => void)[] = [];
  const clock: Clock = {
    now: systemClock.now,
    sleep: (ms, signal) => {
      if (ms < 10_000 || signal?.aborted === true) return systemClock.sleep(ms, signal);
      waits.push(ms);
      return new Promise((resolve, reject) => {
        release.push(resolve);
        signal?.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    },
  };
  return {
    clock,
    waits,
    pass: () => {
      for (const each of release) each();
      release = [];
    },
  };
}

describe('guided steps that were read as done', () => {
  let core: TestCore;
  let held: ReturnType<typeof heldClock>;
  let closeWindow: () => void;
  const reads: string[] = [];
  const network = heldFetch();
  /** Paths of requests that have left, answered or not. */
  const sent: string[] = [];
  const watchedFetch: typeof fetch = (input, init) => {
    sent.push(new URL(input instanceof Request ? input.url : input).pathname);
    return network.fetch(input, init);
  };

  beforeEach(() => {
    held = heldClock();
    reads.length = 0;
  });
  afterEach(() => core.close());

  /** Up to the mapping, all guided steps done, with a window that listens. */
  async function setUp(options: Partial<PracticeOptions> = {}): Promise<void> {
    core = await startTestCore(
      {
        region: 'us',
        onExchange: ({ target, method, path }) => {
          if (target === 'okta' && method === 'GET') reads.push(path);
        },
        ...options,
      },
      {
        ports: () => ({ clock: held.clock, fetch: watchedFetch }),
        between: (assistant) => {
          closeWindow = assistant.onSnapshot(() => undefined);
          return assistant;
        },
      },
    );
    await withApp(core);
    await core.provisioningOn();
    await core.call('guided.state', { step: 'to-app', done: true });
    await core.call('session.go', { screen: 'mapping' });
    await core.call('guided.lookAgain', {});
  }

  function switchScimOff(): void {
    createProvisioning(core.org.world).switchScimOff(core.ours());
  }

  const lost = ({ guided }: Snapshot, step: GuidedStepId = 'scim-on'): boolean =>
    guided[step].known === 'lost';

  it('are looked at again after a minute, ever more slowly', async () => {
    await setUp();
    for (let looks = 0; looks < 5; looks += 1) {
      const before = held.waits.length;
      held.pass();
      await core.until('the next look is due', () => held.waits.length > before);
    }
    expect(held.waits.slice(-6)).toEqual([60_000, 90_000, 135_000, 202_500, 300_000, 300_000]);
  });

  it('show their loss, and that they are back soon after they are', async () => {
    await setUp();
    switchScimOff();
    expect(lost(await core.snapshot())).toBe(false);
    held.pass();
    const { rail } = await core.until('the loss is seen', (state) => lost(state) && lost(state, 'to-app'));
    expect(rail.filter(({ state: step }) => step === 'failed').map(({ screen }) => screen)).toEqual([
      'scim-on',
      'to-app',
    ]);
    await core.until('the next look is due', () => held.waits.at(-1) === 10_000);
    core.byHand.scimOn();
    core.byHand.connect();
    core.byHand.toApp();
    held.pass();
    await core.until('they are back', (state) => !lost(state) && !lost(state, 'to-app'));
  });

  it('cost one request for the app integration, whatever their number', async () => {
    await setUp();
    reads.length = 0;
    await core.call('guided.lookAgain', {});
    expect(reads.filter((path) => /^\/api\/v1\/apps\/[^/]+$/.test(path))).toHaveLength(1);
  });

  it('are read after a look was asked for, also where one was under way that read before', async () => {
    await setUp();
    let asked: Promise<unknown> = Promise.resolve();
    network
      .hold(/^\/api\/v1\/apps\/[^/]+$/, async (input, init) => {
        const before = await fetch(input, init);
        switchScimOff();
        asked = core.call('guided.lookAgain', {});
        await new Promise(setImmediate);
        return before;
      })
      .release();
    await core.call('guided.lookAgain', {});
    await asked;
    expect(lost(await core.snapshot())).toBe(true);
  });

  it('are not read any more once no window listens', async () => {
    await setUp();
    const waits = held.waits.length;
    held.pass();
    await core.until('the next look is due', () => held.waits.length > waits);
    closeWindow();
    sent.length = 0;
    held.pass();
    // A look would have sent its request before this one was answered.
    await core.call('users.search', { query: 'Bruno' });
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.filter((path) => path.startsWith('/api/v1/apps'))).toEqual([]);
    expect(held.waits).toHaveLength(waits + 1);
  });

  it('are looked at as soon as another screen is entered', async () => {
    await setUp();
    switchScimOff();
    await core.call('session.go', { screen: 'summary' });
    await core.until('the loss is seen', lost);
  });

  it('lose what the admin stated when SCIM is lost: the connection is gone too', async () => {
    await setUp();
    switchScimOff();
    await core.call('guided.lookAgain', {});
    const { guided, rail } = await core.snapshot();
    expect(guided.connection.statedAt).toBeNull();
    expect(rail.find(({ screen }) => screen === 'connection')?.state).not.toBe('done-stated');
    core.byHand.scimOn();
    await core.call('guided.lookAgain', {});
    expect((await core.snapshot()).guided['scim-on'].known).toBe('read-back');
  });

  it('are not called proven in the summary once they are lost', async () => {
    await setUp({ profile: parseProfile('featuresRead=scim-only') });
    await core.run({ kind: 'mapping' });
    const { users } = await core.call('users.search', { query: 'Bruno' });
    await core.run({ kind: 'assign', userId: users[0]?.id ?? '' });
    await core.until('the test user passed', ({ test }) => test.state === 'passed');
    /** The value of SCIM, and how many of the settings that come with it are known in each way. */
    const known = async (): Promise<unknown[]> => {
      const { settings } = await core.call('summary.get', {});
      const [scim, ...others] = settings.filter(({ setting }) =>
        ['provisioning', 'to-app'].includes(areaOf(setting)),
      );
      const ways: Record<string, number> = {};
      for (const { known: each } of others) ways[each.how] = (ways[each.how] ?? 0) + 1;
      return [scim?.setting, scim?.value, scim?.known.how, ways];
    };
    const before = { 'proven-by-test': 6, stated: 4, 'read-in-log': 2 };
    expect(await known()).toEqual(['scim', 'SCIM', 'read-back', before]);
    switchScimOff();
    expect(await known()).toEqual(['scim', 'None', 'read-back', { unknown: 12 }]);
  });

  it('keep what was read when a look fails, and say so when the app integration is gone', async () => {
    await setUp();
    core.org.faults.add([
      {
        target: 'okta',
        method: 'GET',
        path: '^/api/v1/apps/[^/]+$',
        times: 9,
        answer: { status: 500, headers: {}, body: '' },
      },
    ]);
    await core.call('guided.lookAgain', {});
    const { guided } = await core.snapshot();
    expect(guided['scim-on']).toMatchObject({ known: 'read-back', error: null });
    await core.call('guided.lookNow', { step: 'scim-on' });
    // Nothing was read: what is said of Okta is of the look before.
    expect((await core.snapshot()).guided['scim-on']).toMatchObject({
      lastLookAt: guided['scim-on'].lastLookAt,
      error: { code: 'unreachable' },
    });
    core.org.faults.clear();
    for (const [id, { label }] of Object.entries(core.org.world.state.apps)) {
      if (label === 'Oktopost Social Advocacy') delete core.org.world.state.apps[id];
    }
    await core.call('guided.lookAgain', {});
    expect((await core.snapshot()).guided['scim-on']).toMatchObject({
      known: 'lost',
      error: { code: 'not-found', message: 'The app integration of this set-up is not in Okta any more.' },
    });
  });

  it('do not apply to another app integration that replaces one that is gone', async () => {
    await setUp();
    for (const [id, { label }] of Object.entries(core.org.world.state.apps)) {
      if (label === 'Oktopost Social Advocacy') delete core.org.world.state.apps[id];
    }
    await core.call('guided.lookAgain', {});
    expect(lost(await core.snapshot())).toBe(true);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    const { guided, rail } = await core.snapshot();
    expect(guided['scim-on']).toMatchObject({ known: 'not-looked', error: null });
    expect(rail.filter(({ state }) => state === 'failed')).toEqual([]);
  });
});
