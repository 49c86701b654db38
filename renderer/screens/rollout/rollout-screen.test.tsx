// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { noRollout } from '../../../shared/rollout';
import type { RolloutCounts, RolloutView, TakeBackPlan } from '../../../shared/rollout';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { ok, press, show } from '../../testing/dom';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const at = (rollout: Partial<RolloutCounts>) =>
  snapshotAt('rollout', { app, rollout: { ...noRollout, ...rollout } });

const ring: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'passed' },
  ...{ arrived: 5, waiting: 0, failed: 0, looked: 5, logged: 5, failures: [] },
};
const view: RolloutView = { version: 1, rings: [ring], course: [], failShare: 10 };

describe('taking a ring back', () => {
  const paused = at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 6, arrived: 5 });
  const plan: TakeBackPlan = {
    ...{ planId: 'p1', ring: 0, people: 5, group: null, deactivated: 5, staysActive: 0, leftAlone: 0 },
    ...{ lockOut: [], blockers: [], typed: null },
  };
  const owner = 'Ada Admin owns the API token of this set-up.';

  async function opened(change: Partial<TakeBackPlan> = {}) {
    const shown = await show(<RolloutScreen />, paused, {
      'rollout.view': () => ok(view),
      'rollout.planBack': () => ok({ ...plan, ...change }),
      'rollout.takeBack': () => ok(null),
    });
    await press(words.course.backOf(0));
    return shown;
  }

  it('is one yes where no admin of Okta is among them', async () => {
    const { callsOf } = await opened();
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: null, secondYes: false }]);
  });

  it('asks a second time, in a question of its own, where one is', async () => {
    const { callsOf } = await opened({ lockOut: [owner] });
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([]);
    expect(screen.getByRole('alertdialog', { name: words.secondYes.title }).textContent).toContain(owner);
    await press(words.secondYes.no);
    expect(callsOf('rollout.takeBack')).toEqual([]);
    await press(words.back.yes);
    await press(words.secondYes.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: null, secondYes: true }]);
  });

  it('takes the number of accounts where it has to be typed', async () => {
    const { callsOf } = await opened({ typed: 10 });
    const isDisabled = () => screen.getByRole('button', { name: words.back.yes }).hasAttribute('disabled');
    expect(isDisabled()).toBe(true);
    fireEvent.change(screen.getByLabelText(words.back.type(10)), { target: { value: '10' } });
    expect(isDisabled()).toBe(false);
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: 10, secondYes: false }]);
  });
});
