import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryVault } from '../shell/vault/memory';
import { takeCheckpoint } from '../testing/checkpoint';
import type { Checkpoint } from '../testing/checkpoint';
import { startTestCore } from '../testing/core';
import { prepareMs } from '../testing/prepared-core';
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

type When = 'before' | 'after';

describe('a life-cycle test that is killed', () => {
  let core: TestCore;
  /** What is on the disk and in Okta when the assistant is killed at a write: its intent is in the journal, no answer came. */
  const kills = new Map<string, Checkpoint>();

  const people = () => Object.values(core.org.world.state.users);
  const own = () => people().filter(({ profile }) => String(profile['login']).startsWith('oktopost-test-'));

  /** Those that Okta made for the test and that stay active at Oktopost, whether the assistant knows of them or not. */
  const accountsInUse = async () => {
    await core.org.world.idle();
    const accounts = Object.values(core.org.world.state.oktopost.us.users);
    return accounts.filter(({ userName, active }) => active && userName.startsWith('oktopost-test-'));
  };

  // One life is lived, and kept as it is before and after each of its writes.
  beforeAll(async () => {
    const clock = hurriedClock(() => core.org.world.idle());
    let armed = false;
    let sent = -1;
    const keep = async (when: When): Promise<void> => {
      // Okta goes on without the assistant.
      await core.org.world.idle();
      kills.set(
        `${when} ${String(sent)}`,
        await takeCheckpoint(core.org.world.state, core.folder, memoryVault('encrypted')),
      );
    };
    const keeping: typeof fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const isWrite = armed && (init?.method ?? 'GET') !== 'GET' && pathname.startsWith('/api/v1/');
      if (!isWrite) return fetch(input, init);
      sent += 1;
      expect([init?.method, pathname]).toEqual([
        writes[sent]?.[1],
        expect.stringMatching(writes[sent]?.[2] ?? ''),
      ]);
      await keep('before');
      const answer = await fetch(input, init);
      await keep('after');
      return answer;
    };
    core = await startTestCore({ now: clock.now }, { ports: () => ({ clock, fetch: keeping }) });
    await readyToTest(core);
    await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
    await core.run({ kind: 'mapping' });
    core.byHand.updateUserNames();
    const { id } = await core.call('lifeCycle.plan', {});
    armed = true;
    await core.call('lifeCycle.start', { planId: id });
    await core.until('it passes', ({ lifeCycle }) => lifeCycle.state === 'passed');
    armed = false;
    if (kills.size !== 2 * writes.length) throw new Error(`${String(kills.size)} kills`);
  }, prepareMs);
  afterAll(() => core.close());

  async function killedAt(index: number, when: When): Promise<void> {
    const kill = kills.get(`${when} ${String(index)}`);
    if (kill === undefined) throw new Error(`not killed ${when} ${String(index)}`);
    await core.returnTo(kill);
    const { lifeCycle } = await core.snapshot();
    expect(lifeCycle.state).toBe('stopped');
    const [left] = own();
    if (left === undefined) return;
    // Whoever reads the summary alone learns of the user that is in Okta.
    const { left: toDo } = await core.call('summary.get', {});
    const login = String(left.profile['login']);
    expect(toDo.find(({ text }) => text.includes(login))?.text).toMatch(/life-cycle test.*clean up/);
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
    expect(await accountsInUse()).toEqual([]);
    const { findings } = await core.call('lifeCycle.plan', {});
    expect(findings.filter(({ level }) => level === 'block')).toEqual([]);
  });

  it.each(killed(1))('$when Okta has “$name”: the set-up is undone', async ({ index, when }) => {
    await killedAt(index, when);
    const run = await core.run({ kind: 'undo', deleteDespiteOtherUsers: true });
    expect(run).toMatchObject({ state: 'done', error: null });
    expect(own()).toEqual([]);
    expect(await accountsInUse()).toEqual([]);
  });
});
