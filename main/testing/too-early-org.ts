import { afterEach, beforeEach } from 'vitest';
import { platformAccount } from '../../practice/world/accounts';
import type { OktaGroup } from '../../practice/world/state';
import { createOktopostToken } from '../../practice/world/world';
import { suggestedLabels } from '../../shared/oktopost';
import type { Snapshot } from '../../shared/snapshot';
import { betweenHalvesMs } from '../rollout/repair/repair-plan';
import { adoptColleaguesApp } from './adopt';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { hurriedClock } from './hurried-clock';
import type { HurriedClock } from './hurried-clock';

export const repairEnded = ({ rollout }: Snapshot): boolean =>
  rollout.repair?.state === 'done' || rollout.repair?.state === 'paused';

/** What tests of the repair of people who were assigned too early need of a core and its practice org. */
interface TooEarlyOrg {
  /** Called when the wait between the halves begins; nothing at first. */
  atPause(): Promise<unknown>;
  /** Called once Okta has unassigned somebody; nothing at first. */
  afterUnassignment(): void;
  /** Milliseconds go by. */
  pass(ms: number): void;
  /** The group that is assigned too early as well. */
  group(): OktaGroup;
  /** Begins a set-up in which some people and that group are assigned before SCIM is on. @returns the ids of the people. */
  assignedTooEarly(
    count?: number,
    choice?: Parameters<TestCore['begin']>[0],
    isAdopted?: boolean,
  ): Promise<string[]>;
  /** A repair of them that “Plan only” stops between its halves. */
  pausedBetween(): Promise<Snapshot>;
  /** The assistant's waits between the halves. */
  waitsBetween(): number;
}

/** Ends after each test of a file what it started; `use` gets each core. */
export function tooEarlyOrg(use: (core: TestCore) => void): TooEarlyOrg {
  let core: TestCore;
  let clock: HurriedClock;
  beforeEach(() => {
    org.atPause = () => Promise.resolve();
    org.afterUnassignment = () => undefined;
  });
  afterEach(() => core.close());

  const org: TooEarlyOrg = {
    atPause: () => Promise.resolve(),
    afterUnassignment: () => undefined,
    pass: (ms) => {
      clock.pass(ms);
    },
    group: () => {
      const found = Object.values(core.org.world.state.groups).find(
        ({ profile }) => profile.name === 'Social advocates',
      );
      if (found === undefined) throw new Error('no group');
      return found;
    },
    assignedTooEarly: async (count = 4, choice = {}, isAdopted = false) => {
      clock = hurriedClock(() => core.org.world.idle());
      const sleep: HurriedClock['sleep'] = async (ms, signal) => {
        if (ms === betweenHalvesMs) await org.atPause();
        await clock.sleep(ms, signal);
      };
      core = await startTestCore(
        {
          ...{ users: 80, licences: 200, now: clock.now, provisionDelayMs: 5, logLagMs: 5 },
          onExchange: ({ target, method, path }) => {
            if (target === 'okta' && method === 'DELETE' && path.includes('/users/')) org.afterUnassignment();
          },
        },
        { ports: () => ({ clock: { ...clock, sleep } }) },
      );
      use(core);
      await core.begin({ label: suggestedLabels.board, ...choice });
      const euToken =
        choice.region === 'eu' ? createOktopostToken(core.org.world, platformAccount.eu, 'Okta').text : null;
      await core.call('secrets.submit', {
        kind: 'oktopost-token',
        value: euToken ?? core.org.oktopost.bearerToken,
      });
      if (isAdopted) await adoptColleaguesApp(core, 'SCIM off');
      else await core.run({ kind: 'app' });
      const { id: groupId, memberIds } = org.group();
      const members = new Set(memberIds);
      const people = Object.values(core.org.world.state.users)
        .filter(({ id, status, profile }) => {
          const { email, firstName, lastName } = profile;
          return status === 'ACTIVE' && !members.has(id) && Boolean(email && firstName && lastName);
        })
        .slice(6, 6 + count);
      const path = `/api/v1/apps/${core.ours().id}`;
      for (const { id } of people) await core.org.api('POST', `${path}/users`, { id, scope: 'USER' });
      await core.org.api('PUT', `${path}/groups/${groupId}`, {});
      await core.provisioningOn();
      return people.map(({ id }) => id);
    },
    pausedBetween: async () => {
      const { planId } = await core.call('rollout.planRepair', { of: { kind: 'too-early' } });
      org.atPause = () => core.call('session.planOnly', { on: true });
      await core.call('rollout.repair', { planId: planId ?? '', secondYes: true });
      return core.until('it pauses', repairEnded);
    },
    waitsBetween: () => clock.waited.filter((ms) => ms === betweenHalvesMs).length,
  };
  return org;
}
