import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/errors';
import type { RolloutView, TakeBackPlan } from '../../../shared/rollout';
import { later, ok, press, refused, show } from '../../testing/dom';
import { rolloutAt as at, rowsOf, view as viewOf } from '../../testing/rollout';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const ring: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'passed' },
  ...{ arrived: 5, waiting: 0, failed: 0, looked: 5, logged: 5, failures: [] },
};
const view: RolloutView = { ...viewOf, rings: [ring], course: [], courseOf: null };
const isDisabled = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};

describe('taking a ring back', () => {
  const paused = at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 6, arrived: 5 });
  const plan: TakeBackPlan = {
    ...{
      planId: 'p1',
      ring: 0,
      people: 5,
      group: null,
      deactivated: 5,
      deletes: false,
      staysActive: 0,
      leftAlone: 0,
      notes: [],
    },
    ...{ lockOut: [], blockers: [], typed: null },
  };
  const owner = 'Ada Admin owns the API token of this set-up.';

  async function opened(change: Partial<TakeBackPlan> = {}) {
    const shown = await show(<RolloutScreen />, paused, {
      'rollout.view': () => ok(view),
      'rollout.planBack': () => ok({ ...plan, ...change }),
      'rollout.takeBack': () => ok(null),
      'rollout.rows': rowsOf(5),
    });
    await press(words.course.backOf(0));
    return shown;
  }

  it('names who is unassigned', async () => {
    const { callsOf } = await opened();
    expect(callsOf('rollout.rows')).toContainEqual({ of: 'back', ring: 0, state: null, from: 0, count: 10 });
    const dialog = await screen.findByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain('Name 5 n5@acme.example');
  });

  it.each([
    [false, 'Okta deactivates 5 Oktopost accounts.'],
    [true, 'Okta deletes 5 Oktopost accounts.'],
  ])('says what becomes of the accounts, deleted: %s', async (deletes, sentence) => {
    await opened({ deletes });
    const dialog = await screen.findByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain(sentence);
  });

  it('names whose account was active before', async () => {
    await opened({ notes: ['Active before: Grace.'] });
    const dialog = await screen.findByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain('Active before: Grace.');
  });

  it('says that a group is unassigned, with how many people', async () => {
    await opened({ group: 'Sales', people: 10 });
    const dialog = await screen.findByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain('The group Sales is unassigned, with it 10 people.');
  });

  it('can be left while its plan is read; where it cannot be read, the screen says why', async () => {
    const answer = later<Result<TakeBackPlan>>();
    await show(<RolloutScreen />, paused, {
      'rollout.view': () => ok(view),
      'rollout.planBack': () => answer.promise,
      'rollout.rows': rowsOf(5),
    });
    await press(words.course.backOf(0));
    const dialog = screen.getByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toBe(`${words.back.title(0)}${words.plan.reading}${words.back.no}`);
    await press(words.back.no);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await press(words.course.backOf(0));
    await answer.give(refused({ message: 'Okta does not answer.' }));
    expect(screen.queryByRole('alertdialog')).toBeNull();
    expect(screen.getByRole('alert').textContent).toContain('Okta does not answer.');
  });

  it('is one yes where no admin of Okta is among them', async () => {
    const { callsOf } = await opened();
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: null, secondYes: false }]);
  });

  it('asks a second time where one is, in place of the first question, and without a main button that does it', async () => {
    const { callsOf } = await opened({ lockOut: [owner] });
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([]);
    const question = screen.getByRole('alertdialog');
    expect(question.textContent).toContain(owner);
    expect(screen.queryByRole('button', { name: words.back.yes })).toBeNull();
    expect(screen.getByRole('button', { name: words.secondYes.no }).dataset['kind']).toBe('primary');
    expect(screen.getByRole('button', { name: words.secondYes.yes }).dataset['kind']).toBe('plain');
    await press(words.secondYes.no);
    expect(callsOf('rollout.takeBack')).toEqual([]);
    await press(words.back.yes);
    await press(words.secondYes.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: null, secondYes: true }]);
  });

  it('takes the number of accounts where it has to be typed', async () => {
    const { callsOf } = await opened({ typed: 10 });
    expect(isDisabled(words.back.yes)).toBe(true);
    type(words.back.type(10), '9');
    expect(isDisabled(words.back.yes)).toBe(true);
    type(words.back.type(10), '10');
    expect(isDisabled(words.back.yes)).toBe(false);
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: 10, secondYes: false }]);
  });
});
