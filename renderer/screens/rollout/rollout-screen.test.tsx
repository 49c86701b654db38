import { cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { courseLegend } from '../../../shared/course';
import type { RolloutView } from '../../../shared/rollout';
import type { RolloutPlan } from '../../../shared/rollout-plan';
import type { RolloutChosen } from '../../../shared/saved-rollout';
import { app, connected, snapshotAt } from '../../../shared/testing/snapshots';
import { at as at0 } from '../../../shared/testing/time';
import { ok, press, show } from '../../testing/dom';
import { rolloutAt as at, rowsOf, view as viewOf } from '../../testing/rollout';
import { pageWords } from '../../words/pages';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const ring: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'passed' },
  ...{ arrived: 5, waiting: 0, failed: 0, looked: 5, logged: 5, failures: [] },
};
const view: RolloutView = { ...viewOf, rings: [ring], course: [], courseOf: null };
const nobody: RolloutChosen = { draft: null, list: null, plan: null, before: null };
const ready = snapshotAt('rollout', { app, okta: connected });

const named = (index: number): string[] =>
  within(screen.getByRole('list', { name: words.plan.who(index) }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

const planned: RolloutPlan = {
  ...{ id: 'p1', at: at0, first: 0, people: 1, newAccounts: 1, reactivations: 0, renames: 0 },
  ...{ links: 0, linkNames: [] },
  ...{
    overwritten: ['userName'],
    activeAccounts: null,
    licences: null,
    skipped: [],
    warnings: [],
    risks: [],
    lockOut: [],
    blockers: [],
    step: null,
  },
  rings: [{ kind: 'pilot', people: 1, group: null }],
};

it.each([
  ['in-error', true],
  ['too-early', true],
  ['arrived', false],
] as const)('a plan leads from who is left out to the repair below: %s, %s', async (reason, leads) => {
  await show(<RolloutScreen />, ready, {
    'rollout.chosen': () =>
      ok({ ...nobody, plan: { ...planned, skipped: [{ reason, what: 'Left.', people: 2 }] } }),
    'rollout.rows': () => ok({ total: 0, rows: [] }),
  });
  await press(words.plan.skipped(2));
  expect(screen.queryAllByText(words.plan.repair)).toHaveLength(leads ? 1 : 0);
  expect(screen.getByText(words.repair.title)).toBeDefined();
});

describe('who is in a ring', () => {
  it('is named in the plan before anything is written', async () => {
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, plan: planned }),
      'rollout.rows': rowsOf(1),
    });
    expect(named(0)).toEqual(['Name 1 n1@acme.example']);
    expect(callsOf('rollout.rows')).toMatchObject([{ of: 'planned', ring: 0, from: 0 }]);
  });

  it('has one number in the plan and in the course, which has the rings of rollouts before', async () => {
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, plan: { ...planned, first: 2 } }),
      'rollout.rows': rowsOf(1),
    });
    expect(screen.getByRole('rowheader', { name: words.plan.ring(2) })).toBeDefined();
    expect(named(2)).toEqual(['Name 1 n1@acme.example']);
    expect(callsOf('rollout.rows')).toMatchObject([{ of: 'planned', ring: 2, from: 0 }]);
  });

  it('is named in its course: the first ten, and the others when they are asked for', async () => {
    await show(<RolloutScreen />, at({ state: 'paused', pause: 'stopped', rings: 1, ring: 0, people: 60 }), {
      'rollout.view': () => ok({ ...view, rings: [{ ...ring, people: 60 }] }),
      'rollout.rows': rowsOf(60),
    });
    expect(named(0)).toHaveLength(10);
    await press(`${words.plan.more(50)}: ${words.plan.who(0)}`);
    expect(named(0)).toHaveLength(50);
    const next = screen.getByRole('button', { name: `${pageWords.next}: ${words.plan.who(0)}` });
    next.focus();
    await press(`${pageWords.next}: ${words.plan.who(0)}`);
    expect(named(0).at(-1)).toContain('Name 60');
    // The list stays while its next page is read, and the button with it.
    expect(next.isConnected).toBe(true);
  });
});

describe('the words of a rollout', () => {
  const chosenPlan = (change: Partial<RolloutPlan>) =>
    show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, plan: { ...planned, ...change } }),
    });

  it('say what is overwritten only where an account is', async () => {
    await chosenPlan({ links: 0, reactivations: 0 });
    expect(screen.queryByText(words.plan.facts.overwritten)).toBeNull();
    cleanup();
    await chosenPlan({ links: 1 });
    expect(screen.getByText(words.plan.facts.overwritten)).toBeDefined();
    cleanup();
    await chosenPlan({ links: null, reactivations: null });
    expect(screen.getByText(words.plan.facts.overwritten)).toBeDefined();
  });

  it('count the accounts in use among the licences, and say where they are not known', async () => {
    await chosenPlan({ people: 4, newAccounts: 4, activeAccounts: 4, licences: 5 });
    expect(screen.getByText('4 needed, 4 in use, of 5')).toBeDefined();
    cleanup();
    await chosenPlan({
      people: 4,
      newAccounts: null,
      reactivations: null,
      activeAccounts: null,
      licences: 5,
    });
    expect(screen.getByText('4 needed, those in use are not known, of 5')).toBeDefined();
  });

  it('say that a ring has arrived, not that it is paused, and count nobody in a ring to come', async () => {
    const toDo: typeof ring = { ...ring, state: 'to-do', arrived: 0, looked: null, logged: null };
    await show(
      <RolloutScreen />,
      at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 6 }),
      {
        'rollout.view': () => ok({ ...view, rings: [ring, toDo] }),
      },
    );
    expect(await screen.findByText('Next: ring 2, 5 people.')).toBeDefined();
    expect(screen.queryByText(words.state.paused)).toBeNull();
    expect(screen.getAllByText(words.course.none)).toHaveLength(3);
  });

  it('say of a group without members that nobody was in it, in the plan and in the course', async () => {
    await chosenPlan({ people: 0, rings: [{ kind: 'group', people: 0, group: 'Sales' }] });
    expect(screen.getByRole('button', { name: words.plan.begin(0, 0) })).toBeDefined();
    cleanup();
    const empty: typeof ring = {
      ...ring,
      kind: 'group',
      group: 'Sales',
      people: 0,
      arrived: 0,
      looked: null,
    };
    await show(
      <RolloutScreen />,
      at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 5 }),
      {
        'rollout.view': () => ok({ ...view, rings: [empty, { ...ring, state: 'to-do' }] }),
      },
    );
    expect(
      screen.getByText(words.course.passed(0, empty)).closest('[data-tone]')?.getAttribute('data-tone'),
    ).toBe('amber');
    expect(screen.getByText('done, nobody was in it')).toBeDefined();
    expect(screen.queryByRole('button', { name: words.course.again(0) })).toBeNull();
  });

  it('count who arrived at the end', () => {
    const counts = { people: 6, arrived: 4, failed: 2, arrivedBefore: 0, unassigned: 0 };
    expect(words.state.done({ ...counts, missing: 2 })).toBe('Ended: 4 of 6 people arrived.');
    expect(words.state.done({ ...counts, arrived: 6, missing: 2 })).toBe('Done: 6 of 6 people arrived.');
    expect(words.state.done({ ...counts, missing: 12 })).toBe(
      'Ended: 4 of 6 people arrived; 10 of rollouts before did not.',
    );
    // Whoever was taken back had arrived.
    const back = { ...counts, arrived: 0, failed: 0, missing: 0, arrivedBefore: 6 };
    expect(words.state.done(back)).toBe('Ended: 6 of 6 people arrived, 6 taken back since.');
    expect(words.state.done({ ...back, arrivedBefore: 5, arrived: 1, unassigned: 1 })).toBe(
      'Ended: 6 of 6 people arrived, 5 unassigned since.',
    );
  });

  it('agree with a count of one', () => {
    expect(words.back.people(1)).toBe('1 person is unassigned.');
    expect(courseLegend({ second: 1, arrived: 0, waiting: 1, failed: 0 })).toContain('After 1 second.');
  });
});
