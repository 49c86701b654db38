import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { deactivateAppChangeId, restoreStatusChangeId } from '../../../shared/plan';
import type { Plan } from '../../../shared/plan';
import { noRollout } from '../../../shared/rollout';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { appPlan, runOf } from '../../../shared/testing/plans';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { stepNames } from '../../../shared/step-names';
import { words as common } from '../../words/common';
import { words } from './words';
import { UndoScreen } from './undo-screen';

const notes: NonNullable<Plan['undo']> = {
  drift: [],
  byHand: [],
  remains: [],
  others: [],
  accounts: null,
};
const [created] = appPlan.changes;
if (created === undefined) throw new Error('the plan has no change');

const undoPlan: Plan = {
  ...appPlan,
  id: 'undo-1',
  scope: { kind: 'undo', deleteDespiteOtherUsers: false },
  undo: notes,
  changes: [{ ...created, id: 'delete-app', title: 'Delete the app integration', verb: 'delete', rows: [] }],
};
const showUndo = (answers: Answers) => show(<UndoScreen />, snapshotAt('undo', { app }), answers);

describe('the undo', () => {
  it('is previewed, applied as shown, and read again after its run', async () => {
    const plans = [undoPlan, { ...undoPlan, id: 'undo-2', changes: [] }];
    const { callsOf, send } = await showUndo({
      'plan.preview': () => ok(plans.shift() ?? undoPlan),
      'plan.apply': () => ok({ runId: 'run-1' }),
    });
    expect(screen.getByRole('heading', { name: 'Delete the app integration' })).toBeDefined();
    expect(barState()).toBe(words.state.ready);
    await press(words.action);
    expect(callsOf('plan.apply')).toEqual([{ planId: 'undo-1' }]);
    const run = runOf({ scope: { kind: 'undo', deleteDespiteOtherUsers: false } });
    await send({ run });
    expect(screen.queryByRole('heading', { name: 'Delete the app integration' })).toBeNull();
    await send({ run: { ...run, state: 'done' } });
    expect(barState()).toBe(words.state.nothing);
    expect(screen.getByRole('region', { name: words.nothing.title })).toBeDefined();
    expect(screen.queryByRole('button', { name: words.action })).toBeNull();
  });

  it('leads to the rollout that has to end first, without a heading of nothing', async () => {
    const { callsOf } = await showUndo({ 'plan.preview': () => refused({ code: 'busy', field: 'rollout' }) });
    expect(screen.queryByRole('heading', { name: words.plan })).toBeNull();
    expect(screen.getByRole('button', { name: words.again })).toBeDefined();
    await press(common.error.goTo(stepNames.rollout));
    expect(callsOf('session.go')).toEqual([{ screen: 'rollout' }]);
  });

  it('is read again when a rollout or a repair has ended while it is shown', async () => {
    const isBusy = () => refused({ code: 'busy', field: 'rollout' });
    const answers = [isBusy, () => ok(undoPlan), isBusy, () => ok(undoPlan)];
    const preview = () => (answers.shift() ?? isBusy)();
    const rollout = { ...noRollout, state: 'running' as const };
    const snapshot = snapshotAt('undo', { app, rollout });
    const { send } = await show(<UndoScreen />, snapshot, { 'plan.preview': preview });
    const isShown = (): boolean =>
      screen.queryByRole('heading', { name: 'Delete the app integration' }) !== null;
    expect(isShown()).toBe(false);
    await send({ rollout: { ...rollout, state: 'done' } });
    expect(isShown()).toBe(true);
    await send({ rollout: { ...rollout, state: 'running', version: 3 } });
    await send({ rollout: { ...rollout, state: 'done', version: 4 } });
    expect(isShown()).toBe(true);
    expect(answers).toEqual([]);
  });

  it('names its own button after a run that was cut off', async () => {
    const { send } = await showUndo({ 'plan.preview': () => ok(undoPlan) });
    const cutOff = { screen: 'undo', text: 'It ended: Unassign Ada.', isLeft: true } as const;
    await send({ cutOff });
    expect(
      screen.getByText(new RegExp(`Unassign Ada\\. ${words.again}, and apply what is left\\.$`)),
    ).toBeDefined();
    expect(screen.getByRole('button', { name: words.again })).toBeDefined();
  });

  it('that leaves accounts active asks by another name, and says so at its end', async () => {
    const [change] = undoPlan.changes;
    if (change === undefined) throw new Error('the plan has no change');
    const warned = { ...change, id: deactivateAppChangeId, warnings: ['It is still active.'] };
    const plans = [
      { ...undoPlan, changes: [warned] },
      { ...undoPlan, changes: [], undo: { ...notes, accounts: '2 accounts are still active at Oktopost.' } },
    ];
    const { send } = await showUndo({
      'plan.preview': () => ok(plans.shift() ?? undoPlan),
      'plan.apply': () => ok({ runId: 'run-1' }),
    });
    expect(screen.queryByRole('button', { name: words.action })).toBeNull();
    expect(barState()).toBe(words.state.ready);
    await press(words.despiteActive);
    const run = runOf({ scope: undoPlan.scope });
    await send({ run });
    await send({ run: { ...run, state: 'done' } });
    expect(barState()).toBe('2 accounts are still active at Oktopost.');
  });

  it('says when each of its readings was made: those of its end stand above what was read later', async () => {
    const plans = [
      undoPlan,
      { ...undoPlan, changes: [], undo: { ...notes, remains: ['Ana’s account is inactive.'] } },
    ];
    const { send } = await showUndo({
      'plan.preview': () => ok(plans.shift() ?? undoPlan),
      'plan.apply': () => ok({ runId: 'run-1' }),
    });
    await press(words.action);
    const check = {
      setting: 'account:00u1',
      expected: 'inactive',
      actual: 'active',
      state: 'different',
      next: null,
    } as const;
    await send({ run: runOf({ scope: undoPlan.scope, state: 'done', checks: [check] }) });
    expect(screen.getByRole('table', { name: words.checks }).textContent).toContain('active');
    expect(screen.getByRole('region', { name: words.remains.title }).textContent).toContain('Last checked');
  });

  it('says after a restart too that an account is still active', async () => {
    const plan = {
      ...undoPlan,
      changes: [],
      undo: { ...notes, remains: ['It is still active.'], accounts: 'One may still be active.' },
    };
    await showUndo({ 'plan.preview': () => ok(plan) });
    expect(barState()).toBe('One may still be active.');
    expect(screen.getByRole('link', { name: words.remains.link })).toBeDefined();
  });

  it('of an app that others use waits for the decision, and asks main for a plan that follows it', async () => {
    const others = ['412 people are assigned.'];
    const { callsOf } = await showUndo({
      'plan.preview': ({ scope }) =>
        ok(
          scope.kind === 'undo' && scope.deleteDespiteOtherUsers
            ? { ...undoPlan, undo: { ...notes, others } }
            : { ...undoPlan, blockers: ['Others use it.'], undo: { ...notes, others } },
        ),
    });
    expect(barState()).toBe(words.state.blocked);
    expect(screen.getByRole('button', { name: words.action }).hasAttribute('disabled')).toBe(true);
    await press(words.others.delete.choice, 'checkbox');
    expect(callsOf('plan.preview')).toEqual([
      { scope: { kind: 'undo', deleteDespiteOtherUsers: false } },
      { scope: { kind: 'undo', deleteDespiteOtherUsers: true } },
    ]);
    expect(barState()).toBe(words.state.ready);
    expect(screen.getByRole('button', { name: words.action }).hasAttribute('disabled')).toBe(false);
  });

  it('of the pre-built app that others use asks whether to deactivate it, and speaks of no deletion', async () => {
    const [change] = undoPlan.changes;
    if (change === undefined) throw new Error('the plan has no change');
    const status = { ...change, id: restoreStatusChangeId, title: 'Deactivate it', verb: 'update' as const };
    await showUndo({
      'plan.preview': () =>
        ok({
          ...undoPlan,
          changes: [status],
          blockers: ['Others use it.'],
          undo: { ...notes, others: ['Others have assigned one person.'] },
        }),
    });
    expect(screen.getByRole('checkbox', { name: words.others.deactivate.choice })).toBeDefined();
    expect(screen.getByText(words.others.deactivate.text)).toBeDefined();
    expect(screen.queryByRole('checkbox', { name: words.others.delete.choice })).toBeNull();
  });

  it('reads Okta again when the admin comes back from a step by hand', async () => {
    const byHand = {
      title: 'Set Provisioning back to None',
      link: null,
      actions: ['Set Provisioning to None.'],
      evidence: 'features: SCIM_PROVISIONING',
    };
    const plans = [undoPlan, undoPlan].map((plan, index) => ({
      ...plan,
      undo: {
        ...notes,
        byHand: [{ ...byHand, known: index === 0 ? ('not-yet' as const) : ('done' as const) }],
      },
    }));
    const { callsOf } = await showUndo({ 'plan.preview': () => ok(plans.shift() ?? undoPlan) });
    expect(screen.getByText(words.byHand.known['not-yet'])).toBeDefined();
    await act(async () => {
      dispatchEvent(new Event('focus'));
    });
    expect(callsOf('plan.preview')).toHaveLength(2);
    expect(screen.getByText(words.byHand.known.done)).toBeDefined();
    await act(async () => {
      dispatchEvent(new Event('focus'));
    });
    expect(callsOf('plan.preview')).toHaveLength(2);
  });

  it.each([
    ['not-yet', words.state.byHand],
    ['cannot-be-read', words.state.byHand],
    ['done', words.state.nothing],
  ] as const)('with nothing left but a step by hand that is %s says: %s', async (known, state) => {
    const step = { title: 'Switch the API integration off', link: null, actions: [], evidence: '' };
    const plan = { ...undoPlan, changes: [], undo: { ...notes, byHand: [{ ...step, known }] } };
    await showUndo({ 'plan.preview': () => ok(plan) });
    expect(barState()).toBe(state);
    expect(screen.queryByText(words.byHand.text)).toBeNull();
    expect(screen.getByText(words.byHand.alone)).toBeDefined();
    expect(screen.queryByText(words.nothing.title) !== null).toBe(known === 'done');
  });

  it('lists what it leaves alone: changes by others, and what cannot be undone', async () => {
    await showUndo({
      'plan.preview': () =>
        ok({
          ...undoPlan,
          undo: {
            ...notes,
            drift: [{ setting: 'sign-on.acs-url', before: 'a', left: 'b', now: 'c' }],
            remains: ['The Oktopost account, inactive.'],
          },
        }),
    });
    expect(screen.getByRole('table', { name: words.drift.title }).textContent).toContain('abc');
    expect(screen.getByRole('region', { name: words.remains.title }).textContent).toContain('inactive');
  });
});
