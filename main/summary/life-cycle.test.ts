import { describe, expect, it } from 'vitest';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { LifeCycle, LifeCycleFact, PhaseRecord } from '../../shared/life-cycle';
import { noLifeCycle } from '../../shared/life-cycle';
import { newSession } from '../storage/session';
import { leftOfLife, lifeCycleTestsOf } from './life-cycle';
import { lifeUser, minuteOf, passedLife, lifeWith, passedPhase } from '../testing/life-records';

it('every test that has begun is told by its phases, each attempt by itself', () => {
  const failed = { ...passedPhase('assign'), state: 'failed' } as const;
  const before = { ...passedLife, user: passedLife.user && { ...passedLife.user, email: 'before' } };
  const cut = lifeWith('unassign', { state: 'waiting', endedAt: null });
  const toDo = { ...cut, state: 'stopped', phases: cut.phases.map((each) => ({ ...each })) } as const;
  const told = lifeCycleTestsOf({
    earlierLives: [before, { ...passedLife, phases: [failed] }],
    lifeCycle: toDo,
  });
  expect(told.map((test) => test.user)).toEqual(['before', lifeUser]);
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
    ...passedLife,
    state: 'failed',
    phases: passedLife.phases.map((each) => ({ ...each, ...patches[each.phase] })),
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
      text: expect.stringContaining(`Deactivate the account ${lifeUser} in Oktopost`),
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
        screen: 'life-cycle',
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
        screen: 'life-cycle',
        text: `The life-cycle test failed in the phase “${phase}”. Mend the cause and test once more.`,
        isAtOktopost: false,
      });
    }
  });

  it('is nothing where it passed, and where nobody was created', () => {
    for (const each of [passedLife, noLifeCycle]) expect(leftOfLife(each)).toBeNull();
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
      user: passedLife.user && { ...passedLife.user, id: null },
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
      passedLife.phases.map((each, index) => {
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
      ...passedLife,
      state: 'stopped',
      phases: after(passedPhases, newest),
    });
    const goOn = 'go on, or clean up, under “Life-cycle test”.';

    it.each([
      [
        'before it was created for certain',
        stopped(0, { state: 'writing' }),
        `${lifeUser}, may have been created: `,
      ],
      ['once it was created', stopped(1), `${lifeUser}, was not deleted: `],
      [
        'while its name is changed',
        stopped(3, { state: 'writing', startedAt: minuteOf('user-name') }),
        `${lifeUser} or new, `,
      ],
      ['after that', stopped(4), ' new, was not deleted: '],
      ['up to its deletion', stopped(7, { state: 'writing' }), ' new, was not deleted: '],
    ])('is its user in Okta, where it was stopped %s', (_when, lifeCycle, says) => {
      const isCreated = !says.includes('may have been');
      const left = leftOfLife({
        ...lifeCycle,
        user: passedLife.user && { ...passedLife.user, id: isCreated ? '00u1' : null },
      });
      expect(left).toMatchObject({ kind: 'open', isAtOktopost: false });
      expect(left?.text).toContain(says + (says.endsWith(': ') ? goOn : ''));
    });

    it('names the account by both names where it was renamed and nobody saw that', () => {
      const cut: Partial<PhaseRecord> = { state: 'passed-over', facts: [] };
      const over = life({ assign: assigned, 'user-name': cut });
      expect(leftOfLife({ ...over, state: 'stopped', accountId: '4711' })?.text).toContain(
        `the account ${lifeUser} or new of the life-cycle test`,
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
      const byOkta = { ...lifeWith('clean-up', { facts: [unread] }), accountId: '4711' };
      expect(leftOfLife(byOkta)).toEqual({
        kind: 'open',
        screen: null,
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
