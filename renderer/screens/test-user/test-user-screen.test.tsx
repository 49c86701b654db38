// @vitest-environment jsdom
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Check, Plan } from '../../../shared/plan';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { assignPlan, runOf } from '../../../shared/testing/plans';
import { ana, failedTest, preCheck } from '../../../shared/testing/test-user';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { words as common } from '../../words/common';
import { words } from './words';
import { TestUserScreen } from './test-user-screen';

const assign = words.assign('Ana Silva');
const unassign = words.unassign('Ana Silva');
const unassignPlan: Plan = { ...assignPlan, id: 'plan-4', scope: { kind: 'unassign', userId: ana.id } };
const answers: Answers = {
  'users.search': () => ok({ users: [ana], more: false }),
  'test.preCheck': () => ok(preCheck),
  'plan.preview': ({ scope }) => ok(scope.kind === 'unassign' ? unassignPlan : assignPlan),
  'plan.apply': () => ok({ runId: 'run-1' }),
  'test.keep': () => ok(null),
};

describe('picking and assigning the test user', () => {
  const showPick = (changes: Answers = {}) =>
    show(<TestUserScreen />, snapshotAt('test-user', { app }), { ...answers, ...changes });

  it('searches, checks, previews, and assigns by the plan that is shown', async () => {
    const { callsOf } = await showPick();
    expect(barState()).toBe(words.state.none);
    fireEvent.change(screen.getByRole('searchbox', { name: words.search.label }), {
      target: { value: 'ana' },
    });
    await press(words.search.action);
    expect(callsOf('users.search')).toEqual([{ query: 'ana' }]);
    await press(words.search.choose(ana.login));
    expect(callsOf('test.preCheck')).toEqual([{ userId: ana.id }]);
    expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'assign', userId: ana.id } }]);
    expect(barState()).toBe(words.state.picked);
    await press(assign);
    expect(callsOf('plan.apply')).toEqual([{ planId: assignPlan.id }]);
  });

  it('offers somebody else first where the assignment would fail, and says what it would do all the same', async () => {
    const wouldFail = [
      { pane: 'user', level: 'block', text: 'The last name is empty in Okta.', next: null },
    ] as const;
    const { callsOf } = await showPick({
      'test.preCheck': () => ok({ ...preCheck, findings: [...wouldFail] }),
    });
    await press(words.search.action);
    await press(words.search.choose(ana.login));
    expect(barState()).toBe(words.state['would-fail']);
    expect(screen.queryByRole('button', { name: assign })).toBeNull();
    const bar = screen.getByRole('contentinfo');
    expect(within(bar).getByRole('button', { name: words.search.other }).getAttribute('data-kind')).toBe(
      'primary',
    );
    // Nowhere else: two buttons of one name are one too many for a screen reader.
    expect(screen.getAllByRole('button', { name: words.search.other })).toHaveLength(1);
    expect(screen.getByText(words.check.anywayHint)).toBeDefined();
    await press(words.check.anyway);
    expect(callsOf('plan.apply')).toEqual([{ planId: assignPlan.id }]);
  });

  it('does not assign before the checks are read', async () => {
    const { callsOf } = await showPick({
      'test.preCheck': () => refused({ message: 'Okta did not answer.' }),
    });
    await press(words.search.action);
    await press(words.search.choose(ana.login));
    expect(screen.getByRole('alert').textContent).toContain('Okta did not answer.');
    expect(screen.getByRole('button', { name: assign }).hasAttribute('disabled')).toBe(true);
    expect(callsOf('plan.apply')).toHaveLength(0);
  });

  it('says when nobody was found, and when there are more', async () => {
    const found = [
      { users: [], more: false },
      { users: [ana], more: true },
    ];
    await showPick({ 'users.search': () => ok(found.shift() ?? { users: [], more: false }) });
    await press(words.search.action);
    expect(screen.getByText(words.search.none)).toBeDefined();
    await press(words.search.action);
    expect(screen.getByText(words.search.more)).toBeDefined();
  });
});

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

  it('keeps the user', async () => {
    const { callsOf } = await showEnded();
    await press(words.keep('Ana Silva'));
    expect(callsOf('test.keep')).toEqual([{}]);
  });

  it('names a user without a name by the login', async () => {
    const user = { ...ana, givenName: '', familyName: ' ' };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test: { ...failedTest, user } }), answers);
    expect(screen.getByRole('button', { name: words.keep(ana.login) })).toBeDefined();
  });

  it('unassigns by a plan that is previewed on request only', async () => {
    const { callsOf, send } = await showEnded();
    expect(callsOf('plan.preview')).toHaveLength(0);
    await press(words.decision.show);
    expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'unassign', userId: ana.id } }]);
    await press(unassign);
    expect(callsOf('plan.apply')).toEqual([{ planId: unassignPlan.id }]);
    await send({ run: runOf({ scope: unassignPlan.scope }) });
    expect(screen.queryByRole('button', { name: unassign })).toBeNull();
    await send({
      run: runOf({ scope: unassignPlan.scope, state: 'done' }),
      test: { ...failedTest, decision: 'unassigned' },
    });
    // Nothing was read of the account.
    const said = screen.getByText(words.decision.unassigned.unread);
    expect(said.closest('.note')?.getAttribute('data-tone')).toBe('amber');
    expect(screen.queryByRole('button', { name: words.decision.show })).toBeNull();
  });

  it('shows what became of the account of who was unassigned', async () => {
    const checks: Check[] = [
      {
        setting: `account:${ana.id}`,
        person: 'Ana Silva',
        expected: 'inactive',
        actual: 'active',
        state: 'different',
        next: 'Deactivate it in Oktopost.',
      },
    ];
    const run = runOf({ scope: unassignPlan.scope, state: 'done', checks });
    await show(
      <TestUserScreen />,
      snapshotAt('test-user', { app, run, test: { ...failedTest, decision: 'unassigned' } }),
      answers,
    );
    expect(screen.getByText('Oktopost account of Ana Silva')).toBeDefined();
    expect(screen.getByText('Deactivate it in Oktopost.')).toBeDefined();
    const said = screen.getByText(words.decision.unassigned.active);
    expect(said.closest('.note')?.getAttribute('data-tone')).toBe('red');
  });

  it('is not green where nothing of what arrived could be read', async () => {
    const rows = failedTest.rows.map((row) => ({ ...row, oktopost: null, state: 'cannot-be-read' as const }));
    const test = { ...failedTest, state: 'passed' as const, rows, explanation: null };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    const title = screen.getByRole('heading', { name: words.unread });
    expect(title.closest('.note')?.getAttribute('data-tone')).toBe('grey');
    expect(barState()).toBe(words.unread);
  });

  it('drops the plan when the admin decides against it', async () => {
    const { callsOf } = await showEnded();
    await press(words.decision.show);
    await press(words.decision.drop);
    expect(screen.queryByRole('button', { name: unassign })).toBeNull();
    expect(screen.getByRole('button', { name: words.keep('Ana Silva') })).toBeDefined();
    expect(callsOf('plan.apply')).toHaveLength(0);
  });

  it('offers another preview after a stale plan was refused', async () => {
    const { callsOf } = await showEnded({ 'plan.apply': () => refused() });
    await press(words.decision.show);
    await press(unassign);
    expect(screen.getByRole('alert').textContent).toContain('Okta has changed since this plan was shown.');
    await press(words.decision.show);
    expect(callsOf('plan.preview')).toHaveLength(2);
  });
});
