import { describe, expect, it } from 'vitest';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';
import { updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { measuredOtherwise, provenByLife } from '../storage/proven-by-life';
import { isStated, settingStatement } from './statements';
import { updateOnKnownAt } from './update-on';
import { lifeUser, minuteOf, passedLife, lifeWith, passedPhase } from '../testing/life-records';

const proof = (lifeCycle: LifeCycle, setting: SettingId) =>
  provenByLife({ ...newSession(), lifeCycle }, setting);

describe('what a life that passed proves', () => {
  it.each([
    ['connection.push-profile-updates', 'user-name'],
    ['user-name-format.update-on', 'user-name'],
    ['to-app.update', 'first-name'],
    // Deactivated, reactivated and deactivated for good.
    ['to-app.deactivate', 'deactivate'],
  ] as const)('is %s, by the end of the phase %s', (setting, last) => {
    expect(proof(passedLife, setting)).toEqual({
      how: 'proven-by-life-cycle',
      user: lifeUser,
      at: minuteOf(last),
    });
  });

  it.each(['unassign', 'reassign', 'deactivate'] as const)(
    'is not the deactivation where the phase %s failed',
    (phase) => {
      expect(proof(lifeWith(phase, { state: 'failed' }), 'to-app.deactivate')).toBeNull();
      expect(proof(lifeWith(phase, { state: 'failed' }), 'to-app.update')).not.toBeNull();
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
    const unread = lifeWith('first-name', { facts: [fact] });
    expect(proof(unread, 'connection.push-profile-updates')).toBeNull();
    const seen = { asExpected: true, by: 'it@acme.example', at: minuteOf('first-name') };
    const looked = lifeWith('first-name', { facts: [fact], seen });
    expect(proof(looked, 'connection.push-profile-updates')).toEqual({
      how: 'stated',
      by: seen.by,
      at: seen.at,
    });
    const otherwise = lifeWith('first-name', { facts: [fact], seen: { ...seen, asExpected: false } });
    expect(proof(otherwise, 'connection.push-profile-updates')).toBeNull();
  });

  it('is when user names are updated, as long as the app integration was not written since', () => {
    const at = minuteOf('user-name');
    const stated = { id: settingStatement(updateOn, 'Create and update'), by: null };
    const wrote = (written: string) => ({ updateOnWritten: { at: written, isStatedSince: false } });
    const known = (change: Partial<Session>) =>
      updateOnKnownAt({ ...newSession(), lifeCycle: passedLife, ...change });
    expect(known({})).toBe(at);
    expect(known(wrote('2026-11-28T09:59:59.000Z'))).toBe(at);
    expect(known(wrote('2026-11-28T11:00:00.000Z'))).toBeNull();
    const statements = [{ ...stated, at: '2026-11-28T12:00:00.000Z' }];
    expect(known({ statements })).toBe(statements[0]?.at);
    expect(known({ statements: [{ ...stated, at: '2026-11-28T08:00:00.000Z' }] })).toBe(at);
    expect(updateOnKnownAt(newSession())).toBeNull();
  });

  describe('after another test', () => {
    const deactivates = (lifeCycle: LifeCycle, ...earlierLives: LifeCycle[]) =>
      provenByLife({ ...newSession(), lifeCycle, earlierLives }, 'to-app.deactivate');
    const before: LifeCycle = {
      ...passedLife,
      user: passedLife.user && { ...passedLife.user, email: 'before' },
    };
    const ofBefore = { how: 'proven-by-life-cycle', user: 'before', at: minuteOf('deactivate') };
    const cut = { state: 'passed-over', endedAt: null } as const;
    const failed: Partial<PhaseRecord> = {
      state: 'failed',
      explanation: {
        id: 'to-app-off',
        what: '',
        owner: 'okta-admin',
        next: '',
        guess: false,
        said: null,
        place: 'to-app',
      },
    };

    it('still is, where that one did not come so far, was stopped, or could not be written or read', () => {
      expect(deactivates({ ...passedLife, state: 'stopped', phases: [] }, before)).toEqual(ofBefore);
      for (const phase of ['unassign', 'reassign', 'deactivate'] as const) {
        expect(deactivates(lifeWith(phase, cut), before)).toEqual(ofBefore);
        expect(deactivates(lifeWith(phase, { state: 'failed' }), before)).toEqual(ofBefore);
      }
      expect(deactivates(lifeWith('first-name', failed), before)).toMatchObject({ user: lifeUser });
    });

    it('is not any more, where that one failed of the same, also where the phase was tried again', () => {
      for (const phase of ['unassign', 'reassign', 'deactivate'] as const) {
        expect(deactivates(lifeWith(phase, failed), before)).toBeNull();
        const attempt = { ...passedLife, phases: [{ ...passedPhase(phase), ...failed }] };
        expect(deactivates(lifeWith('deactivate', cut), before, attempt)).toBeNull();
        expect(deactivates(passedLife, before, attempt)).toMatchObject({
          how: 'proven-by-life-cycle',
          user: lifeUser,
        });
      }
    });

    it('is what was read, before what an admin only saw there later', () => {
      const fact = {
        where: 'oktopost',
        what: 'active',
        expected: 'false',
        actual: null,
        state: 'cannot-be-read',
      } as const;
      const seen = { asExpected: true, by: null, at: minuteOf('unassign') };
      const looked = lifeWith('unassign', { facts: [fact], seen });
      expect(deactivates(looked, before)).toEqual(ofBefore);
      expect(deactivates(looked)).toMatchObject({ how: 'stated' });
      expect(deactivates(looked, lifeWith('unassign', failed))).toMatchObject({ how: 'stated' });
    });
  });

  it('is no setting that it does not try', () => {
    expect(proof(passedLife, 'connection.base-url')).toBeNull();
    expect(proof(noLifeCycle, 'to-app.update')).toBeNull();
  });
});

describe('what a life measured otherwise', () => {
  const failedBy = (id: string): Partial<PhaseRecord> => ({
    state: 'failed',
    explanation: { id, what: '', owner: 'okta-admin', next: '', guess: false, said: null, place: null },
  });
  const measured = (setting: SettingId, change: Partial<Session>) =>
    measuredOtherwise({ ...newSession(), ...change }, setting);
  const createOnly = lifeWith('user-name', failedBy('user-name-not-updated'));

  it('is the value of the update of user names, as long as the app integration was not written since', () => {
    const at = minuteOf('user-name');
    expect(measured(updateOn, { lifeCycle: createOnly })).toEqual({
      user: lifeUser,
      at,
      value: 'Create only',
    });
    const wrote = (written: string) =>
      measured(updateOn, {
        lifeCycle: createOnly,
        updateOnWritten: { at: written, isStatedSince: false },
      })?.value;
    expect(wrote('2026-11-28T09:59:59.000Z')).toBe('Create only');
    expect(wrote('2026-11-28T11:00:00.000Z')).toBeNull();
  });

  it('is what a phase did not see work, unless the failure has a cause of its own', () => {
    const first = (id: string) => lifeWith('first-name', failedBy(id));
    for (const setting of ['connection.push-profile-updates', 'to-app.update'] as const) {
      expect(measured(setting, { lifeCycle: first('not-followed') })).toMatchObject({ value: null });
      expect(measured(setting, { lifeCycle: first('token-refused') })).toBeNull();
      expect(measured(setting, { lifeCycle: first('not-mapped-on-update') })).toBeNull();
    }
    const left = lifeWith('unassign', failedBy('not-followed'));
    expect(measured('to-app.deactivate', { lifeCycle: left })).toMatchObject({ at: minuteOf('unassign') });
    expect(measured('to-app.deactivate', { lifeCycle: createOnly })).toBeNull();
  });

  it('stays after a test that did not come so far, and ends with one that came through', () => {
    const cut = lifeWith('user-name', { state: 'passed-over', endedAt: null });
    expect(measured(updateOn, { earlierLives: [createOnly], lifeCycle: cut })).not.toBeNull();
    expect(measured(updateOn, { earlierLives: [createOnly], lifeCycle: passedLife })).toBeNull();
    expect(measured(updateOn, { earlierLives: [passedLife], lifeCycle: createOnly })).not.toBeNull();
  });

  it('beats what was stated before it, and not what is stated after it', () => {
    const id = settingStatement(updateOn, 'Create and update');
    const statedAt = (at: string): Session => ({
      ...newSession(),
      lifeCycle: createOnly,
      statements: [{ id, by: null, at }],
    });
    const [before, after] = ['2026-11-28T09:00:00.000Z', '2026-11-28T11:00:00.000Z'].map(statedAt);
    if (before === undefined || after === undefined) throw new Error('no sessions');
    expect([isStated(before, id), updateOnKnownAt(before)]).toEqual([false, null]);
    expect([isStated(after, id), updateOnKnownAt(after)]).toEqual([true, '2026-11-28T11:00:00.000Z']);
  });
});
