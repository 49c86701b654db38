import { describe, expect, it } from 'vitest';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';
import type { SettingId } from '../../shared/settings';
import { newSession } from '../storage/session';
import { provenByLife } from './life-cycle';

const user = 'oktopost-test-ab12cd@acme.example';
const minuteOf = (phase: LifeCyclePhase): string =>
  `2026-11-28T10:0${String(lifeCyclePhases.indexOf(phase))}:00.000Z`;
const record = (phase: LifeCyclePhase): PhaseRecord => ({
  phase,
  state: 'passed',
  startedAt: minuteOf(phase),
  writtenAt: minuteOf(phase),
  endedAt: minuteOf(phase),
  facts: [],
  eventIds: [],
  explanation: null,
  seen: null,
});
const passed: LifeCycle = {
  ...noLifeCycle,
  state: 'passed',
  user: {
    id: '00u1',
    marker: 'm',
    givenName: 'Lifecycle',
    familyName: 'Test',
    email: user,
    changedGivenName: 'Lifecycle Changed',
    changedEmail: 'new',
  },
  phases: lifeCyclePhases.map(record),
};
const without = (phase: LifeCyclePhase, patch: Partial<PhaseRecord>): LifeCycle => ({
  ...passed,
  phases: passed.phases.map((each) => (each.phase === phase ? { ...each, ...patch } : each)),
});
const proof = (lifeCycle: LifeCycle, setting: SettingId) =>
  provenByLife({ ...newSession(), lifeCycle }, setting);

describe('what a life that passed proves', () => {
  it.each([
    ['connection.push-profile-updates', 'first-name'],
    ['user-name-format.update-on', 'user-name'],
    ['to-app.update', 'first-name'],
    // Deactivated, reactivated and deactivated for good.
    ['to-app.deactivate', 'deactivate'],
  ] as const)('is %s, by the end of the phase %s', (setting, last) => {
    expect(proof(passed, setting)).toEqual({ how: 'proven-by-life-cycle', user, at: minuteOf(last) });
  });

  it.each(['unassign', 'reassign', 'deactivate'] as const)(
    'is not the deactivation where the phase %s failed',
    (phase) => {
      expect(proof(without(phase, { state: 'failed' }), 'to-app.deactivate')).toBeNull();
      expect(proof(without(phase, { state: 'failed' }), 'to-app.update')).not.toBeNull();
    },
  );

  it('is nothing that only Okta said; what the admin saw at Oktopost is stated, not proven', () => {
    const fact = {
      where: 'oktopost',
      what: 'given-name',
      expected: 'Lifecycle Changed',
      actual: null,
      state: 'cannot-be-read',
    } as const;
    const unread = without('first-name', { facts: [fact] });
    expect(proof(unread, 'connection.push-profile-updates')).toBeNull();
    const seen = { asExpected: true, by: 'it@acme.example', at: minuteOf('first-name') };
    const looked = without('first-name', { facts: [fact], seen });
    expect(proof(looked, 'connection.push-profile-updates')).toEqual({
      how: 'stated',
      by: seen.by,
      at: seen.at,
    });
    const otherwise = without('first-name', { facts: [fact], seen: { ...seen, asExpected: false } });
    expect(proof(otherwise, 'connection.push-profile-updates')).toBeNull();
  });

  it('is no setting that it does not try', () => {
    expect(proof(passed, 'connection.base-url')).toBeNull();
    expect(proof(noLifeCycle, 'to-app.update')).toBeNull();
  });
});
