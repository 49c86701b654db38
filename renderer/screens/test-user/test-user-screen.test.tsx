import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { accountStatement } from '../../../shared/left-to-do';
import { app, railAt, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { runOf } from '../../../shared/testing/plans';
import { ana, failedTest, preCheck } from '../../../shared/testing/test-user';
import { clockTime } from '../../components/time';
import { barState, later, ok, press, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { words as common } from '../../words/common';
import { planWords } from '../../words/plan';
import { statementWords } from '../../words/statement';
import { stepNames } from '../../../shared/step-names';
import { words } from './words';
import { TestUserScreen } from './test-user-screen';
import { answers, unassignmentIn } from '../../testing/test-user';

describe('a test that has ended', () => {
  const showEnded = (changes: Answers = {}) =>
    show(<TestUserScreen />, snapshotAt('test-user', { app, test: failedTest }), { ...answers, ...changes });

  it('shows verdict, comparison, cause and who acts next', async () => {
    await showEnded();
    expect(screen.getByRole('heading', { name: words.state.failed })).toBeDefined();
    expect(screen.getByRole('table', { name: words.compare.title }).textContent).toContain('Anna');
    // Once: the verdict does not repeat the cause.
    expect(screen.getAllByText('Oktopost has an account with this email already.')).toHaveLength(1);
    expect(screen.getByText(common.error.owners.oktopost)).toBeDefined();
    expect(screen.getByRole('link', { name: words.explanation.place.assignments })).toBeDefined();
    expect(screen.getByRole('button', { name: words.follow.again })).toBeDefined();
  });

  it('reads the five checks again after a failure, and until then calls nothing well that was read before', async () => {
    const toApp = {
      pane: 'scope',
      level: 'ok',
      text: 'To App: all three boxes are ticked.',
      next: null,
    } as const;
    const unticked = { ...toApp, level: 'warn', text: 'Not ticked: Deactivate Users.' } as const;
    const test = { ...failedTest, before: [toApp] };
    const answer = later<ReturnType<typeof ok<typeof preCheck>>>();
    const { callsOf } = await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), {
      ...answers,
      'test.preCheck': () => answer.promise,
    });
    const head = (): HTMLElement =>
      screen.getByRole('heading', { level: 3, name: new RegExp(`^${words.panes.names.scope}`) });
    expect(head().textContent).toContain(words.panes.wasOk);
    expect(head().querySelector('[data-tone="green"]')).toBeNull();
    expect(screen.getByText(words.panes.before(clockTime(at)))).toBeDefined();
    expect(callsOf('test.preCheck')).toEqual([{ userId: ana.id }]);
    await answer.give(ok({ ...preCheck, findings: [unticked] }));
    expect(head().textContent).toContain(words.check.levels.warn);
    expect(screen.getByText(words.panes.readAt(clockTime(at)))).toBeDefined();
    expect(screen.queryByText(words.panes.before(clockTime(at)))).toBeNull();
  });

  it('keeps what was read again, as old, while the same assignment is followed once more', async () => {
    const before = preCheck.findings;
    const test = { ...failedTest, before };
    const readAt = '2026-11-24T10:07:30.000Z';
    const { send } = await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), {
      ...answers,
      'test.preCheck': () => ok({ ...preCheck, readAt }),
    });
    expect(screen.getByText(words.panes.readAt(clockTime(readAt)))).toBeDefined();
    await send({ test: { ...test, state: 'following', explanation: null } });
    expect(screen.getByText(words.panes.readAt(clockTime(readAt)))).toBeDefined();
    expect(screen.queryByText(words.panes.before(clockTime(at)))).toBeNull();
    expect(screen.queryByText(words.check.levels.ok)).toBeNull();
    // Of another assignment it says nothing.
    await send({ test: { ...test, state: 'following', explanation: null, assignedAt: readAt } });
    expect(screen.queryByText(words.panes.readAt(clockTime(readAt)))).toBeNull();
  });

  it('promises no deactivation of an account that did not arrive', async () => {
    await showEnded();
    expect(screen.getByText(words.decision.notArrived)).toBeDefined();
    expect(screen.queryByText(words.decision.text)).toBeNull();
  });

  it('reads the five checks of a passed test again only when it is asked to', async () => {
    const before = preCheck.findings;
    const test = { ...failedTest, state: 'passed', explanation: null, before } as const;
    const passed = snapshotAt('test-user', { app, test: { ...test, rows: failedTest.rows } });
    const { callsOf } = await show(<TestUserScreen />, passed, answers);
    expect(callsOf('test.preCheck')).toEqual([]);
    await press(words.panes.title);
    expect(screen.getByText(words.panes.before(clockTime(at)))).toBeDefined();
    await press(common.checkAgain);
    expect(callsOf('test.preCheck')).toEqual([{ userId: ana.id }]);
    expect(screen.getByText(words.panes.readAt(clockTime(at)))).toBeDefined();
  });

  it('says why a run failed until everything was read anew', async () => {
    const { send } = await show(
      <TestUserScreen />,
      snapshotAt('test-user', { app, test: { ...failedTest, wasSeen: false } }),
      answers,
    );
    await press(words.assignAgain('Ana Silva'));
    await send({ run: runOf({ scope: { kind: 'assign', userId: ana.id }, state: 'failed' }) });
    expect(screen.getByRole('region', { name: planWords.progress })).toBeDefined();
    await press(common.checkAgain);
    expect(screen.queryByRole('region', { name: planWords.progress })).toBeNull();
  });

  it('leads on to the life-cycle test once somebody arrived, and to another try before', async () => {
    const { calls, send } = await show(
      <TestUserScreen />,
      snapshotAt('test-user', { app, test: { ...failedTest, wasSeen: false } }),
      answers,
    );
    expect(screen.queryByRole('button', { name: common.error.goTo(stepNames['life-cycle']) })).toBeNull();
    expect(screen.getAllByRole('button', { name: words.assignAgain('Ana Silva') })).toHaveLength(1);
    await send({ test: { ...failedTest, state: 'passed', explanation: null } });
    await press(common.error.goTo(stepNames['life-cycle']));
    expect(calls).toContainEqual({ name: 'session.go', payload: { screen: 'life-cycle' } });
  });

  it('keeps the user', async () => {
    const { callsOf } = await showEnded();
    await press(words.keep('Ana Silva'));
    expect(callsOf('test.keep')).toEqual([{}]);
  });

  it('says while it follows how long it has been, how long it usually takes, and how to stop', async () => {
    const test = { ...failedTest, state: 'following', explanation: null, endedAt: null } as const;
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    const said = screen.getByText(words.follow.following).closest('.note')?.textContent;
    for (const part of [words.follow.elapsed, words.follow.usual, words.follow.stop, words.follow.stopHint])
      expect(said).toContain(part);
  });

  it('goes on by itself once the user is kept, where keeping is what comes next', async () => {
    const test = { ...failedTest, state: 'passed', decision: 'open', explanation: null } as const;
    const passed = snapshotAt('test-user', { app, test, rail: railAt('test-user', 'done-read') });
    const { callsOf } = await show(<TestUserScreen />, passed, { ...answers, 'session.go': () => ok(null) });
    await press(words.keep('Ana Silva'));
    expect(callsOf('test.keep')).toEqual([{}]);
    expect(callsOf('session.go')).toEqual([{ screen: 'single-sign-on' }]);
  });

  it('names a user without a name by the login', async () => {
    const user = { ...ana, givenName: '', familyName: ' ' };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test: { ...failedTest, user } }), answers);
    expect(screen.getByRole('button', { name: words.keep(ana.login) })).toBeDefined();
  });

  it('counts the times of the timeline from the write before each', async () => {
    const entry = { source: 'oktopost', failed: false, eventId: null } as const;
    const test = {
      ...failedTest,
      assignedAt: '2026-03-02T09:00:00.000Z',
      timeline: [
        { ...entry, at: '2026-03-02T09:00:07.000Z', text: 'Arrived.' },
        { ...entry, at: '2026-03-02T10:00:05.000Z', text: 'Left.' },
      ],
      unassignment: { ...unassignmentIn('active'), unassignedAt: '2026-03-02T10:00:00.000Z' },
    };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    const moment = (text: string) => screen.getByText(text).closest('li')?.textContent;
    expect(moment('Arrived.')).toContain('+7 s');
    expect(moment('Left.')).toContain('+5 s');
  });

  it('is not green where nothing of what arrived could be read', async () => {
    const rows = failedTest.rows.map((row) => ({ ...row, oktopost: null, state: 'cannot-be-read' as const }));
    const test = { ...failedTest, state: 'passed' as const, rows, explanation: null };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    const title = screen.getByRole('heading', { name: words.unread });
    const note = title.closest('.note');
    expect(note?.getAttribute('data-tone')).toBe('grey');
    expect(barState()).toBe(words.unread);
    // Where one has to look is a link beside it.
    expect(note?.querySelector('a')?.textContent).toContain(words.explanation.place.oktopost);
  });

  it('takes the word of whoever looked in Oktopost where it asks to look', async () => {
    const rows = failedTest.rows.map((row) => ({ ...row, oktopost: null, state: 'cannot-be-read' as const }));
    const test = { ...failedTest, state: 'passed' as const, rows, explanation: null };
    const { callsOf } = await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), {
      ...answers,
      'summary.state': () => ok(null),
    });
    await press(statementWords.looked);
    expect(callsOf('summary.state')).toEqual([{ id: accountStatement(ana.id), done: true }]);
  });

  it('says that the admin looked where nothing was read', async () => {
    const rows = failedTest.rows.map((row) => ({ ...row, oktopost: null, state: 'cannot-be-read' as const }));
    const test = { ...failedTest, state: 'passed' as const, rows, explanation: null };
    const rail = railAt('test-user', 'done-stated');
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test, rail }), answers);
    const title = screen.getByRole('heading', { name: words.looked });
    expect(title.closest('.note')?.getAttribute('data-tone')).toBe('grey');
    expect(barState()).toBe(words.looked);
  });
});
