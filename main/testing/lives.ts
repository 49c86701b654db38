import { expect } from 'vitest';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { PersonShown } from '../../shared/people';
import type { TestCore } from './core';
import { readyToTest } from './ready-to-test';

/** Provisioning is on and its mapping is applied. */
export async function readyToLive(core: TestCore): Promise<void> {
  await readyToTest(core);
  await core.call('mapping.choose', { keepWorkEmail: true, deleteSchemaAttributes: false });
  await core.run({ kind: 'mapping' });
  core.byHand.updateUserNames();
}

export const lifeEnded = ({ state }: LifeCycle): boolean => state !== 'running' && state !== 'none';

/** The life-cycle test as it rests. */
export const lifeAtRest = async (core: TestCore): Promise<LifeCycle> =>
  (await core.until('the life rests', ({ lifeCycle }) => lifeEnded(lifeCycle))).lifeCycle;

export async function beginLife(core: TestCore): Promise<void> {
  const { id } = await core.call('lifeCycle.plan', {});
  await core.call('lifeCycle.start', { planId: id });
}

/** One whole test, or as far as it comes. */
export async function live(core: TestCore): Promise<LifeCycle> {
  await beginLife(core);
  return lifeAtRest(core);
}

export async function goOnWithLife(core: TestCore, from: 'again' | 'next'): Promise<LifeCycle> {
  await core.call('lifeCycle.resume', { from });
  return lifeAtRest(core);
}

export async function cleanUpLife(core: TestCore): Promise<LifeCycle> {
  await core.call('lifeCycle.cleanUp', {});
  return lifeAtRest(core);
}

export function phaseIn({ phases }: LifeCycle, name: LifeCyclePhase): PhaseRecord {
  const found = phases.find((each) => each.phase === name);
  if (found === undefined) throw new Error(`no phase ${name}`);
  return found;
}

/** Oktopost refuses the next changes of an account. */
export function refuseUpdates({ org }: Pick<TestCore, 'org'>, times: number): void {
  const put = { target: 'oktopost', method: 'PUT', path: '/Users', times } as const;
  org.faults.add([{ ...put, answer: { status: 400, headers: {}, body: '{}' } }]);
}

/** The test failed in this phase alone, by this explanation. */
export function expectFailed(lifeCycle: LifeCycle, name: LifeCyclePhase, explanation: string): void {
  expect(lifeCycle.state).toBe('failed');
  const found = phaseIn(lifeCycle, name);
  expect(found).toMatchObject({ state: 'failed', explanation: { id: explanation } });
  // Nobody is told to unassign a user whom the test itself assigns.
  expect(found.explanation?.next).not.toMatch(/test user|assign them again|task in Okta/);
  expect(lifeCycle.phases.filter(({ state }) => state === 'failed')).toHaveLength(1);
}

/** The user or account of the test as the reconciliation shows it. */
export async function shownAmongPeople(core: TestCore, id: string): Promise<PersonShown> {
  const view = 'reconciliation';
  await core.call('people.read', { view, source: { kind: 'assigned' } });
  await core.until('people are read', ({ people }) => people[view].phase === 'done');
  return core.call('people.person', { view, id });
}
