import { afterEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../../../practice/profile';
import { secondLookMs } from '../../observe/okta-pace';
import { startTestCore } from '../../testing/core';
import type { TestCore } from '../../testing/core';
import { steppedClock } from '../../testing/hurried-clock';
import { rolloutEnded as ended, rolloutOrg } from '../../testing/rollout-org';
import { readyToTest } from '../../testing/ready-to-test';

describe('in an org that makes a quick pair inactive, a rollout', () => {
  let core: TestCore;
  /** Called before the wait for the second look. */
  let beforeSecondLook: () => void;
  const org = rolloutOrg(() => core);
  afterEach(() => core.close());

  /** The pilot of a rollout was unassigned a moment before it begins. @returns the id of the pilot. */
  async function beginWithQuickPair(
    beforeRollout: (userId: string) => void = () => undefined,
  ): Promise<string> {
    beforeSecondLook = () => undefined;
    const clock = steppedClock(() => core.org.world.idle());
    const sleep: typeof clock.sleep = async (ms, signal) => {
      if (ms === secondLookMs) beforeSecondLook();
      await clock.sleep(ms, signal);
    };
    const profile = parseProfile('reassignment=stale-inactive');
    const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5 };
    core = await startTestCore(
      { rateLimit: 1_000_000, profile, ...quick },
      { ports: () => ({ clock: { ...clock, sleep } }) },
    );
    await readyToTest(core);
    const people = org.ready(2);
    const id = people[0]?.id ?? '';
    const plan = await org.planOf(people.map(({ profile: { email } }) => email ?? ''));
    const users = `/api/v1/apps/${org.app().id}/users`;
    await core.org.api('POST', users, { id, scope: 'USER' });
    await core.org.world.idle();
    await core.org.api('DELETE', `${users}/${id}`);
    await core.org.world.idle();
    beforeRollout(id);
    await org.begin(plan);
    return id;
  }

  const account = (userId: string) => {
    const { users } = core.org.world.state.oktopost.us;
    const found = Object.values(users).find(({ externalId }) => externalId === userId);
    if (found === undefined) throw new Error('there is no account');
    return found;
  };

  async function expectInactive(userId: string): Promise<void> {
    const { rollout } = await core.until('the rollout ends', ended);
    expect(org.app().users[userId]).toMatchObject({ status: 'PROVISIONED', syncState: 'SYNCHRONIZED' });
    expect(rollout).toMatchObject({ state: 'paused', pause: 'too-many-failed', arrived: 0, failed: 1 });
    const [ring] = (await core.call('rollout.view', {})).rings;
    expect(ring).toMatchObject({ state: 'failed', failures: [{ id: 'inactive-there', people: 1 }] });
  }

  it('finds an account inactive that Okta calls synchronised', async () => {
    await expectInactive(await beginWithQuickPair());
  });

  it('looks once more, half a minute later, at an account that Okta made active again', async () => {
    const activeAtFirst: (boolean | null)[] = [];
    const userId = await beginWithQuickPair((id) => {
      // The older push is on its way until the second look.
      core.org.world.scimClient.deactivate = () => Promise.resolve({ ok: true, value: null });
      beforeSecondLook = () => {
        activeAtFirst.push(account(id).active);
        account(id).active = false;
      };
    });
    await expectInactive(userId);
    expect(activeAtFirst).toEqual([true]);
  });
});
