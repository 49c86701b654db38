import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeOptions } from '../../practice/practice';
import { parseProfile } from '../../practice/profile';
import { systemClock } from '../shell/clock';
import { startTestCore } from '../testing/core';
import type { TestCore } from '../testing/core';
import { readyToTest } from '../testing/ready-to-test';

describe('the test of one user', () => {
  let core: TestCore;
  let userId: string;
  /** Ends the wait for the second look. */
  let secondLook: () => void;
  let secondLookAwaited: Promise<void>;
  /** Of the wait for the second look: whether it was called off. */
  let secondLookSignal: AbortSignal | undefined;
  /** Waits of the assistant in milliseconds, and the answers that it got, as `TARGET METHOD`. */
  const waited: number[] = [];
  const answered: string[] = [];
  afterEach(() => core.close());

  /** A set-up with provisioning on. The long waits of the test end when `secondLook` is called. */
  async function provisioningOn(options: Partial<PracticeOptions> = {}): Promise<void> {
    let awaited: () => void = () => undefined;
    secondLookAwaited = new Promise((resolve) => (awaited = resolve));
    const released = new Promise<void>((resolve) => (secondLook = resolve));
    const onExchange: PracticeOptions['onExchange'] = ({ target, method, path }) => {
      answered.push(`${target} ${method} ${path.replace(/[^/]*$/, '')}`);
    };
    core = await startTestCore(
      { onExchange, ...options },
      {
        ports: () => ({
          clock: {
            ...systemClock,
            sleep: async (ms, signal) => {
              waited.push(ms);
              if (ms !== 30_000) return systemClock.sleep(Math.min(ms, 20), signal);
              secondLookSignal = signal;
              awaited();
              await Promise.race([released, systemClock.sleep(600_000, signal)]);
            },
          },
        }),
      },
    );
    userId = await readyToTest(core);
  }

  const assign = () => core.run({ kind: 'assign', userId });
  const account = () => {
    const found = Object.values(core.org.world.state.oktopost.us.users).find(
      ({ externalId }) => externalId === userId,
    );
    if (found === undefined) throw new Error('there is no account');
    return found;
  };
  const verdict = () => core.until('a verdict', ({ test }) => test.verdict !== null);
  const failed = () => core.until('it fails', ({ test }) => test.state === 'failed');

  it('is failed by an account that is inactive after an older push, though all events are successes', async () => {
    await provisioningOn({ profile: parseProfile('reassignment=stale-inactive') });
    await assign();
    await verdict();
    await core.run({ kind: 'unassign', userId });
    await core.org.world.idle();
    await assign();
    await core.org.world.idle();
    secondLook();
    const { test } = await failed();
    expect(test.verdict).toMatch(/inactive there/);
    expect(test.explanation?.next).toMatch(/^Unassign the user, wait a minute/);
    expect(test.timeline.filter((entry) => entry.source === 'system-log' && entry.failed)).toEqual([]);
  });

  it('has no verdict before the second look where Okta made an account active again', async () => {
    await provisioningOn({ profile: parseProfile('reassignment=stale-inactive'), provisionDelayMs: 0 });
    await assign();
    await verdict();
    await core.run({ kind: 'unassign', userId });
    await core.org.world.idle();
    // The older push is still on its way when everything has arrived.
    const { deactivate } = core.org.world.scimClient;
    core.org.world.scimClient.deactivate = () => Promise.resolve({ ok: true, value: null });
    await assign();
    await secondLookAwaited;
    const { test } = await core.until('it waits', (state) =>
      state.test.timeline.some(({ text }) => text.includes('once more')),
    );
    expect(test).toMatchObject({ state: 'following', verdict: null });
    core.org.world.scimClient.deactivate = deactivate;
    account().active = false;
    secondLook();
    expect((await failed()).test.verdict).toContain('older “inactive”');
  });

  it('takes a verdict back when the account is inactive later', async () => {
    await provisioningOn();
    await assign();
    expect((await verdict()).test.state).toBe('passed');
    await secondLookAwaited;
    account().active = false;
    secondLook();
    expect((await failed()).test.verdict).toContain('the account is inactive there');
  });

  it('keeps its verdict when the admin unassigned the user meanwhile: there is no second look', async () => {
    await provisioningOn();
    await assign();
    await verdict();
    await secondLookAwaited;
    expect(secondLookSignal?.aborted).toBe(false);
    await core.run({ kind: 'unassign', userId });
    await core.until('the account is inactive', ({ test }) => test.unassignment?.state === 'inactive');
    expect(secondLookSignal?.aborted).toBe(true);
    expect(account().active).toBe(false);
    expect((await core.snapshot()).test).toMatchObject({ state: 'passed', decision: 'unassigned' });
  });

  it('keeps its verdict when a colleague unassigned the user meanwhile: inactive is then as it should be', async () => {
    await provisioningOn();
    await assign();
    await verdict();
    await secondLookAwaited;
    const { app } = await core.snapshot();
    await core.org.api('DELETE', `/api/v1/apps/${app?.id ?? ''}/users/${userId}`);
    await core.org.world.idle();
    expect(account().active).toBe(false);
    waited.length = 0;
    answered.length = 0;
    secondLook();
    await core.until('the second look', () => {
      const [appUser, found] = [/^okta GET .*\/apps\/[^/]+\/users\/$/, /^oktopost GET /];
      return answered.some((each) => appUser.test(each)) && answered.some((each) => found.test(each));
    });
    // It asks Okta and Oktopost, one after the other: the look has ended by then.
    await core.call('summary.get', {});
    expect((await core.snapshot()).test).toMatchObject({ state: 'passed', decision: 'open' });
    // Where inactive counts, it is looked at once more before it does.
    expect(waited).not.toContain(8_000);
  });
});
