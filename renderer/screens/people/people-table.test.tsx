import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { longestTyped } from '../../../shared/longest-typed';
import { stateWords } from '../../../shared/people-words';
import { later, ok, press, refused, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { typedWords } from '../../words/typed';
import { stepNames } from '../../../shared/step-names';
import { PeopleScreen } from './people-screen';
import { words } from './words';
import { total, rowOf, done, handlers, grid } from '../../testing/people';

describe('the table of people', () => {
  it('says beside each person why, and sorts by that', async () => {
    const { callsOf } = await show(<PeopleScreen />, done, handlers);
    expect(await screen.findByTitle('Suspended in Okta; No email')).toBeDefined();
    await press(words.table.sortBy(words.table.heads.reasons));
    await waitFor(() => {
      expect(callsOf('people.rows').at(-1)).toMatchObject({ filter: { sort: 'reasons', descending: false } });
    });
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
    expect(screen.getByText(typedWords.tooLong(most + 1, most) ?? '')).toBeDefined();
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
    await filtered.give(ok({ total: 4, rows: [0, 1, 2, 3].map(rowOf) }));
    // A browser scrolls back by itself once the table is shorter.
    fireEvent.scroll(table.closest('.grid-people') ?? table, { target: { scrollTop: 0 } });
    await waitFor(() => {
      expect(table.querySelector('[aria-selected=true] td')?.textContent).toBe('Given3');
    });
    expect(table.getAttribute('aria-activedescendant')).toMatch(/-3$/);
  });
});
