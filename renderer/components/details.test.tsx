import { act, fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { snapshotAt } from '../../shared/testing/snapshots';
import { press, show } from '../testing/dom';
import { Details } from './details';

const panel = (): HTMLElement | null => screen.getByText('the evidence').closest('[id]');
const isOpen = (): string | null => screen.getByRole('button', { name: 'Evidence' }).ariaExpanded;

it('opens and closes; what is closed can be found by the browser’s search, which opens it', async () => {
  await show(
    <Details title="Evidence">
      <p>the evidence</p>
    </Details>,
    snapshotAt('welcome'),
  );
  expect([isOpen(), panel()?.getAttribute('hidden')]).toEqual(['false', 'until-found']);
  await press('Evidence');
  expect([isOpen(), panel()?.getAttribute('hidden')]).toEqual(['true', null]);
  await press('Evidence');
  expect([isOpen(), panel()?.getAttribute('hidden')]).toEqual(['false', 'until-found']);
  await act(async () => {
    const closed = panel();
    if (closed !== null) fireEvent(closed, new Event('beforematch'));
  });
  expect([isOpen(), panel()?.getAttribute('hidden')]).toEqual(['true', null]);
});

it('is open from the start where that is asked for', async () => {
  await show(
    <Details title="Evidence" open>
      <p>the evidence</p>
    </Details>,
    snapshotAt('welcome'),
  );
  expect([isOpen(), panel()?.getAttribute('hidden')]).toEqual(['true', null]);
});
