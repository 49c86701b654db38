import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Payload } from '../../../shared/api';
import { courseLegend } from '../../../shared/course';
import { noRollout, ringSizes } from '../../../shared/rollout';
import type {
  RolloutCounts,
  RolloutDraft,
  RolloutPlan,
  RolloutView,
  TakeBackPlan,
} from '../../../shared/rollout';
import type { RolloutChosen } from '../../../shared/saved-rollout';
import { app, connected, noPeople, snapshotAt } from '../../../shared/testing/snapshots';
import { at as at0 } from '../../../shared/testing/time';
import { rangeText } from '../../components/number-field';
import { ok, press, refused, show } from '../../testing/dom';
import { pageWords } from '../../words/pages';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const at = (rollout: Partial<RolloutCounts>) =>
  snapshotAt('rollout', { app, rollout: { ...noRollout, ...rollout } });

const ring: RolloutView['rings'][number] = {
  ...{ kind: 'sample', group: null, people: 5, state: 'passed' },
  ...{ arrived: 5, waiting: 0, failed: 0, looked: 5, logged: 5, failures: [] },
};
const view: RolloutView = {
  version: 1,
  rings: [ring],
  course: [],
  failShare: 10,
  courseOf: null,
  goOn: false,
  earlier: 0,
  cutOff: [],
  checked: [],
};

const noneWithout = { withoutEmailTotal: 0, withoutEmail: [], severalTotal: 0, several: [] };
const nobody: RolloutChosen = { draft: null, list: null, plan: null, before: null };
const ready = snapshotAt('rollout', { app, okta: connected });
const isDisabled = (name: string): boolean => screen.getByRole('button', { name }).hasAttribute('disabled');
const type = (label: string, value: string): void => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};
const leave = (label: string): void => {
  fireEvent.blur(screen.getByLabelText(label));
};

describe('choosing who is assigned', () => {
  const search = (value: string): void => {
    type(words.who.people.search, value);
  };
  const sales = { id: '00g1', name: 'Sales' };
  const kim = { id: '00u1', name: 'Kim Kay', email: 'kim@acme.example' };
  const noDraft: RolloutDraft = { groups: [], people: [], ringSize: 50, failShare: 10, goOn: false };
  const draft: RolloutDraft = { groups: [sales], people: [kim], ringSize: 30, failShare: 5, goOn: true };

  it('remembers each choice in main, and plans it', async () => {
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok(nobody),
      'rollout.choose': () => ok(null),
      'rollout.people': () =>
        ok([
          { ...kim, isListed: false },
          { id: '00u2', name: 'Kit Kay', email: 'kit@acme.example', isListed: true },
        ]),
    });
    expect(isDisabled(words.rings.plan)).toBe(true);
    expect(screen.getByText(words.state.nobody)).toBeDefined();
    search('Ki');
    await press(words.who.find(words.who.people.title));
    expect(screen.getByText(words.who.listed)).toBeDefined();
    expect(screen.queryByRole('button', { name: words.who.add('Kit Kay') })).toBeNull();
    await press(words.who.add('Kim Kay'));
    expect(callsOf('rollout.choose').at(-1)).toEqual({ ...noDraft, people: [kim] });
    await press(words.rings.plan);
    expect(callsOf('rollout.plan')).toMatchObject([
      { userIds: ['00u1'], groups: [], ringSize: 50, listId: null },
    ]);
  });

  it('has the admin choose where several users have an email of the list', async () => {
    const other = { id: '00u2', name: 'Kim Kay (kkay)', email: kim.email };
    const list = {
      ...{ listId: 'l1', matched: 0, repeated: 0, unmatchedTotal: 0, unmatched: [], ...noneWithout },
      ...{ severalTotal: 1, several: [{ name: kim.email, users: 2, people: [kim, other] }] },
    };
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, list }),
      'rollout.choose': () => ok(null),
    });
    expect(screen.getByRole('button', { name: words.who.several(1) })).toBeDefined();
    await press(words.who.add(other.name));
    expect(callsOf('rollout.choose').at(-1)).toEqual({ ...noDraft, people: [other] });
    expect(screen.queryByRole('button', { name: words.who.several(1) })).toBeNull();
    await press(words.who.remove(other.name));
    expect(screen.getByRole('button', { name: words.who.add(kim.name) })).toBeDefined();
  });

  it('tells the buttons of two people of one name apart', async () => {
    const namesake = { ...kim, id: '00u3', email: 'kim.kay@acme.example' };
    await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok(nobody),
      'rollout.people': () => ok([kim, namesake].map((each) => ({ ...each, isListed: false }))),
    });
    search('Kim');
    await press(words.who.find(words.who.people.title));
    for (const { email } of [kim, namesake]) {
      expect(screen.getByRole('button', { name: words.who.add(`Kim Kay (${email})`) })).toBeDefined();
    }
  });

  it('says that a group goes whole, and brings the plan into view with the focus', async () => {
    const plan: RolloutPlan = {
      ...{ id: 'p1', at: at0, first: 0, people: 1, newAccounts: 1, reactivations: 0, renames: 0 },
      ...{ links: 0, linkNames: [] },
      ...{ rings: [{ kind: 'pilot', people: 1, group: null }], overwritten: [], activeAccounts: 1 },
      ...{ licences: null, skipped: [], warnings: [], risks: [], lockOut: [], blockers: [] },
    };
    await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, draft }),
      'rollout.plan': () => ok(plan),
    });
    expect(screen.getByText(words.who.groups.hint)).toBeDefined();
    await press(words.rings.plan);
    expect(document.activeElement).toBe(await screen.findByRole('heading', { name: words.plan.title }));
  });

  it('has what was chosen before: people, groups, the list and the numbers', async () => {
    const list = { listId: 'l1', matched: 12, repeated: 0, unmatchedTotal: 0, unmatched: [], ...noneWithout };
    const { callsOf } = await show(
      <RolloutScreen />,
      snapshotAt('rollout', { app, okta: connected, people: { ...noPeople, licences: 40 } }),
      {
        'rollout.chosen': () => ok({ ...nobody, draft, list }),
        'rollout.choose': () => ok(null),
      },
    );
    expect(screen.getByText(words.who.matched(12))).toBeDefined();
    await press(words.rings.plan);
    expect(callsOf('rollout.plan')).toEqual([
      {
        groups: [sales],
        userIds: ['00u1'],
        listId: 'l1',
        ringSize: 30,
        failShare: 5,
        goOn: true,
        licences: 40,
      },
    ]);
    await press(words.who.remove('Sales'));
    expect(callsOf('rollout.choose').at(-1)).toEqual({ ...draft, groups: [] });
  });

  it('says that a number is out of its range, keeps it as typed, and plans nothing with it', async () => {
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, draft }),
      'rollout.choose': () => ok(null),
    });
    for (const typed of ['', '0', '5001', '12x', '-3', '1'.repeat(40)]) {
      type(words.rings.size, typed);
      expect(screen.getByText(rangeText(ringSizes))).toBeDefined();
      expect(screen.getByLabelText<HTMLInputElement>(words.rings.size).value).toBe(typed);
      expect(isDisabled(words.rings.plan)).toBe(true);
    }
    // What main knows stays.
    expect(callsOf('rollout.choose')).toEqual([]);
    leave(words.rings.size);
    expect(callsOf('rollout.choose')).toEqual([]);
    type(words.rings.size, '5000');
    leave(words.rings.size);
    expect(screen.queryByText(rangeText(ringSizes))).toBeNull();
    expect(callsOf('rollout.choose').at(-1)).toMatchObject({ ringSize: 5000 });
  });

  it('names the lines of a list that lead to nobody', async () => {
    const withoutEmail = ['not an email', 'kmori'];
    const list = {
      listId: 'l1',
      matched: 3,
      repeated: 0,
      unmatchedTotal: 1,
      unmatched: ['gone@acme.example'],
      severalTotal: 0,
      several: [],
    };
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, list: { ...list, withoutEmailTotal: 2, withoutEmail } }),
      'rolloutList.export': () => ok({ savedAs: '/home/ada/nobody.csv', download: null, print: null }),
    });
    expect(screen.getByText(words.who.withoutEmail(2))).toBeDefined();
    await press(words.who.exports[0][1]);
    expect(callsOf('rolloutList.export')).toEqual([{ listId: 'l1' }]);
    for (const line of [...withoutEmail, 'gone@acme.example']) expect(screen.getByText(line)).toBeDefined();
  });

  it('names who the list led to, and lets it be removed', async () => {
    const list = { listId: 'l1', matched: 12, repeated: 0, unmatchedTotal: 0, unmatched: [], ...noneWithout };
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, list }),
      'rollout.rows': ({ from, count }) =>
        ok({
          version: 1,
          total: 12,
          rows: Array.from({ length: Math.min(count, 12) }, (_, nth) => ({
            ...{ userId: `00u${from + nth}`, name: `Name ${from + nth}`, email: 'n@acme.example' },
            ...{ ring: null, state: null, note: null },
          })),
        }),
      'rollout.forgetList': () => ok(null),
    });
    expect(callsOf('rollout.rows')).toMatchObject([{ of: 'listed', ring: null }]);
    const names = screen.getByRole('list', { name: words.who.listed });
    expect(within(names).getAllByRole('listitem')).toHaveLength(10);
    expect(isDisabled(words.rings.plan)).toBe(false);
    await press(words.who.forget);
    expect(callsOf('rollout.forgetList')).toHaveLength(1);
    expect(screen.queryByText(words.who.matched(12))).toBeNull();
    expect(isDisabled(words.rings.plan)).toBe(true);
  });

  it('keeps the emails that were typed until a rollout with them begins', async () => {
    const plan: RolloutPlan = {
      ...{ id: 'p1', at: at0, first: 0, people: 28, newAccounts: 28, reactivations: 0, renames: 0 },
      ...{ links: 0, linkNames: [], overwritten: [], activeAccounts: 1, licences: null, skipped: [] },
      rings: [
        { kind: 'pilot', people: 1, group: null },
        { kind: 'rest', people: 27, group: null },
      ],
      ...{ warnings: [], risks: [], lockOut: [], blockers: [] },
    };
    const { send } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, draft, plan }),
      'rollout.start': () => ok(null),
    });
    type(words.who.emails.label, 'kim@acme.example');
    await send({ rollout: { ...noRollout, state: 'paused' } });
    await send({ rollout: noRollout });
    const emails = () => screen.getByLabelText<HTMLTextAreaElement>(words.who.emails.label);
    expect(emails().value).toBe('kim@acme.example');
    // It goes on by itself, and says so.
    await press('Begin with 1 person, then 27 more');
    expect(emails().value).toBe('');
  });

  it('says why nothing can be planned without an app integration', async () => {
    await show(<RolloutScreen />, snapshotAt('rollout', { app: null, okta: connected }), {
      'rollout.chosen': () => ok({ ...nobody, draft }),
    });
    expect(isDisabled(words.rings.plan)).toBe(true);
    expect(screen.getByText(words.state.noApp)).toBeDefined();
  });

  it('states licences once, for People too', async () => {
    const { callsOf } = await show(<RolloutScreen />, ready, { 'rollout.chosen': () => ok(nobody) });
    type(words.rings.licences, '70');
    leave(words.rings.licences);
    expect(callsOf('people.licences')).toEqual([{ licences: 70 }]);
  });

  it.each([words.rings.size, words.rings.share, words.rings.licences])(
    'calls main about “%s” once, when it is left or Enter is pressed, and for no key',
    async (label) => {
      const { calls } = await show(<RolloutScreen />, ready, {
        'rollout.chosen': () => ok(nobody),
        'rollout.choose': () => ok(null),
      });
      const before = calls.length;
      for (const typed of ['2', '23', '2']) type(label, typed);
      expect(calls).toHaveLength(before);
      fireEvent.keyDown(screen.getByLabelText(label), { key: 'Enter' });
      leave(label);
      expect(calls).toHaveLength(before + 1);
    },
  );
});

/** Main's answer to rows of `total` people by range. */
const rowsOf =
  (total: number) =>
  ({ of, ring: index, from, count }: Payload<'rollout.rows'>) =>
    ok({
      version: 1,
      total,
      rows: Array.from({ length: Math.min(count, total - from) }, (_, nth) => ({
        ...{ userId: `${of}-${String(from + nth)}`, name: `Name ${String(from + nth + 1)}`, ring: index },
        ...{ email: `n${String(from + nth + 1)}@acme.example`, state: null, note: null },
      })),
    });
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
    'rollout.rows': () => ok({ version: 1, total: 0, rows: [] }),
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
    await press(`${pageWords.next}: ${words.plan.who(0)}`);
    expect(named(0).at(-1)).toContain('Name 60');
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
    expect(screen.getByRole('button', { name: words.plan.begin(0) })).toBeDefined();
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
    expect(screen.getByText(words.course.passedEmpty).closest('[data-tone]')?.getAttribute('data-tone')).toBe(
      'amber',
    );
    expect(screen.getByText('done, nobody was in it')).toBeDefined();
    expect(screen.queryByRole('button', { name: words.course.again(0) })).toBeNull();
  });

  it('count who arrived at the end', () => {
    const counts = { people: 6, arrived: 4, failed: 2 };
    expect(words.state.done({ ...counts, missing: 2 })).toBe('Ended: 4 of 6 people arrived.');
    expect(words.state.done({ ...counts, arrived: 6, missing: 2 })).toBe('Done: 6 of 6 people arrived.');
    expect(words.state.done({ ...counts, missing: 12 })).toBe(
      'Ended: 4 of 6 people arrived; 10 of rollouts before did not.',
    );
  });

  it('agree with a count of one', () => {
    expect(words.back.people(1)).toBe('1 person is unassigned.');
    expect(words.back.deactivated(1)).toBe('Okta deactivates 1 Oktopost account.');
    expect(courseLegend({ second: 1, arrived: 0, waiting: 1, failed: 0 })).toContain('After 1 second.');
  });
});

describe('taking a ring back', () => {
  const paused = at({ state: 'paused', pause: 'ring-passed', rings: 2, ring: 1, people: 6, arrived: 5 });
  const plan: TakeBackPlan = {
    ...{
      planId: 'p1',
      ring: 0,
      people: 5,
      group: null,
      deactivated: 5,
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

  it('says that a group is unassigned, with how many people', async () => {
    await opened({ group: 'Sales', people: 10 });
    const dialog = await screen.findByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain('The group Sales is unassigned, with it 10 people.');
  });

  it('can be left by its button where its plan was not read', async () => {
    await show(<RolloutScreen />, paused, {
      'rollout.view': () => ok(view),
      'rollout.planBack': () => refused(),
      'rollout.rows': rowsOf(5),
    });
    await press(words.course.backOf(0));
    const dialog = screen.getByRole('alertdialog', { name: words.back.title(0) });
    expect(dialog.textContent).toContain(words.plan.notRead);
    await press(words.back.no);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('is one yes where no admin of Okta is among them', async () => {
    const { callsOf } = await opened();
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([{ planId: 'p1', typed: null, secondYes: false }]);
  });

  it('asks a second time, in a question of its own, where one is', async () => {
    const { callsOf } = await opened({ lockOut: [owner] });
    await press(words.back.yes);
    expect(callsOf('rollout.takeBack')).toEqual([]);
    expect((await screen.findByRole('alertdialog', { name: words.secondYes.title })).textContent).toContain(
      owner,
    );
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
