import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { regions, suggestedLabels } from '../../../shared/oktopost';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { barState, press, show } from '../../testing/dom';
import { DestinationScreen } from './destination-screen';
import { words } from './words';

const name = (): HTMLInputElement | null => screen.queryByLabelText<HTMLInputElement>(words.label.title);

it('suggests a name for each destination, with its own hint, and asks for none of the pre-built app', async () => {
  await show(<DestinationScreen />, snapshotAt('destination', { region: 'eu' }));
  expect(name()?.value).toBe(suggestedLabels.board);
  expect(screen.getByText(words.label.hint.board)).toBeDefined();
  await press(words.destination.names['admin-application'].title, 'radio');
  expect(name()?.value).toBe(suggestedLabels['admin-application']);
  expect(screen.getByText(words.label.hint['admin-application'])).toBeDefined();
  expect(screen.queryByText(words.label.hint.board)).toBeNull();
  await press(regions.us.name, 'radio');
  expect(name()).toBeNull();
});

it('says that the name is missing where it is', async () => {
  await show(<DestinationScreen />, snapshotAt('destination', { region: 'us' }));
  expect(barState()).toBe(words.state.chosen);
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: ' ' } });
  expect(barState()).toBe(words.state.unnamed);
});
