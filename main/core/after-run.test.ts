import { mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Run } from '../../shared/plan';
import { record } from '../../practice/world/people';
import { systemClock } from '../shell/clock';
import { newSession } from '../storage/session';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { afterRun } from './after-run';

describe('what follows a run', () => {
  let core: TestCore | null = null;
  afterEach(async () => {
    await core?.close();
    core = null;
  });

  /** A session file that cannot be written while `act` is called. */
  async function withoutSessionFile<T>(folder: string, act: () => Promise<T>): Promise<T> {
    const file = join(folder, 'session.json');
    renameSync(file, `${file}.kept`);
    mkdirSync(file);
    try {
      return await act();
    } finally {
      rmdirSync(file);
      renameSync(`${file}.kept`, file);
    }
  }

  it('happens also when the screen of the run cannot be shown, and the failure is shown', async () => {
    const started = (core = await startTestCore({ region: 'us' }));
    await started.begin();
    const plan = await started.preview({ kind: 'app' });
    const { runId } = await withoutSessionFile(started.folder, () =>
      started.call('plan.apply', { planId: plan.id }),
    );
    await started.until('the run ends', ({ run }) => run?.id === runId && run.state === 'done');
    const { problem, appCheckedAt } = await started.until(
      'it is read back',
      ({ appChecks }) => appChecks.length > 0,
    );
    expect(appCheckedAt).not.toBeNull();
    expect(problem).toMatchObject({ code: 'storage-failed' });
    await started.call('session.go', { screen: 'apply' });
    expect((await started.snapshot()).problem).toBeNull();
  });

  it('is that the settings are read again where a plan of the app integration was not any more as Okta is', async () => {
    const started = (core = await startTestCore({ region: 'us' }));
    await started.begin();
    await started.run({ kind: 'app' });
    const { app } = await started.snapshot();
    const ours = started.org.world.state.apps[app?.id ?? ''];
    if (ours === undefined) throw new Error('no app of ours');
    const setSignOn = (name: string, value: string): void => {
      ours.body.settings['signOn'] = { ...record(ours.body.settings['signOn']), [name]: value };
    };
    setSignOn('recipient', 'https://other.example');
    const plan = await started.preview({ kind: 'app' });
    setSignOn('audience', 'urn:other');
    const { error } = await started.apply(plan);
    expect(error?.code).toBe('plan-stale');
    const { appChecks } = await started.until('it is read again', ({ appChecks: checks }) =>
      checks.some(({ state }) => state === 'different'),
    );
    const differing = appChecks.filter(({ state }) => state === 'different');
    expect(differing.map(({ setting, actual }) => [setting, actual])).toEqual([
      ['sign-on.recipient', 'https://other.example'],
      ['sign-on.audience', 'urn:other'],
    ]);
  });

  it('is looked at step by step, also when what was read back cannot be remembered', async () => {
    const session = newSession();
    const looked: string[] = [];
    const run: Run = {
      id: 'run',
      scope: { kind: 'app', adopt: null, createAnyway: false },
      planOnly: false,
      state: 'done',
      changes: [],
      checks: [],
      wait: null,
      error: null,
      long: null,
    };
    const nothing = (): void => undefined;
    const full = new Error('ENOSPC: no space left on device');
    const parts = {
      ports: { clock: systemClock },
      store: {
        session: { ...session, readBackAt: { ...session.readBackAt, 'scim-on': '2026-01-01T00:00:00.000Z' } },
      },
      remember: () => {
        throw full;
      },
      guided: {
        lookNow: (step: string) => {
          looked.push(step);
          return Promise.resolve();
        },
        forget: nothing,
      },
      follower: { begin: nothing, abandon: nothing, unassigned: nothing, forget: nothing },
      unassignments: { begin: nothing, abandon: nothing, forget: nothing },
      userNames: { forget: nothing },
      repair: { end: nothing },
      certificateChange: { lookAgain: () => Promise.resolve() },
      readAppAgain: () => Promise.resolve(),
    };
    await expect(afterRun(parts, run)).rejects.toBe(full);
    expect(looked).toEqual(['scim-on']);
    await expect(afterRun(parts, { ...run, planOnly: true })).resolves.toBeUndefined();
  });
});
