import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { goneOrInactive, noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { renderPart, wordsOf } from '../../testing/render';
import { LifeCycleScreen } from './life-cycle-screen';
import { words as common } from '../../words/common';
import { words } from './words';

const at = '2026-11-28T10:00:00.000Z';
const records = (state: PhaseRecord['state']): PhaseRecord[] =>
  lifeCyclePhases.map((phase) => ({
    phase,
    state,
    startedAt: at,
    writtenAt: at,
    endedAt: at,
    facts: [],
    eventIds: [],
    explanation: null,
    seen: null,
  }));
/** Oktopost could not be read after any of them. */
const unread = (passed: number): PhaseRecord[] =>
  records('passed').map((record, index) => ({
    ...record,
    state: index < passed ? 'passed' : 'to-do',
    facts: [
      { where: 'oktopost', what: 'active', expected: 'true', actual: null, state: 'cannot-be-read' } as const,
    ],
  }));
const shown = (lifeCycle: LifeCycle): string =>
  wordsOf(renderPart(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle })));

it('says before it begins that no person is touched, and when it passed what is proven', () => {
  expect(shown(noLifeCycle)).toContain('No person is touched');
  const passed = shown({ ...noLifeCycle, state: 'passed', phases: records('passed') });
  const [updates, leavers] = words.proves;
  expect(passed).toContain(`${words.read} ${updates?.what}, ${leavers?.what}.`);
  expect(passed).not.toContain(words.stated);
  for (const name of Object.values(words.phases.names)) expect(passed).toContain(name);
});

it.each(['passed', 'to-do'] as const)('has fewer than 150 words with all phases %s', (state) => {
  const text = shown({ ...noLifeCycle, state: 'running', phases: records(state) });
  expect(text.trim().split(' ').length).toBeLessThan(150);
});

it.each([
  ['waiting', 'stopped', words.phases.cutOff.written],
  ['writing', 'stopped', words.phases.cutOff.writing],
  ['second-look', 'failed', words.phases.cutOff.written],
  ['passed-over', 'stopped', words.phases.cutOff.written],
] as const)(
  'lets nothing spin that nobody waits for: a phase that was %s when the test %s',
  (was, state, said) => {
    const phases = records('to-do').map((record, index): PhaseRecord => {
      const begun = { ...record, state: was, writtenAt: was === 'writing' ? null : at, endedAt: null };
      return index === 0 ? begun : { ...record, startedAt: null, writtenAt: null, endedAt: null };
    });
    const text = shown({ ...noLifeCycle, state, phases });
    expect(text).toContain(said);
    for (const word of [words.phases.states[was], words.phases.usual])
      expect(text).not.toContain(`– ${word}`);
  },
);

it.each([
  ['clean-up', false],
  ['user-name', true],
] as const)('offers the next phase after %s failed only where there is one', (failed, isOffered) => {
  const failedIndex = lifeCyclePhases.indexOf(failed);
  const phases = records('passed').map((record, index): PhaseRecord => {
    const state = index < failedIndex ? 'passed' : index === failedIndex ? 'failed' : 'to-do';
    return { ...record, state };
  });
  expect(shown({ ...noLifeCycle, state: 'failed', phases }).includes(words.next)).toBe(isOffered);
});

it('offers neither the next phase nor a clean-up where Okta created nobody', () => {
  const error = {
    ...refused().error,
    code: 'missing-right' as const,
    okta: { request: 'POST /api/v1/users', status: 403, errorCode: null, errorId: null, causes: [] },
  };
  const phases = records('to-do').map((record, index): PhaseRecord => {
    return { ...record, state: index === 0 ? 'failed' : 'to-do' };
  });
  const user = { id: null, marker: 'm', familyName: 'f', givenName: 'g', email: 'e' };
  const failed: LifeCycle = {
    ...noLifeCycle,
    state: 'failed',
    user: { ...user, changedGivenName: 'h', changedEmail: 'i' },
    phases,
    error,
  };
  const text = shown(failed);
  for (const offer of [words.next, words.cleanUpHint]) expect(text).not.toContain(offer);
  for (const offer of [words.again, words.another]) expect(text).toContain(offer);
  expect(shown({ ...failed, error: { ...error, code: 'answer-lost' } })).toContain(words.cleanUp);
});

describe('where the user is deleted in Okta and the account at Oktopost is still active', () => {
  const user = { id: '00u1', marker: 'm', familyName: 'f', givenName: 'g', email: 'life@acme.example' };
  const lastLook = (actual: string | null): PhaseRecord['facts'] => [
    { where: 'okta', what: 'user', expected: 'not there', actual: 'not there', state: 'same' },
    {
      where: 'oktopost',
      what: 'account',
      expected: 'inactive, or deleted',
      actual,
      state: actual === null ? 'cannot-be-read' : 'different',
    },
  ];
  const leftActive = (lastRecord: Partial<PhaseRecord>, state: LifeCycle['state'] = 'failed'): LifeCycle => ({
    ...noLifeCycle,
    state,
    user: { ...user, changedGivenName: 'h', changedEmail: 'i' },
    phases: records('passed').map((record) =>
      record.phase === 'clean-up' ? { ...record, state: 'failed', ...lastRecord } : record,
    ),
  });

  it.each([
    ['read', { facts: lastLook('active') }],
    ['seen by the admin', { facts: lastLook(null), seen: { asExpected: false, by: null, at } }],
  ])('says so, offers a look at Oktopost and no second clean-up, as %s', async (_how, record) => {
    const { callsOf } = await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: leftActive(record) }),
      { 'lifeCycle.resume': () => ok(null) },
    );
    expect(barState()).toBe(words.state['left-active']);
    const phase = screen.getByText(`– ${words.phases.leftActive}`, { exact: false });
    expect(phase.textContent).not.toContain(words.phases.states.failed);
    for (const name of [words.cleanUp, words.again])
      expect(screen.queryByRole('button', { name })).toBeNull();
    await press(words.lookAgain);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
  });

  it('offers the clean-up where Okta still has the user', () => {
    const [, account] = lastLook('active');
    const there = {
      where: 'okta',
      what: 'user',
      expected: 'not there',
      actual: 'ACTIVE',
      state: 'different',
    } as const;
    const text = shown(leftActive({ facts: account === undefined ? [there] : [there, account] }));
    expect(text).toContain(words.cleanUpHint);
    expect(text).not.toContain(words.phases.leftActive);
  });

  it('does not say during the last phase that the user stays', () => {
    const text = shown(leftActive({ state: 'waiting', facts: lastLook('active') }, 'running'));
    expect(text).toContain(words.lastStopHint);
    expect(text).not.toContain(words.stopHint);
  });
});

it('leads to the step Mapping where that is what failed', async () => {
  const explanation = { id: 'email-not-mapped', what: 'w', owner: 'okta-admin', next: 'n' } as const;
  const phases = records('passed').map((record): PhaseRecord => ({
    ...record,
    ...(lifeCyclePhases.indexOf(record.phase) > lifeCyclePhases.indexOf('user-name') && { state: 'to-do' }),
    ...(record.phase === 'user-name' && {
      state: 'failed',
      explanation: { ...explanation, guess: true, said: null, place: 'mapping' },
    }),
  }));
  const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'failed', phases };
  const { calls } = await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
  await press(/^Go to Mapping/);
  expect(calls).toContainEqual({ name: 'session.go', payload: { screen: 'mapping' } });
});

describe('a phase that failed', () => {
  const failedIn = (
    phase: PhaseRecord['phase'],
    id: string,
    over: Partial<PhaseRecord> = {},
  ): PhaseRecord[] => {
    const explanation = { id, what: 'Why.', owner: 'okta-admin', next: 'Try this phase.' } as const;
    const failed = lifeCyclePhases.indexOf(phase);
    return records('passed').map((record, index): PhaseRecord => ({
      ...record,
      ...(index > failed && { state: 'to-do', startedAt: null, writtenAt: null, endedAt: null }),
      ...(index === failed && {
        state: 'failed',
        explanation: { ...explanation, guess: false, said: null, place: null },
        ...over,
      }),
    }));
  };

  it.each([
    ['unassign', 'to-app-off'],
    ['deactivate', 'deactivation-failed'],
    ['reassign', 'stale-inactive'],
  ] as const)('leads to the clean-up alone where Okta does not send %s again (%s)', async (name, cause) => {
    const phases = failedIn(name, cause);
    const { callsOf } = await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: { ...noLifeCycle, state: 'failed', phases } }),
      { 'lifeCycle.cleanUp': () => ok(null) },
    );
    expect(screen.queryByRole('button', { name: words.again })).toBeNull();
    expect(screen.getAllByRole('button', { name: words.cleanUp })).toHaveLength(1);
    const bar = within(screen.getByRole('contentinfo'));
    expect(bar.getByRole('button', { name: words.cleanUp })).toBeDefined();
    await press(words.cleanUp);
    expect(callsOf('lifeCycle.cleanUp')).toEqual([{}]);
  });

  it('says what to do about it only while the buttons act on it', () => {
    const phases = failedIn('user-name', 'user-name-not-updated');
    const later = phases.map((record): PhaseRecord =>
      record.phase === 'unassign' ? { ...record, state: 'failed', startedAt: at } : record,
    );
    const text = (each: PhaseRecord[]): string => shown({ ...noLifeCycle, state: 'failed', phases: each });
    expect([text(phases), text(later)].map((each) => each.includes('Try this phase.'))).toEqual([
      true,
      false,
    ]);
    expect(text(later)).toContain('Why.');
  });

  it('is over with an account that is inactive at a later look, for which nothing says how long Okta took', async () => {
    const gone = {
      where: 'okta',
      what: 'user',
      expected: 'not there',
      actual: 'not there',
      state: 'same',
    } as const;
    const account = {
      ...gone,
      where: 'oktopost',
      what: 'account',
      expected: goneOrInactive,
      actual: 'inactive',
    } as const;
    const phases = failedIn('clean-up', 'inactive-later', { facts: [gone, account] });
    const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'failed', phases };
    await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
    expect(screen.queryByRole('button', { name: words.lookAgain })).toBeNull();
    expect(screen.getByRole('button', { name: words.another })).toBeDefined();
    expect(screen.getByText(`– ${words.phases.states.failed}`, { exact: false }).textContent).not.toContain(
      '(',
    );
  });
});

describe('where the assistant cannot read at Oktopost', () => {
  const { yes, no } = words.seen;
  const { assign, create } = words.phases.names;
  const paused: LifeCycle = { ...noLifeCycle, state: 'stopped', phases: unread(2) };
  const showPaused = () =>
    show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle: paused }), {
      'lifeCycle.saw': () => ok(null),
      'lifeCycle.resume': () => ok(null),
    });

  it('asks for what Oktopost shows now, of no state that is gone, and goes on once it was seen', async () => {
    const { callsOf } = await showPaused();
    expect(barState()).toBe(words.state.look);
    expect(screen.queryByRole('button', { name: common.named(yes, create) })).toBeNull();
    await press(common.named(yes, assign));
    expect(callsOf('lifeCycle.saw')).toEqual([{ phase: 'assign', asExpected: true }]);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
  });

  it('stays paused where something else was seen, and goes on without a look where that is chosen', async () => {
    const { callsOf } = await showPaused();
    await press(common.named(no, assign));
    expect(callsOf('lifeCycle.resume')).toEqual([]);
    await press(words.unlooked);
    expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'next' }]);
  });

  it('asks at the end for the last state alone', async () => {
    const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'passed', phases: unread(lifeCyclePhases.length) };
    await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
    expect(barState()).toBe(words.state['by-okta']);
    expect(screen.getAllByRole('button', { name: new RegExp(`^${yes}`) })).toHaveLength(1);
  });

  it('says of what only the admin saw that it was seen, and never that it passed', () => {
    const seen = { asExpected: true, by: null, at };
    const phases = unread(lifeCyclePhases.length).map((record) => ({ ...record, seen }));
    const text = shown({ ...noLifeCycle, state: 'passed', phases });
    for (const said of [words.state.seen, words.stated, words.phases.seen]) expect(text).toContain(said);
    for (const not of [words.read, words.state.passed, `– ${words.phases.states.passed}`])
      expect(text).not.toContain(not);
  });

  it('claims as stated only what rests on a phase that nobody read', () => {
    const seen = { asExpected: true, by: null, at };
    const phases = records('passed').map((record) =>
      record.phase === 'reassign' ? { ...record, facts: unread(1)[0]?.facts ?? [], seen } : record,
    );
    const text = shown({ ...noLifeCycle, state: 'passed', phases });
    const [updates, leavers] = words.proves;
    expect(text).toContain(`${words.read} ${updates?.what}.`);
    expect(text).toContain(`${words.stated} ${leavers?.what}.`);
  });

  it('offers to read Oktopost first, once its token is there, also after the last phase', async () => {
    const over: LifeCycle = { ...noLifeCycle, state: 'passed', phases: unread(lifeCyclePhases.length) };
    for (const lifeCycle of [paused, over]) {
      const oktopost = { state: 'accepted', users: 1, checkedAt: at } as const;
      const { callsOf } = await show(
        <LifeCycleScreen />,
        snapshotAt('life-cycle', { app, lifeCycle, oktopost }),
        { 'lifeCycle.resume': () => ok(null) },
      );
      await press(words.readOn);
      expect(callsOf('lifeCycle.resume')).toEqual([{ from: 'again' }]);
      cleanup();
    }
  });

  it('shows a phase that the admin saw differing as failed, with who acts next, and does not go on first', async () => {
    const explanation = {
      id: 'seen-otherwise',
      what: 'Otherwise.',
      owner: 'okta-admin',
      next: 'Look.',
    } as const;
    const phases = unread(2).map((record): PhaseRecord => ({
      ...record,
      ...(record.phase === 'assign' && {
        state: 'failed',
        seen: { asExpected: false, by: null, at },
        explanation: { ...explanation, guess: true, said: null, place: 'to-app' },
      }),
    }));
    await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: { ...paused, state: 'failed', phases } }),
    );
    expect(screen.getByText(explanation.what)).toBeDefined();
    expect(screen.getByText(`– ${words.phases.states.failed}`, { exact: false })).toBeDefined();
    const bar = within(screen.getByRole('contentinfo'));
    expect(bar.getByRole('button', { name: words.again })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.goOn })).toBeNull();
  });

  it('has no other way on in the bar than the look, and says who and what to look for', async () => {
    const user = {
      id: '00u1',
      marker: 'm',
      familyName: 'f',
      givenName: 'g',
      email: 'life@acme.example',
      changedGivenName: 'h',
      changedEmail: 'i',
    };
    const expectedThere = [
      ['account', '4711'],
      ['user-name', user.email],
      ['given-name', 'g'],
      ['email', user.email],
      ['active', 'true'],
    ] as const;
    const phases = paused.phases.map((record): PhaseRecord => ({
      ...record,
      facts: expectedThere.map(([what, expected]) => ({
        ...{ where: 'oktopost', what, expected, actual: null, state: 'cannot-be-read' },
      })),
    }));
    await show(
      <LifeCycleScreen />,
      snapshotAt('life-cycle', { app, lifeCycle: { ...paused, phases, user } }),
    );
    const list = screen.getByRole('list', { name: words.seen.look(user.email) });
    // The team page has names, user names and Active or Deactivated.
    const { shows } = words.seen;
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([shows.userName(user.email), shows.givenName('g'), shows.active]);
    const bar = within(screen.getByRole('contentinfo'));
    for (const name of [words.unlooked, words.goOn]) expect(bar.queryByRole('button', { name })).toBeNull();
    expect(screen.getByRole('button', { name: words.unlooked })).toBeDefined();
  });
});

it.each([
  ['failed', 'ERROR', true],
  ['failed', 'SYNCHRONIZED', false],
  ['passed', 'SYNCHRONIZED', false],
] as const)(
  'says while it waits for a deactivation, and before, that Okta sends none after a push that %s with %s',
  (before, actual, said) => {
    const sync = {
      where: 'okta',
      what: 'sync',
      expected: 'SYNCHRONIZED',
      actual,
      state: 'different',
    } as const;
    const shows = (unassign: 'waiting' | 'to-do', state: LifeCycle['state']): boolean => {
      const phases = records('passed').map((record, index): PhaseRecord => {
        if (record.phase === 'user-name') return { ...record, state: before, facts: [sync] };
        const awaited = lifeCyclePhases.indexOf('unassign');
        return { ...record, state: index < awaited ? 'passed' : index === awaited ? unassign : 'to-do' };
      });
      return shown({ ...noLifeCycle, state, phases }).includes(words.phases.sendsNothing);
    };
    expect([shows('waiting', 'running'), shows('to-do', 'failed')]).toEqual([said, said]);
  },
);
