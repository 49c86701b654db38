import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { goneOrInactive, noLifeCycle } from '../../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../../shared/life-cycle';
import { lifeCyclePhases } from '../../../shared/life-cycle-phases';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { LifeCycleScreen } from './life-cycle-screen';
import { words } from './words';
import { at, records, shown } from '../../testing/life-phases';
import { words as common } from '../../words/common';

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

it('says at the end how many accounts stay', () => {
  const ended = (account: string): LifeCycle['phases'] =>
    records('passed').map((record) => ({
      ...record,
      facts:
        record.phase === 'reassign'
          ? [
              {
                where: 'okta',
                what: 'account',
                expected: 'first',
                actual: account,
                state: account === 'first' ? 'same' : 'different',
              },
            ]
          : record.phase === 'clean-up'
            ? [
                {
                  where: 'oktopost',
                  what: 'account',
                  expected: goneOrInactive,
                  actual: 'inactive',
                  state: 'same',
                },
              ]
            : [],
    }));
  expect(shown({ ...noLifeCycle, state: 'failed', phases: ended('first') })).toContain(words.account.stays);
  expect(shown({ ...noLifeCycle, state: 'failed', phases: ended('second') })).toContain(words.account.both);
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

  it('keeps who acts next and what is to be put right once another one failed, but for trying it again', () => {
    const phases = failedIn('user-name', 'email-not-mapped', {
      explanation: {
        ...{
          id: 'email-not-mapped',
          what: 'Why.',
          owner: 'okta-admin',
          guess: false,
          said: null,
          place: null,
        },
        next: 'Map the email. Then try this phase again.',
      },
    }).map((record): PhaseRecord =>
      record.phase === 'unassign' ? { ...record, state: 'failed', startedAt: at } : record,
    );
    const text = shown({ ...noLifeCycle, state: 'failed', phases });
    expect(text).toContain('Why. Who acts next: You, the Okta admin. Map the email.');
    expect(text).not.toContain('Then try this phase');
  });

  it.each([
    ['in the bar', failedIn('unassign', 'to-app-off')],
    ['below the phases', failedIn('user-name', 'not-followed')],
  ])('says at the very button that it deletes the user, and at no other: %s', async (_where, phases) => {
    const lifeCycle: LifeCycle = { ...noLifeCycle, state: 'failed', phases };
    await show(<LifeCycleScreen />, snapshotAt('life-cycle', { app, lifeCycle }));
    const around = screen.getByText(words.cleanUpHint).closest('fieldset, .actions');
    if (!(around instanceof HTMLElement)) throw new Error('it stands at no button');
    const buttons = within(around).getAllByRole('button');
    expect(buttons.map(({ textContent }) => textContent)).toEqual([words.cleanUp]);
    expect(around.textContent).toContain(common.writes);
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
    expect(barState()).toBe(words.state['inactive-later']);
    expect(screen.queryByText(`– ${words.phases.states.failed}`, { exact: false })).toBeNull();
    expect(screen.getByText(`– ${words.phases.inactiveLater}`, { exact: false }).textContent).not.toContain(
      '(',
    );
  });
});
