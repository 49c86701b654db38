import { describe, expect, it } from 'vitest';
import { lifeCyclePhases } from '../../shared/life-cycle-phases';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';
import { updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { measuredOtherwise, provenByLife } from '../storage/proven-by-life';
import { leftOfLife, lifeCycleTestsOf } from './life-cycle';
import { isStated, settingStatement } from './statements';
import { updateOnKnownAt } from './update-on';

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

  it('is when user names are updated, as long as the app integration was not written since', () => {
    const at = minuteOf('user-name');
    const stated = { id: settingStatement(updateOn, 'Create and update'), by: null };
    const wrote = (written: string) => ({ updateOnWritten: { at: written, isStatedSince: false } });
    const known = (change: Partial<Session>) =>
      updateOnKnownAt({ ...newSession(), lifeCycle: passed, ...change });
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
    const before: LifeCycle = { ...passed, user: passed.user && { ...passed.user, email: 'before' } };
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
      expect(deactivates({ ...passed, state: 'stopped', phases: [] }, before)).toEqual(ofBefore);
      for (const phase of ['unassign', 'reassign', 'deactivate'] as const) {
        expect(deactivates(without(phase, cut), before)).toEqual(ofBefore);
        expect(deactivates(without(phase, { state: 'failed' }), before)).toEqual(ofBefore);
      }
      expect(deactivates(without('first-name', failed), before)).toMatchObject({ user });
    });

    it('is not any more, where that one failed of the same, also where the phase was tried again', () => {
      for (const phase of ['unassign', 'reassign', 'deactivate'] as const) {
        expect(deactivates(without(phase, failed), before)).toBeNull();
        const attempt = { ...passed, phases: [{ ...record(phase), ...failed }] };
        expect(deactivates(without('deactivate', cut), before, attempt)).toBeNull();
        expect(deactivates(passed, before, attempt)).toMatchObject({ how: 'proven-by-life-cycle', user });
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
      const looked = without('unassign', { facts: [fact], seen });
      expect(deactivates(looked, before)).toEqual(ofBefore);
      expect(deactivates(looked)).toMatchObject({ how: 'stated' });
      expect(deactivates(looked, without('unassign', failed))).toMatchObject({ how: 'stated' });
    });
  });

  it('is no setting that it does not try', () => {
    expect(proof(passed, 'connection.base-url')).toBeNull();
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
  const createOnly = without('user-name', failedBy('user-name-not-updated'));

  it('is the value of the update of user names, as long as the app integration was not written since', () => {
    const at = minuteOf('user-name');
    expect(measured(updateOn, { lifeCycle: createOnly })).toEqual({ user, at, value: 'Create only' });
    const wrote = (written: string) =>
      measured(updateOn, {
        lifeCycle: createOnly,
        updateOnWritten: { at: written, isStatedSince: false },
      })?.value;
    expect(wrote('2026-11-28T09:59:59.000Z')).toBe('Create only');
    expect(wrote('2026-11-28T11:00:00.000Z')).toBeNull();
  });

  it('is what a phase did not see work, unless the failure has a cause of its own', () => {
    const first = (id: string) => without('first-name', failedBy(id));
    for (const setting of ['connection.push-profile-updates', 'to-app.update'] as const) {
      expect(measured(setting, { lifeCycle: first('not-followed') })).toMatchObject({ value: null });
      expect(measured(setting, { lifeCycle: first('token-refused') })).toBeNull();
      expect(measured(setting, { lifeCycle: first('not-mapped-on-update') })).toBeNull();
    }
    const left = without('unassign', failedBy('not-followed'));
    expect(measured('to-app.deactivate', { lifeCycle: left })).toMatchObject({ at: minuteOf('unassign') });
    expect(measured('to-app.deactivate', { lifeCycle: createOnly })).toBeNull();
  });

  it('stays after a test that did not come so far, and ends with one that came through', () => {
    const cut = without('user-name', { state: 'passed-over', endedAt: null });
    expect(measured(updateOn, { earlierLives: [createOnly], lifeCycle: cut })).not.toBeNull();
    expect(measured(updateOn, { earlierLives: [createOnly], lifeCycle: passed })).toBeNull();
    expect(measured(updateOn, { earlierLives: [passed], lifeCycle: createOnly })).not.toBeNull();
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

it('every test that has begun is told by its phases, each attempt by itself', () => {
  const failed = { ...record('assign'), state: 'failed' } as const;
  const before = { ...passed, user: passed.user && { ...passed.user, email: 'before' } };
  const cut = without('unassign', { state: 'waiting', endedAt: null });
  const toDo = { ...cut, state: 'stopped', phases: cut.phases.map((each) => ({ ...each })) } as const;
  const told = lifeCycleTestsOf({
    earlierLives: [before, { ...passed, phases: [failed] }],
    lifeCycle: toDo,
  });
  expect(told.map((test) => test.user)).toEqual(['before', user]);
  const [, last] = told;
  expect(last?.phases.map(({ phase, result }) => `${phase} ${result}`)).toEqual([
    'create proven',
    'assign failed',
    'assign proven',
    'first-name proven',
    'user-name proven',
    'unassign stopped',
    'reassign proven',
    'deactivate proven',
    'clean-up proven',
  ]);
  expect(lifeCycleTestsOf(newSession())).toEqual([]);
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
    expect(left).toMatchObject({ kind: 'fault', isAtOktopost: true });
    const renamed = leftOfLife(life({ deactivate: { state: 'failed', facts: [active('false', 'true')] } }));
    expect(renamed?.text).toMatch(
      /in the phase “Deactivate in Okta”\..*Deactivate the account new in Oktopost/,
    );
  });

  it('is the phase alone where no account was ever seen', () => {
    const unread = active('true', null);
    for (const fact of [unread, { ...unread, state: 'different' } as const]) {
      const left = leftOfLife(life({ assign: { state: 'failed', facts: [fact] } }));
      expect(left).toEqual({
        kind: 'fault',
        text: 'The life-cycle test failed in the phase “Assign”. Mend the cause and test once more.',
        isAtOktopost: false,
      });
    }
  });

  it('is the phase that failed, though the account was inactive or deleted in the end', () => {
    const inactive = life({
      assign: assigned,
      'first-name': { state: 'failed' },
      'clean-up': { facts: [last('inactive')] },
    });
    const deleted = life({ unassign: { state: 'failed', facts: [active('false', 'deleted')] } });
    for (const [each, phase] of [
      [inactive, 'Change the first name'],
      [deleted, 'Unassign'],
    ] as const) {
      expect(leftOfLife(each)).toEqual({
        kind: 'fault',
        text: `The life-cycle test failed in the phase “${phase}”. Mend the cause and test once more.`,
        isAtOktopost: false,
      });
    }
  });

  it('is nothing where it passed, and where nobody was created', () => {
    for (const each of [passed, noLifeCycle]) expect(leftOfLife(each)).toBeNull();
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
    ['deactivate', 'false', true, /^The life-cycle test failed in the phase “Change the first name”. Mend/],
    ['deactivate', 'false', false, /^The life-cycle test failed .* Deactivate the account new/],
    ['reassign', 'true', true, /^The life-cycle test failed .* Look at Oktopost that the account new/],
  ] as const)(
    'counts what the admin saw after %s (active: %s, as expected: %s)',
    (phase, expected, asExpected, says) => {
      const seen = { asExpected, by: null, at: minuteOf(phase) };
      const lived = life({
        'first-name': { state: 'failed' },
        [phase]: {
          ...(asExpected ? {} : { state: 'failed' as const }),
          facts: [active(expected, null)],
          seen,
        },
      });
      const left = leftOfLife(lived);
      expect(left?.text).toMatch(says);
    },
  );

  describe('that did not fail', () => {
    const after = (passedPhases: number, newest: Partial<PhaseRecord>): LifeCycle['phases'] =>
      passed.phases.map((each, index) => {
        if (index < passedPhases) return each;
        const notBegun = {
          ...each,
          state: 'to-do',
          startedAt: null,
          writtenAt: null,
          endedAt: null,
        } as const;
        return index === passedPhases ? { ...notBegun, ...newest } : notBegun;
      });
    const stopped = (passedPhases: number, newest: Partial<PhaseRecord> = {}): LifeCycle => ({
      ...passed,
      state: 'stopped',
      phases: after(passedPhases, newest),
    });
    const goOn = 'go on, or clean up, under “Life-cycle test”.';

    it.each([
      [
        'before it was created for certain',
        stopped(0, { state: 'writing' }),
        `${user}, may have been created: `,
      ],
      ['once it was created', stopped(1), `${user}, was not deleted: `],
      [
        'while its name is changed',
        stopped(3, { state: 'writing', startedAt: minuteOf('user-name') }),
        `${user} or new, `,
      ],
      ['after that', stopped(4), ' new, was not deleted: '],
      ['up to its deletion', stopped(7, { state: 'writing' }), ' new, was not deleted: '],
    ])('is its user in Okta, where it was stopped %s', (_when, lifeCycle, says) => {
      const isCreated = !says.includes('may have been');
      const left = leftOfLife({
        ...lifeCycle,
        user: passed.user && { ...passed.user, id: isCreated ? '00u1' : null },
      });
      expect(left).toMatchObject({ kind: 'open', isAtOktopost: false });
      expect(left?.text).toContain(says + (says.endsWith(': ') ? goOn : ''));
    });

    it('names the account by both names where it was renamed and nobody saw that', () => {
      const cut: Partial<PhaseRecord> = { state: 'passed-over', facts: [] };
      const over = life({ assign: assigned, 'user-name': cut });
      expect(leftOfLife({ ...over, state: 'stopped', accountId: '4711' })?.text).toContain(
        `the account ${user} or new of the life-cycle test`,
      );
    });

    it('is what it is paused for, and that it is running', () => {
      const waits = after(2, {}).map((each) =>
        each.phase === 'assign' ? { ...each, facts: [active('true', null)] } : each,
      );
      const paused = leftOfLife({ ...stopped(2), phases: waits });
      expect(paused?.text).toContain('say under “Life-cycle test” what Oktopost shows, or clean up there.');
      expect(paused?.isAtOktopost).toBe(true);
      expect(leftOfLife({ ...stopped(2), state: 'running' })?.text).toContain('the test is running.');
    });

    it('is a look at Oktopost, where the user was deleted and nobody saw what became of the account', () => {
      const unread = { ...last('active'), actual: null, state: 'cannot-be-read' } as const;
      const byOkta = { ...without('clean-up', { facts: [unread] }), accountId: '4711' };
      expect(leftOfLife(byOkta)).toEqual({
        kind: 'open',
        text: 'Look at Oktopost that the account new of the life-cycle test is deactivated: nobody has seen what became of it.',
        isAtOktopost: true,
      });
      // Taken for active by an earlier look, and Okta has deactivated the user since.
      const seen = { asExpected: true, by: null, at: minuteOf('assign') };
      const earlier = byOkta.phases.map((each) =>
        each.phase === 'assign' ? { ...each, facts: [active('true', null)], seen } : each,
      );
      expect(leftOfLife({ ...byOkta, phases: earlier })?.text).toMatch(/is deactivated: it was active when/);
    });

    it('is nothing of an account that is still active while the phase that deactivates it goes on', () => {
      const waiting = stopped(4, {
        state: 'waiting',
        writtenAt: minuteOf('unassign'),
        facts: [active('false', 'true')],
      });
      expect(leftOfLife(waiting)).toMatchObject({ kind: 'open', isAtOktopost: false });
    });
  });
});
