import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { assignPlan } from '../../../shared/testing/plans';
import { ana, preCheck } from '../../../shared/testing/test-user';
import { barState, ok, press, refused, show } from '../../testing/dom';
import type { Answers } from '../../testing/dom';
import { moreFound } from '../../words/search';
import { words } from './words';
import { TestUserScreen } from './test-user-screen';
import { answers } from '../../testing/test-user';

const assign = words.assign('Ana Silva');

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
    expect(screen.getByText(moreFound)).toBeDefined();
  });
});
