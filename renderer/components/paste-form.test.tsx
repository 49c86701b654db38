import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { press, show } from '../testing/dom';
import { PasteForm } from './paste-form';

it('keeps all that was pasted, and says that it is too long instead of taking a part of it', async () => {
  const taken: string[] = [];
  await show(
    <PasteForm
      name="messages"
      words={{ label: 'Messages', hint: 'One a line.', action: 'Explain' }}
      rows={2}
      longest={1000}
      isPending={false}
      onText={(text) => taken.push(text)}
    />,
    snapshotAt('explain'),
  );
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Messages' });
  expect(field.maxLength).toBe(-1);
  fireEvent.change(field, { target: { value: 'x'.repeat(1001) } });
  expect(field.value).toHaveLength(1001);
  expect(screen.getByText('1,001 characters; at most 1,000 are taken.')).toBeDefined();
  await press('Explain');
  expect(taken).toEqual([]);
  fireEvent.change(field, { target: { value: 'x'.repeat(1000) } });
  await press('Explain');
  expect(taken).toEqual(['x'.repeat(1000)]);
});
