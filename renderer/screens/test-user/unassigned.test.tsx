import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { assignPlan, runOf } from '../../../shared/testing/plans';
import { ana, failedTest } from '../../../shared/testing/test-user';
import type { TestSnapshot, Unassignment } from '../../../shared/verification';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { words as common } from '../../words/common';
import { words } from './words';
import { TestUserScreen } from './test-user-screen';
import { answers, unassignmentIn, unassignPlan } from '../../testing/test-user';

const unassign = words.unassign('Ana Silva');

const showTest = (changes: Partial<TestSnapshot> = {}, more: Answers = {}) =>
  show(<TestUserScreen />, snapshotAt('test-user', { app, test: { ...failedTest, ...changes } }), {
    ...answers,
    ...more,
  });

describe('unassigning the test user', () => {
  it('unassigns by a plan that is previewed on request only', async () => {
    const { callsOf, send } = await showTest();
    expect(callsOf('plan.preview')).toHaveLength(0);
    await press(words.decision.show);
    expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'unassign', userId: ana.id } }]);
    await press(unassign);
    expect(callsOf('plan.apply')).toEqual([{ planId: unassignPlan.id }]);
    await send({ run: runOf({ scope: unassignPlan.scope }) });
    expect(screen.queryByRole('button', { name: unassign })).toBeNull();
    await send({
      run: runOf({ scope: unassignPlan.scope, state: 'done' }),
      test: { ...failedTest, decision: 'unassigned', unassignment: unassignmentIn('following') },
    });
    expect(barState()).toBe(words.unassignment.state.following);
    expect(screen.getByText(words.unassignment.following)).toBeDefined();
    expect(screen.getByRole('button', { name: words.follow.stop })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.decision.show })).toBeNull();
    expect(screen.queryByRole('button', { name: words.follow.again })).toBeNull();
  });

  it.each([
    ['stopped', 'grey', true],
    ['inactive', 'green', false],
    ['gone', 'green', false],
    ['active', 'red', true],
    ['unread', 'grey', true],
  ] as const)('says that an account is %s after the unassignment', async (state, tone, goesOn) => {
    const unassignment = unassignmentIn(state);
    const { callsOf } = await show(
      <TestUserScreen />,
      snapshotAt('test-user', { app, test: { ...failedTest, decision: 'unassigned', unassignment } }),
      answers,
    );
    const title = screen.getByRole('heading', { name: words.unassignment.state[state] });
    expect(title.closest('.note')?.getAttribute('data-tone')).toBe(tone);
    expect(screen.getByText('What became of the account.')).toBeDefined();
    expect(barState()).toBe(words.unassignment.state[state]);
    if (!goesOn) {
      expect(screen.queryByRole('button', { name: words.unassignment.again })).toBeNull();
      return;
    }
    const link = screen.queryByRole('link', { name: words.explanation.place.oktopost });
    expect(link === null).toBe(state !== 'unread');
    await press(words.unassignment.again);
    expect(callsOf('test.followAgain')).toEqual([{}]);
  });

  it('says why an account is still active, who acts next and how', async () => {
    const unassignment: Unassignment = {
      ...unassignmentIn('active'),
      explanation: {
        id: 'assigned-by-group',
        what: 'A group assigns this person.',
        owner: 'okta-admin',
        next: 'Take the person out of the group.',
        guess: false,
        said: null,
        place: 'assignments',
      },
    };
    const test = { ...failedTest, explanation: null, unassignment };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    expect(screen.getByText('A group assigns this person.')).toBeDefined();
    expect(screen.getByText('Take the person out of the group.')).toBeDefined();
    expect(screen.getByRole('link', { name: words.explanation.place.assignments })).toBeDefined();
    // Still assigned, so that it can be tried again.
    expect(screen.getByRole('button', { name: words.decision.show })).toBeDefined();
  });

  it.each([
    ['once, where it is the same', failedTest.explanation?.owner ?? 'unknown', 1],
    ['of both, where they differ', 'network', 2],
  ] as const)('says who acts next of the cause and of the account: %s', async (_what, owner, times) => {
    const { explanation } = failedTest;
    if (explanation === null) throw new Error('the test has no explanation');
    const what = 'It is still active.';
    const unassignment = { ...unassignmentIn('active'), explanation: { ...explanation, what, owner } };
    await show(
      <TestUserScreen />,
      snapshotAt('test-user', { app, test: { ...failedTest, decision: 'unassigned', unassignment } }),
      answers,
    );
    expect(screen.getByText(what)).toBeDefined();
    expect(screen.getAllByText(common.error.whoActs)).toHaveLength(times);
  });

  it('says that nothing was read where somebody else unassigned the user', async () => {
    const test = { ...failedTest, decision: 'unassigned' as const };
    await show(<TestUserScreen />, snapshotAt('test-user', { app, test }), answers);
    const said = screen.getByText(words.decision.outside);
    expect(said.closest('.note')?.getAttribute('data-tone')).toBe('amber');
  });
  it('drops the plan when the admin decides against it', async () => {
    const { callsOf } = await showTest();
    await press(words.decision.show);
    await press(words.decision.drop);
    expect(screen.queryByRole('button', { name: unassign })).toBeNull();
    expect(screen.getByRole('button', { name: words.keep('Ana Silva') })).toBeDefined();
    expect(callsOf('plan.apply')).toHaveLength(0);
  });

  it('offers another preview after a stale plan was refused', async () => {
    const { callsOf } = await showTest({}, { 'plan.apply': () => refused() });
    await press(words.decision.show);
    await press(unassign);
    expect(screen.getByRole('alert').textContent).toContain('Okta has changed since this plan was shown.');
    await press(words.decision.show);
    expect(callsOf('plan.preview')).toHaveLength(2);
  });

  it.each([
    ['the assistant', unassignmentIn('inactive')],
    ['somebody else', null],
  ])(
    'assigns the same user again, looked at and previewed as at first, whom %s unassigned',
    async (_who, unassignment) => {
      const { callsOf } = await showTest({ decision: 'unassigned', unassignment });
      const reads = callsOf('test.preCheck').length;
      await press(words.assignAgain('Ana Silva'));
      expect(callsOf('test.preCheck')).toHaveLength(reads + 1);
      expect(callsOf('plan.preview')).toEqual([{ scope: { kind: 'assign', userId: ana.id } }]);
      expect(callsOf('plan.apply')).toEqual([]);
      await press(words.assign('Ana Silva'));
      expect(callsOf('plan.apply')).toEqual([{ planId: assignPlan.id }]);
    },
  );

  it('says at its head when the user was unassigned, not that they are assigned', async () => {
    await showTest({ decision: 'unassigned', unassignment: unassignmentIn('gone') });
    const head = screen.getByText(/ana\.silva@acme\.example/, { selector: 'section > p' }).textContent;
    expect(head).toContain(words.follow.unassigned);
    expect(head).not.toContain(words.follow.since);
  });

  it('offers the plan that unassigns and assigns again of whom Okta did not send, and names both', async () => {
    const [assigns] = assignPlan.changes;
    const both = {
      ...assignPlan,
      changes: [
        ...unassignPlan.changes.map((each) => ({ ...each, id: 'unassign', verb: 'delete' as const })),
        ...(assigns === undefined ? [] : [assigns]),
      ],
    };
    await showTest({ wasSeen: false }, { 'plan.preview': () => ok(both) });
    await press(words.assignAgain('Ana Silva'));
    expect(screen.getByRole('button', { name: words.reassign('Ana Silva') })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.assign('Ana Silva') })).toBeNull();
  });

  it('offers to assign nobody again who is assigned', async () => {
    await showTest();
    expect(screen.queryByRole('button', { name: words.assignAgain('Ana Silva') })).toBeNull();
  });
});
