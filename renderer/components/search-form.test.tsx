import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { longestTyped } from '../../shared/longest-typed';
import { snapshotAt } from '../../shared/testing/snapshots';
import { useSnapshot } from '../store/context';
import { press, show } from '../testing/dom';
import { typedWords } from '../words/typed';
import { SearchForm } from './search-form';

function Searching({ onSearch }: { onSearch: (query: string) => void }) {
  const { screen: shown } = useSnapshot();
  return (
    shown === 'rollout' && <SearchForm label="Name" action="Find" isPending={false} onSearch={onSearch} />
  );
}

const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Name' });

it('keeps all that was pasted, says that it is too long, and searches no part of it', async () => {
  const searched: string[] = [];
  await show(<Searching onSearch={(query) => searched.push(query)} />, snapshotAt('rollout'));
  const most = longestTyped.search;
  expect(field().maxLength).toBe(-1);
  fireEvent.change(field(), { target: { value: 'x'.repeat(most + 1) } });
  expect(screen.getByText(typedWords.tooLong(most + 1, most) ?? '')).toBeDefined();
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await press('Find');
  fireEvent.change(field(), { target: { value: 'x'.repeat(most) } });
  await press('Find');
  expect(searched).toEqual(['x'.repeat(most)]);
});

it('has what was typed when another screen was shown in between', async () => {
  const { send } = await show(<Searching onSearch={() => undefined} />, snapshotAt('rollout'));
  fireEvent.change(field(), { target: { value: 'Dana' } });
  await send({ screen: 'people' });
  expect(screen.queryByRole('searchbox')).toBeNull();
  await send({ screen: 'rollout' });
  expect(field().value).toBe('Dana');
});
