import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

let core: TestCore;
const written: string[] = [];
beforeEach(async () => {
  written.length = 0;
  core = await startTestCore({
    onExchange: ({ target, method, path }) => {
      if (target === 'okta' && method !== 'GET') written.push(`${method} ${path}`);
    },
  });
  await core.begin();
});
afterEach(() => core.close());

describe('with "Plan only" on', () => {
  it('a run goes through the whole plan, and no request that writes leaves', async () => {
    await core.call('session.planOnly', { on: true });
    const run = await core.run({ kind: 'app' });
    expect(run).toMatchObject({ planOnly: true, state: 'done', checks: [], error: null });
    expect(run.changes.map(({ state }) => state)).toEqual(['would-do']);
    expect(written).toEqual([]);
    const { app, screen, changed } = await core.snapshot();
    expect({ app, changed }).toEqual({ app: null, changed: 'nothing' });
    expect(screen).not.toBe('apply');
  });

  it('every later plan is only run through as well, and the test user is not followed', async () => {
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    await core.call('session.planOnly', { on: true });
    const before = JSON.stringify(core.org.world.state.apps);
    written.length = 0;
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const userId = users[0]?.id ?? '';
    for (const scope of [{ kind: 'mapping' }, { kind: 'to-app' }, { kind: 'assign', userId }] as const) {
      expect((await core.run(scope)).changes.map(({ state }) => state)).toEqual(['would-do']);
    }
    expect(written).toEqual([]);
    expect(JSON.stringify(core.org.world.state.apps)).toBe(before);
    expect((await core.snapshot()).test.state).toBe('none');
  });

  it('lasts over a restart, and turned off the same plan is written', async () => {
    await core.call('session.planOnly', { on: true });
    await core.restart();
    expect((await core.snapshot()).planOnly).toBe(true);
    await core.until('connected again', ({ okta }) => okta.state === 'connected');
    await core.run({ kind: 'app' });
    expect(written).toEqual([]);
    await core.call('session.planOnly', { on: false });
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    expect(written).toEqual(['POST /api/v1/apps']);
  });
});
