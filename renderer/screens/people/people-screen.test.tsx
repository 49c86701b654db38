import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { longestTyped } from '../../../shared/longest-typed';
import type { PeopleResult, PersonRow } from '../../../shared/people';
import { stateWords } from '../../../shared/people-words';
import { app, noPeople, railAt, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, later, ok, press, refused, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { stepNames } from '../../../shared/step-names';
import type { Explained } from '../../../shared/explained';
import { words as explainWords } from '../explain/words';
import { PeopleScreen } from './people-screen';
import { words } from './words';

const total = 100_000;
const result: PeopleResult = {
  at: '2026-11-28T10:00:00.000Z',
  source: { kind: 'assigned' },
  total,
  states: [
    { state: 'red', people: 300 },
    { state: 'green', people: total - 300 },
  ],
  reasons: [{ reason: 'family-name-missing', people: 300 }],
  oktopost: 'read',
  activeAccounts: 40,
  newcomers: 70,
  newcomersOnceMended: 8,
  since: null,
};
const rowOf = (index: number): PersonRow => ({
  id: `00u${index}`,
  givenName: `Given${index}`,
  familyName: `Family${index}`,
  email: `u${index}@acme.example`,
  userName: `u${index}@acme.example`,
  state: 'green',
  reasons: index === 0 ? ['suspended', 'email-missing'] : [],
});
const at = (change: Partial<(typeof noPeople)['readiness']>, licences: number | null = null) =>
  snapshotAt('people', {
    app,
    people: { ...noPeople, readiness: { ...noPeople.readiness, ...change }, licences },
  });
const done = at({ phase: 'done', version: 3, result });
const handlers = {
  'people.rows': (payload: {
    from: number;
    count: number;
    filter: { states?: readonly string[] | undefined };
  }) =>
    ok({
      version: 3,
      total: (payload.filter.states ?? []).length === 0 ? total : 300,
      rows: Array.from({ length: payload.count }, (_, index) => rowOf(payload.from + index)),
    }),
};
const grid = () => screen.findByRole('grid', { name: words.table.title });

// The picture is loaded when it is first shown; here before, since the first load takes long.
beforeAll(() => import('./picture'));

describe('the people screen', () => {
  it('searches groups by a button that is called so', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), {
      'people.groups': () => ok({ found: [{ id: '00g1', name: 'Sales' }], more: false }),
    });
    await press(words.source.groups, 'radio');
    fireEvent.change(screen.getByLabelText(words.source.query), { target: { value: 'Sa' } });
    await press(words.source.find);
    expect(callsOf('people.groups')).toEqual([{ query: 'Sa' }]);
    expect(screen.getByRole('checkbox', { name: 'Sales' })).toBeDefined();
  });

  it('says why nothing can be checked before somebody is chosen', async () => {
    await show(<PeopleScreen />, at({}), handlers);
    expect(barState()).toBe(words.state.none);
    for (const kind of [words.source.groups, words.source.emails]) {
      await press(kind, 'radio');
      expect(barState()).toBe(words.state.choose);
    }
    await press(words.source.assigned, 'radio');
    expect(barState()).toBe(words.state.none);
  });

  it('asks for no list of failed migrations any more once one is read, and keeps it', async () => {
    const explained: Explained = {
      ...{ file: 'failed.csv', read: 'failed-migrations', messages: 0, groups: [], moreGroups: 0 },
      ...{ peopleTotal: 0, lookedUp: null },
      skipped: { succeeded: 0, noEvent: 0, noReason: 0, prose: 0 },
    };
    await show(<PeopleScreen />, at({}), { ...handlers, 'explain.read': () => ok(explained) });
    await press(words.view.migrations, 'radio');
    expect(barState()).toBe(words.state.migrations);
    const input = screen.getByText(words.migrations.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    await act(async () => {
      fireEvent.change(input, { target: { files: [new File(['a'], 'failed.csv')] } });
    });
    await screen.findByRole('button', { name: words.migrations.another });
    expect(barState()).toBe(explainWords.state.explained(explained));
    await press(words.view.readiness, 'radio');
    await press(words.view.migrations, 'radio');
    await press(words.migrations.another);
    expect(barState()).toBe(words.state.migrations);
  });

  it('names a list of failed migrations that is too large, and sends nothing', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), {});
    await press(words.view.migrations, 'radio');
    const input = screen.getByText(words.migrations.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    const large = new File([new Uint8Array(8 * 1024 * 1024 + 1)], 'failed.csv');
    await act(async () => {
      fireEvent.change(input, { target: { files: [large] } });
    });
    expect(screen.getByText('“failed.csv” is larger than 8 MiB. Split it, or export less.')).toBeDefined();
    expect(callsOf('explain.read')).toEqual([]);
  });

  it('of the pre-built app promises no list of Oktopost, which cannot be read there', async () => {
    await show(<PeopleScreen />, { ...at({}), rail: [] }, {});
    expect(screen.getByText(words.explainWithoutOktopost.readiness)).toBeDefined();
    expect(screen.queryByText(words.explain.readiness)).toBeNull();
  });

  it('of a custom app says that both lists are read', async () => {
    await show(<PeopleScreen />, { ...at({}), rail: railAt('oktopost-token') }, {});
    expect(screen.getByText(words.explain.readiness)).toBeDefined();
  });

  it('goes on with a reading that a restart interrupted, without asking whom', async () => {
    const source = { kind: 'groups' as const, names: ['Sales', 'Support'] };
    const interrupted = { at: result.at, read: 1500, source };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'stopped', interrupted }), {
      'people.resume': () => ok(null),
    });
    expect(screen.getByText(words.interrupted(interrupted)).textContent).toContain(
      'the members of Sales, Support; 1,500 people were read',
    );
    expect(barState()).toBe(words.state.interrupted);
    await press(words.resume);
    expect(callsOf('people.resume')).toEqual([{ view: 'readiness' }]);
  });

  it('says beside each person why, and sorts by that', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, handlers);
    expect(await screen.findByTitle('Suspended in Okta; No email')).toBeDefined();
    await press(words.table.sortBy(words.table.heads.reasons));
    await waitFor(() => {
      expect(callsOf('people.rows').at(-1)).toMatchObject({ filter: { sort: 'reasons', descending: false } });
    });
  });

  it('hides what was read of others when another choice is made, and keeps the groups that were chosen', async () => {
    const { send, callsOf } = await show(<PeopleScreen />, done, {
      ...handlers,
      'people.groups': () => ok({ found: [{ id: '00g1', name: 'Sales' }], more: false }),
    });
    expect(await grid()).toBeDefined();
    await press(words.source.groups, 'radio');
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    expect(barState()).toBe(words.state.choose);
    fireEvent.change(screen.getByLabelText(words.source.query), { target: { value: 'Sa' } });
    await press(words.source.find);
    await press('Sales', 'checkbox');
    await send({ people: at({ phase: 'reading' }).people });
    expect(screen.queryByRole('checkbox', { name: 'Sales' })).toBeNull();
    const source: PeopleResult['source'] = { kind: 'groups', names: ['Sales'] };
    await send({ people: at({ phase: 'done', version: 4, result: { ...result, source } }).people });
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Sales' }).checked).toBe(true);
    expect(await grid()).toBeDefined();
    await press(common.checkAgain);
    expect(callsOf('people.read')).toEqual([
      { view: 'readiness', source: { kind: 'groups', groups: [{ id: '00g1', name: 'Sales' }] } },
    ]);
  });

  it('shows nobody of an earlier file under the name of another, which is chosen only until it is refused', async () => {
    const ofFile = { ...result, source: { kind: 'emails' as const, file: 'staff.csv', emails: 4 } };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'done', version: 3, result: ofFile }), {
      ...handlers,
      'people.read': () => refused(),
    });
    expect(await grid()).toBeDefined();
    const input = screen.getByText(words.source.drop).parentElement?.querySelector('input[type=file]');
    if (!(input instanceof HTMLInputElement)) throw new Error('there is no field for a file');
    await act(async () => {
      fireEvent.change(input, { target: { files: [new File(['nothing'], 'bad.csv')] } });
    });
    expect(
      await screen.findByText(words.source.chosen('bad.csv'), undefined, { timeout: 20_000 }),
    ).toBeDefined();
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    await press(common.checkAgain);
    expect(callsOf('people.read')).toHaveLength(1);
    expect(screen.queryByText(words.source.chosen('bad.csv'))).toBeNull();
    // Under the refusal they would be taken for the people of the file that was refused.
    expect(screen.queryByRole('grid', { name: words.table.title })).toBeNull();
    expect(screen.getByRole('button', { name: common.checkAgain })).toHaveProperty('disabled', true);
  });

  it('reads whom the admin chose', async () => {
    const { callsOf } = await show(<PeopleScreen />, at({}), { 'people.read': () => ok(null) });
    expect(barState()).toBe(words.state.none);
    await press(words.read);
    expect(callsOf('people.read')).toEqual([{ view: 'readiness', source: { kind: 'assigned' } }]);
  });

  it('shows progress with what is known of the time, and stops', async () => {
    const progress = {
      okta: { read: 1500, total: null, isTotalOld: false },
      oktopost: { read: 200, total: 900, isTotalOld: false },
      secondsLeft: 75,
      perMinute: 540,
      waitsUntil: null,
    };
    const { callsOf } = await show(<PeopleScreen />, at({ phase: 'reading', progress }), {
      'people.stop': () => ok(null),
    });
    expect(screen.getByText(words.progress.of(progress.okta))).toBeDefined();
    expect(screen.getByText('At least 1 min more.')).toBeDefined();
    await press(words.stop);
    expect(callsOf('people.stop')).toHaveLength(1);
  });

  it('has a hundred thousand rows in sight of a screen reader, and a few in the page', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, handlers);
    const table = await grid();
    await waitFor(() => {
      expect(table.getAttribute('aria-rowcount')).toBe(String(total + 1));
    });
    expect(await screen.findByText('Family0')).toBeDefined();
    expect(table.querySelectorAll('tbody tr').length).toBeLessThan(40);
    expect(table.querySelector('tbody tr')?.getAttribute('aria-rowindex')).toBe('2');
    expect(callsOf('people.rows')).toHaveLength(1);

    fireEvent.keyDown(table, { key: 'End' });
    expect(table.getAttribute('aria-activedescendant')).toMatch(/-99999$/);
  });

  it('opens a row that is not loaded yet as soon as it is', async () => {
    const rows = later<ReturnType<(typeof handlers)['people.rows']>>();
    const { callsOf } = await show(<PeopleScreen />, done, {
      'people.rows': (payload) => (payload.from === 0 ? handlers['people.rows'](payload) : rows.promise),
    });
    const table = await grid();
    await screen.findByText('Family0');
    fireEvent.keyDown(table, { key: 'End' });
    fireEvent.keyDown(table, { key: 'Enter' });
    await waitFor(() => {
      expect(callsOf('people.rows').at(-1)).toMatchObject({ from: total - 100 });
    });
    expect(callsOf('people.person')).toEqual([]);
    await rows.give(handlers['people.rows']({ from: total - 100, count: 100, filter: {} }));
    await waitFor(() => {
      expect(callsOf('people.person')).toEqual([{ view: 'readiness', id: `00u${String(total - 1)}` }]);
    });
  });

  it('gives the focus back to the table when a person cannot be shown', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    onTestFinished(() => {
      said.mockRestore();
    });
    const answer = later<ReturnType<typeof refused>>();
    const { callsOf } = await show(<PeopleScreen />, done, {
      ...handlers,
      'people.person': () => answer.promise,
    });
    const table = await grid();
    await screen.findByText('Family0');
    fireEvent.keyDown(table, { key: 'Enter' });
    await waitFor(() => {
      expect(callsOf('people.person')).toHaveLength(1);
    });
    await answer.give(refused());
    expect(document.activeElement).toBe(table);
    expect(said).not.toHaveBeenCalled();
  });

  it('leads from what to do about a person to the screen that does it', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, {
      ...handlers,
      'people.person': () =>
        ok({
          row: rowOf(0),
          facts: [],
          retry: 'helps',
          recipe: [
            { text: 'Fix its cause.', link: null, place: null },
            { text: '“Repair assignments” does it.', link: null, place: 'rollout' },
          ],
        }),
      'session.go': () => ok(null),
    });
    const table = await grid();
    await screen.findByText('Family0');
    fireEvent.keyDown(table, { key: 'Enter' });
    await screen.findByRole('button', { name: common.error.goTo(stepNames.rollout) });
    await press(common.error.goTo(stepNames.rollout));
    expect(callsOf('session.go')).toEqual([{ screen: 'rollout' }]);
  });

  it('filters by a bar, whose name says state, number and share', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, handlers);
    await grid();
    const bar = words.picture.bar(stateWords.red.name, 300, 'under 1 %');
    await screen.findByRole('button', { name: bar });
    await press(bar);
    await waitFor(() => {
      expect(callsOf('people.rows').at(-1)).toMatchObject({ filter: { states: ['red'] } });
    });
    await waitFor(async () => {
      expect((await grid()).getAttribute('aria-rowcount')).toBe('301');
    });
  });

  it('keeps a search that is too long as it was pasted, says so, and still shows rows', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, handlers);
    await grid();
    const field = screen.getByRole<HTMLInputElement>('searchbox', { name: words.table.search });
    const most = longestTyped.searchOfRows;
    expect(field.maxLength).toBe(-1);
    fireEvent.change(field, { target: { value: 'x'.repeat(most + 1) } });
    expect(field.value).toHaveLength(most + 1);
    expect(screen.getByText(common.tooLong(most + 1, most) ?? '')).toBeDefined();
    await waitFor(() => {
      expect(callsOf('people.rows').at(-1)).toMatchObject({ filter: { search: 'x'.repeat(most) } });
    });
    fireEvent.change(field, { target: { value: 'x' } });
    expect(field.getAttribute('aria-invalid')).toBe('false');
  });

  it('keeps the row that keys lead to among those that are left once a filter is answered', async () => {
    const filtered = later<ReturnType<(typeof handlers)['people.rows']>>();
    await show(<PeopleScreen />, done, {
      'people.rows': (payload) =>
        (payload.filter.states ?? []).length === 0 ? handlers['people.rows'](payload) : filtered.promise,
    });
    const table = await grid();
    await screen.findByText('Family0');
    await press(words.picture.bar(stateWords.red.name, 300, 'under 1 %'));
    fireEvent.keyDown(table, { key: 'End' });
    await filtered.give(ok({ version: 3, total: 4, rows: [0, 1, 2, 3].map(rowOf) }));
    // A browser scrolls back by itself once the table is shorter.
    fireEvent.scroll(table.closest('.grid-people') ?? table, { target: { scrollTop: 0 } });
    await waitFor(() => {
      expect(table.querySelector('[aria-selected=true] td')?.textContent).toBe('Given3');
    });
    expect(table.getAttribute('aria-activedescendant')).toMatch(/-3$/);
  });

  it('without an Oktopost token says so, and claims no number of licences', async () => {
    const unread = {
      oktopost: 'no-token',
      activeAccounts: null,
      newcomers: null,
      newcomersOnceMended: null,
    } as const;
    await show(
      <PeopleScreen />,
      at({ phase: 'done', version: 3, result: { ...result, ...unread } }, 100),
      handlers,
    );
    expect(screen.getByText(words.result.oktopost['no-token'])).toBeDefined();
    expect(screen.queryByLabelText(words.licences.label)).toBeNull();
    expect(screen.queryByText(/would need one/)).toBeNull();
  });

  it('counts licences', async () => {
    await show(<PeopleScreen />, at({ phase: 'done', version: 3, result }, 100), handlers);
    expect(screen.getByText(words.licences.verdict(-10))).toBeDefined();
    expect(screen.getByText(/^70 people would need one now, and 8 more/)).toBeDefined();
  });
});
