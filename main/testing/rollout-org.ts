import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { RolloutChoice, RolloutPlan } from '../../shared/rollout-plan';
import type { Snapshot } from '../../shared/snapshot';
import { suggestedLabels } from '../../shared/oktopost';
import type { Destination } from '../../shared/oktopost';
import type { PracticeOptions } from '../../practice/practice';
import type { OktaApp, OktaGroup, OktaUser } from '../../practice/world/state';
import type { Ports } from '../ports';
import type { Checkpoint } from './checkpoint';
import { startTestCore } from './core';
import type { TestCore } from './core';
import { hurriedClock } from './hurried-clock';
import type { HurriedClock } from './hurried-clock';
import { readyToTest } from './ready-to-test';

/** What tests of a rollout need of a core and its practice org. */
export interface RolloutOrg {
  /** The app integration of the set-up. */
  app(): OktaApp;
  people(): OktaUser[];
  group(name: string): OktaGroup;
  /** People who can be assigned and are not. */
  ready(count: number): OktaUser[];
  choice(more?: Partial<RolloutChoice>): RolloutChoice;
  planOf(emails: readonly string[], more?: Partial<RolloutChoice>): Promise<RolloutPlan>;
  /** Says yes to everything that the plan asks. */
  begin(plan: RolloutPlan): Promise<null>;
  /** A rollout of so many ready people, to its end. */
  rolledOut(count: number): Promise<OktaUser[]>;
  /** By its index, to its end. */
  takeBack(ring: number): Promise<void>;
  /** As an admin of Okta does it, without the assistant. */
  unassign(user: OktaUser): Promise<unknown>;
}

/** A core whose waits pass at once, on a practice org that answers within a moment, however much is asked of it. */
export async function startHurried(
  options: Partial<PracticeOptions> = {},
  ports: Partial<Ports> = {},
): Promise<TestCore> {
  const clock: HurriedClock = hurriedClock(() => core.org.world.idle());
  const quick = { now: clock.now, provisionDelayMs: 5, logLagMs: 5, rateLimit: 1_000_000 };
  const core: TestCore = await startTestCore(
    { ...quick, ...options },
    { ports: () => ({ clock, ...ports }) },
  );
  return core;
}

/** A set-up before its test, with an Oktopost token that a restart keeps: where the tests of a file begin. */
export async function readyToRollOut(core: TestCore): Promise<Checkpoint> {
  await readyToTest(core);
  const value = core.org.oktopost.bearerToken;
  await core.call('secrets.submit', { kind: 'oktopost-token', value, remember: 'encrypted' });
  return core.checkpoint();
}

/**
 * Each test of a file begins where everything is ready for a rollout: on one core with a practice org of these options, made once and set
 * back. `use` takes the core.
 */
export function readyForEach(
  use: (core: TestCore) => void,
  options: Partial<PracticeOptions> = {},
): RolloutOrg {
  let core: TestCore;
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    core = await startHurried(options);
    use(core);
    checkpoint = await readyToRollOut(core);
  });
  beforeEach(() => core.returnTo(checkpoint));
  afterAll(() => core.close());
  return rolloutOrg(() => core);
}

export const rolloutEnded = ({ rollout }: Snapshot): boolean =>
  rollout.state === 'done' || rollout.state === 'paused';

export const emailOf = ({ profile }: OktaUser): string => profile.email ?? '';

export function rolloutOrg(core: () => TestCore, destination: Destination = 'board'): RolloutOrg {
  const state = () => core().org.world.state;
  /** The pre-built app has the name that Okta's catalogue gives it. */
  const appLabel = destination === 'board' ? suggestedLabels.board : 'Oktopost';
  const app = (): OktaApp => {
    const found = Object.values(state().apps).find(({ label }) => label === appLabel);
    if (found === undefined) throw new Error('no app');
    return found;
  };
  const people = (): OktaUser[] => Object.values(state().users);
  const choice = (more: Partial<RolloutChoice> = {}): RolloutChoice => ({
    groups: [],
    userIds: [],
    listId: null,
    ringSize: 20,
    failShare: 20,
    licences: 2000,
    goOn: true,
    ...more,
  });
  const ready: RolloutOrg['ready'] = (count) =>
    people()
      .filter(({ status, profile, id }) => {
        const { email, firstName, lastName } = profile;
        return (
          status === 'ACTIVE' && Boolean(email && firstName && lastName) && app().users[id] === undefined
        );
      })
      .slice(5, 5 + count);
  const planOf: RolloutOrg['planOf'] = async (emails, more = {}) => {
    const { listId } = await core().call('rollout.match', { text: emails.join('\n') });
    return core().call('rollout.plan', choice({ listId, ...more }));
  };
  const begin: RolloutOrg['begin'] = ({ id, lockOut, risks }) =>
    core().call('rollout.start', { planId: id, secondYes: lockOut.length + risks.length > 0 });
  return {
    app,
    people,
    choice,
    ready,
    planOf,
    begin,
    group: (name) => {
      const found = Object.values(state().groups).find(({ profile }) => profile.name === name);
      if (found === undefined) throw new Error(`no group ${name}`);
      return found;
    },
    rolledOut: async (count) => {
      const chosen = ready(count);
      await begin(await planOf(chosen.map(emailOf)));
      await core().until('the rollout ends', rolloutEnded);
      return chosen;
    },
    takeBack: async (ring) => {
      const { planId, lockOut } = await core().call('rollout.planBack', { ring });
      await core().call('rollout.takeBack', { planId, typed: null, secondYes: lockOut.length > 0 });
      await core().until('taken back', ({ run }) => {
        return run?.scope.kind === 'ring-back' && run.scope.ring === ring && run.state === 'done';
      });
    },
    unassign: ({ id }) => core().org.api('DELETE', `/api/v1/apps/${app().id}/users/${id}`),
  };
}
