import { mkdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isRunning } from '../../shared/at-work';
import type { PlanScopeInput, Run } from '../../shared/plan';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';

const mapping: PlanScopeInput = { kind: 'mapping' };

/** What Okta took is journaled before the session is saved. */
describe('a session file that cannot be written', () => {
  let core: TestCore;
  afterEach(() => core.close());

  /** Applies a plan while a folder stands where the session file belongs. */
  async function runWithoutSession(scope: PlanScopeInput): Promise<Run> {
    const file = join(core.folder, 'session.json');
    const plan = await core.preview(scope);
    const before = (await core.snapshot()).run?.id;
    await rename(file, `${file}.away`);
    await mkdir(file);
    // The call itself may fail on the session file; the run it began goes on.
    await core.call('plan.apply', { planId: plan.id }).catch(() => null);
    const { run } = await core.until(
      'the run ends',
      (state) => state.run !== null && state.run.id !== before && !isRunning(state.run),
    );
    await rmdir(file);
    await rename(`${file}.away`, file);
    if (run === null) throw new Error('no run');
    return run;
  }

  it('makes no app integration: what was approved of it could not be remembered', async () => {
    core = await startTestCore({ region: 'us' });
    await core.begin();
    const run = await runWithoutSession({ kind: 'app' });
    expect(run).toMatchObject({
      state: 'failed',
      changes: [{ id: 'app', state: 'failed' }],
      error: { code: 'storage-failed', owner: 'okta-admin', retry: true },
    });
    const ours = ({ label }: { label: string }): boolean => label === 'Oktopost Social Advocacy';
    expect(Object.values(core.org.world.state.apps).filter(ours)).toEqual([]);
    await core.run({ kind: 'app' });
    expect(Object.values(core.org.world.state.apps).filter(ours)).toHaveLength(1);
  });

  it('does not say that nothing was done where Okta took it', async () => {
    core = await startTestCore({ region: 'us' });
    await core.begin();
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    const run = await runWithoutSession(mapping);
    expect(run).toMatchObject({ state: 'failed', error: { code: 'storage-failed' } });
    expect(run.changes.some(({ state }) => state === 'done')).toBe(true);
    expect(run.error?.message).not.toContain('othing was');
  });

  it('assigns nobody who could not be followed after a crash', async () => {
    core = await startTestCore({ region: 'us' });
    await core.begin();
    await core.run({ kind: 'app' });
    await core.provisioningOn();
    const { users } = await core.call('users.search', { query: 'Bruno' });
    const run = await runWithoutSession({ kind: 'assign', userId: users[0]?.id ?? '' });
    expect(run).toMatchObject({ state: 'failed', error: { code: 'storage-failed' } });
    expect(run.changes).toMatchObject([{ id: 'assign', state: 'failed' }]);
    const apps = Object.values(core.org.world.state.apps);
    expect(apps.flatMap((app) => Object.keys(app.users))).not.toContain(users[0]?.id);
  });
});
