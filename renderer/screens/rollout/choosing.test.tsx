import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../shared/errors';
import { noRollout } from '../../../shared/rollout';
import { ringSizes } from '../../../shared/rollout-plan';
import type { RolloutDraft, RolloutPlan } from '../../../shared/rollout-plan';
import type { RolloutChosen } from '../../../shared/saved-rollout';
import { app, connected, noPeople, snapshotAt } from '../../../shared/testing/snapshots';
import { at as at0 } from '../../../shared/testing/time';
import { rangeText } from '../../components/number-field';
import { later, ok, press, show } from '../../testing/dom';
import { licencesLabel } from '../../words/licences';
import { RolloutScreen } from './rollout-screen';
import { words } from './words';

const noneWithout = { withoutEmailTotal: 0, withoutEmail: [], severalTotal: 0, several: [] };
const nobody: RolloutChosen = { draft: null, list: null, plan: null, before: null };
const ready = snapshotAt('rollout', { app, okta: connected });
const planOfOne: RolloutPlan = {
  ...{ id: 'p1', at: at0, first: 0, people: 1, newAccounts: 1, reactivations: 0, renames: 0 },
  ...{ links: 0, linkNames: [] },
  ...{ rings: [{ kind: 'pilot', people: 1, group: null }], overwritten: [], activeAccounts: 1 },
  ...{ licences: null, skipped: [], warnings: [], risks: [], lockOut: [], blockers: [], step: null },
};
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
        ok({
          found: [
            { ...kim, isListed: false },
            { id: '00u2', name: 'Kit Kay', email: 'kit@acme.example', isListed: true },
          ],
          more: true,
        }),
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
      ...{ listId: 'l1', matched: 0, unmatchedTotal: 0, unmatched: [], ...noneWithout },
      ...{ severalTotal: 1, several: [{ name: kim.email, people: [kim, other] }] },
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
      'rollout.people': () =>
        ok({ found: [kim, namesake].map((each) => ({ ...each, isListed: false })), more: false }),
    });
    search('Kim');
    await press(words.who.find(words.who.people.title));
    for (const { email } of [kim, namesake]) {
      expect(screen.getByRole('button', { name: words.who.add(`Kim Kay (${email})`) })).toBeDefined();
    }
  });

  it('says that a group goes whole, and brings the plan into view with the focus', async () => {
    await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, draft }),
      'rollout.plan': () => ok(planOfOne),
    });
    expect(screen.getByText(words.who.groups.hint)).toBeDefined();
    await press(words.rings.plan);
    expect(document.activeElement).toBe(await screen.findByRole('heading', { name: words.plan.title }));
  });

  it('shows no plan of what was chosen otherwise while it was made', async () => {
    const planned = later<Result<RolloutPlan>>();
    await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, draft }),
      'rollout.plan': () => planned.promise,
    });
    await press(words.rings.plan);
    type(words.rings.size, '7');
    await planned.give(ok(planOfOne));
    expect(screen.queryByRole('heading', { name: words.plan.title })).toBeNull();
    expect(isDisabled(words.rings.plan)).toBe(false);
  });

  it('has what was chosen before: people, groups, the list and the numbers', async () => {
    const list = { listId: 'l1', matched: 12, unmatchedTotal: 0, unmatched: [], ...noneWithout };
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
    const list = { listId: 'l1', matched: 12, unmatchedTotal: 0, unmatched: [], ...noneWithout };
    const { callsOf } = await show(<RolloutScreen />, ready, {
      'rollout.chosen': () => ok({ ...nobody, list }),
      'rollout.rows': ({ from, count }) =>
        ok({
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
      ...{ warnings: [], risks: [], lockOut: [], blockers: [], step: null },
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
    type(licencesLabel, '70');
    leave(licencesLabel);
    expect(callsOf('people.licences')).toEqual([{ licences: 70 }]);
  });

  it.each([words.rings.size, words.rings.share, licencesLabel])(
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
