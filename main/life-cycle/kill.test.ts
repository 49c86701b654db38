import { afterEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { hurriedClock } from '../testing/hurried-clock';
import { readyToTest } from '../testing/ready-to-test';

/** The writes of a whole life, in their order, as a user or an assignment is written in Okta. */
const writes = [
  ['create', 'POST', /\/api\/v1\/users$/],
  ['activate', 'POST', /\/users\/[^/]+\/lifecycle\/activate$/],
  ['assign', 'POST', /\/apps\/[^/]+\/users$/],
  ['first name', 'POST', /\/api\/v1\/users\/[^/]+$/],
  ['user name', 'POST', /\/api\/v1\/users\/[^/]+$/],
  ['unassign', 'DELETE', /\/apps\/[^/]+\/users\/[^/]+$/],
  ['assign again', 'POST', /\/apps\/[^/]+\/users$/],
  ['deactivate', 'POST', /\/users\/[^/]+\/lifecycle\/deactivate$/],
  ['delete', 'DELETE', /\/api\/v1\/users\/[^/]+$/],
] as const;

describe('a life-cycle test that is killed', () => {
  let core: TestCore;
  afterEach(() => core.close());

  const people = () => Object.values(core.org.world.state.users);
  const own = () => people().filter(({ profile }) => String(profile['login']).startsWith('oktopost-test-'));

  /**
   * Begins a life and kills the assistant at its write number `index`: the intent is in the journal, and Okta has it or not, and
   * no answer came. Then the assistant is started again.
   */
  async function killedAt(index: number, when: 'before' | 'after'): Promise<void> {
    const clock = hurriedClock();
    let armed = false;
    let sent = -1;
    let reach: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const interrupting: typeof fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const isWrite = armed && (init?.method ?? 'GET') !== 'GET' && pathname.startsWith('/api/v1/');
      if (!isWrite) return fetch(input, init);
      sent += 1;
      if (sent !== index) return fetch(input, init);
      expect([init?.method, pathname]).toEqual([
        writes[index]?.[1],
        expect.stringMatching(writes[index]?.[2] ?? ''),
      ]);
      armed = false;
      if (when === 'after') await fetch(input, init);
      reach();
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => {
          reject(new Error('killed'));
        });
      });
    };
    core = await startTestCore({ now: clock.now }, { ports: () => ({ clock, fetch: interrupting }) });
    await readyToTest(core);
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    await core.run({ kind: 'mapping' });
    core.byHand.updateUserNames();
    const { id } = await core.call('lifeCycle.plan', {});
    armed = true;
    await core.call('lifeCycle.start', { planId: id });
    await reached;
    await core.restart();
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    const { lifeCycle } = await core.snapshot();
    expect(lifeCycle.state).toBe('stopped');
  }

  /** Each write before and after, half of them ended in the other way. */
  const killed = (remainder: 0 | 1) =>
    writes.map(([name], index) => ({
      name,
      index,
      when: index % 2 === remainder ? ('before' as const) : ('after' as const),
    }));

  it.each(killed(0))('$when Okta has “$name”: it is cleaned up', async ({ index, when }) => {
    await killedAt(index, when);
    await core.call('lifeCycle.cleanUp', {});
    const { lifeCycle } = await core.until('it ends', (state) => state.lifeCycle.state !== 'running');
    expect(lifeCycle.error).toBeNull();
    expect(own()).toEqual([]);
    // The account that Okta made stays at Oktopost, inactive, and that is said.
    const accounts = Object.values(core.org.world.state.oktopost.us.users).filter(
      ({ id }) => id === lifeCycle.accountId,
    );
    await core.org.world.idle();
    expect(accounts.every(({ active }) => !active)).toBe(true);
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
  });

  it.each(killed(1))('$when Okta has “$name”: the set-up is undone', async ({ index, when }) => {
    await killedAt(index, when);
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run).toMatchObject({ state: 'done', error: null });
    expect(own()).toEqual([]);
  });
});
