import { describe, expect, it } from 'vitest';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';
import type { SettingId } from '../../shared/settings';
import { newSession } from '../storage/session';
import { leftOfLife, provenByLife } from './life-cycle';

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

describe('what a life that failed leaves to do', () => {
  const active = (expected: string, actual: string | null): LifeCycleFact => ({
    where: 'oktopost',
    what: 'active',
    expected,
    actual,
    state: actual === null ? 'cannot-be-read' : actual === expected ? 'same' : 'different',
  });
  const last = (actual: string): LifeCycleFact => ({
    ...active('inactive, or deleted', actual),
    what: 'account',
    state: actual === 'active' ? 'different' : 'same',
  });
  /** Each phase in its state, with what was seen of the account. */
  const life = (patches: Partial<Record<LifeCyclePhase, Partial<PhaseRecord>>>): LifeCycle => ({
    ...passed,
    state: 'failed',
    phases: passed.phases.map((each) => ({ ...each, ...patches[each.phase] })),
  });
  const toDo = { state: 'to-do' } as const;
  const assigned = { facts: [active('true', 'true')] };

  it('is the phase that failed, and the account that was active when it was seen last, by its name at Oktopost', () => {
    const failed = life({
      assign: assigned,
      'user-name': { state: 'failed' },
      unassign: toDo,
      reassign: toDo,
      deactivate: toDo,
      'clean-up': { state: 'failed', facts: [last('active')] },
    });
    const left = leftOfLife(failed);
    expect(left?.text).toContain(
      'The life-cycle test failed in the phases “Change email and user name” and “Delete the user in Okta”.',
    );
    expect(left).toMatchObject({
      text: expect.stringContaining(`Deactivate the account ${user} in Oktopost`),
    });
    expect(left?.isActive).toBe(true);
    const renamed = leftOfLife(life({ deactivate: { state: 'failed', facts: [active('false', 'true')] } }));
    expect(renamed?.text).toMatch(
      /in the phase “Deactivate in Okta”\..*Deactivate the account new in Oktopost/,
    );
  });

  it('is the phase alone where no account was ever seen', () => {
    const unread = active('true', null);
    for (const fact of [unread, { ...unread, state: 'different' } as const]) {
      const left = leftOfLife(life({ assign: { state: 'failed', facts: [fact] } }));
      expect(left).toEqual({ text: 'The life-cycle test failed in the phase “Assign”.', isActive: false });
    }
  });

  it('is nothing where it passed, where the account was inactive in the end, and where nobody was created', () => {
    const inactive = life({
      assign: assigned,
      'first-name': { state: 'failed' },
      'clean-up': { facts: [last('inactive')] },
    });
    const deleted = life({ unassign: { state: 'failed', facts: [active('false', 'deleted')] } });
    for (const each of [passed, noLifeCycle, inactive, deleted]) expect(leftOfLife(each)).toBeNull();
    const request = {
      request: 'POST /api/v1/users',
      status: 403,
      errorCode: null,
      errorId: null,
      causes: [],
    };
    const error = {
      code: 'missing-right',
      message: '',
      owner: 'okta-admin',
      next: '',
      okta: request,
      retry: false,
      field: null,
      at: minuteOf('create'),
    } as const;
    const refused = {
      ...life({ create: { state: 'failed' } }),
      user: passed.user && { ...passed.user, id: null },
      error,
    };
    expect(leftOfLife(refused)).toBeNull();
  });

  it.each([
    ['deactivate', 'false', true, null],
    ['deactivate', 'false', false, true],
    ['reassign', 'true', true, true],
  ] as const)(
    'counts what the admin saw after %s (active: %s, as expected: %s)',
    (phase, expected, asExpected, isActive) => {
      const seen = { asExpected, by: null, at: minuteOf(phase) };
      const lived = life({
        'first-name': { state: 'failed' },
        [phase]: { facts: [active(expected, null)], seen },
      });
      expect(leftOfLife(lived)?.isActive ?? null).toBe(isActive);
    },
  );
});
