import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { regions, suggestedLabels } from '../../../shared/oktopost';
import { app, snapshotAt } from '../../../shared/testing/snapshots';
import { at } from '../../../shared/testing/time';
import { useSnapshot } from '../../store/context';
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

it('says before another choice what becomes of a token that is held', async () => {
  const oktopost = { state: 'accepted', users: 3, checkedAt: at } as const;
  const said = (): boolean => screen.queryByText(words.aside) !== null;
  await show(
    <DestinationScreen />,
    snapshotAt('destination', { region: 'us', destination: 'board', oktopost }),
  );
  expect(said()).toBe(false);
  await press(regions.eu.name, 'radio');
  expect(said()).toBe(true);
  await press(regions.us.name, 'radio');
  expect(said()).toBe(false);
  await press(words.destination.names['admin-application'].title, 'radio');
  expect(said()).toBe(true);
});

it('offers no other choice once there is an app integration, and says why beside it', async () => {
  const oktopost = { state: 'accepted', users: 3, checkedAt: at } as const;
  const { send } = await show(
    <DestinationScreen />,
    snapshotAt('destination', { region: 'us', destination: 'board', oktopost }),
  );
  expect(screen.queryByText(words.fixed)).toBeNull();
  await press(regions.eu.name, 'radio');
  await send({ app });
  expect(screen.getByText(words.fixed)).toBeDefined();
  const radios = screen.getAllByRole<HTMLInputElement>('radio');
  expect(radios.map(({ checked, disabled }) => [checked, disabled])).toEqual([
    [true, false],
    [false, true],
    [true, false],
    [false, true],
  ]);
  // It is about another choice.
  expect(screen.queryByText(words.aside)).toBeNull();
});

it('says that a name is longer than Okta takes, and keeps what was typed', async () => {
  const { calls } = await show(<DestinationScreen />, snapshotAt('destination', { region: 'us' }));
  const typed = 'x'.repeat(112);
  expect(name()?.maxLength).toBe(-1);
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: typed } });
  expect(name()?.value).toBe(typed);
  expect(screen.getByText(words.label.tooLong(112))).toBeDefined();
  expect(name()?.getAttribute('aria-invalid')).toBe('true');
  expect(barState()).toBe(words.state['too-long']);
  await press(words.action);
  expect(calls).toEqual([]);
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: ` ${'x'.repeat(100)} ` } });
  expect(barState()).toBe(words.state.chosen);
});

it('asks for no name of the pre-built app, whatever was typed for another one', async () => {
  const { callsOf } = await show(<DestinationScreen />, snapshotAt('destination', { region: 'us' }));
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: '' } });
  await press(words.destination.names['admin-application'].title, 'radio');
  expect(barState()).toBe(words.state.chosen);
  await press(words.action);
  expect(callsOf('destination.choose')).toEqual([
    {
      destination: 'admin-application',
      region: 'us',
      label: suggestedLabels['admin-application'],
      confirmedUndocumentedTarget: false,
    },
  ]);
});

it('says that the name is missing where it is', async () => {
  await show(<DestinationScreen />, snapshotAt('destination', { region: 'us' }));
  expect(barState()).toBe(words.state.chosen);
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: ' ' } });
  expect(barState()).toBe(words.state.unnamed);
});

/** The screen, or another one in its place. */
function Road() {
  return useSnapshot().screen === 'destination' ? <DestinationScreen /> : <p>Elsewhere</p>;
}
const isChosen = (title: string): boolean =>
  screen.getByRole<HTMLInputElement>('radio', { name: new RegExp(`^${title}`) }).checked;

it('keeps what was chosen while another screen is shown, and begins with what is saved once it is', async () => {
  const admin = words.destination.names['admin-application'].title;
  const nothing = snapshotAt('destination', { destination: null, region: null });
  const { send } = await show(<Road />, nothing, {
    'destination.choose': () => ({ ok: true, value: null }),
  });
  await press(admin, 'radio');
  await press(regions.eu.name, 'radio');
  await press(words.outside.tick, 'checkbox');
  fireEvent.change(screen.getByLabelText(words.label.title), { target: { value: 'Oktopost Berlin' } });
  await send({ screen: 'explain' });
  await send({ screen: 'destination' });
  expect([isChosen(admin), isChosen(regions.eu.name), name()?.value, barState()]).toEqual([
    true,
    true,
    'Oktopost Berlin',
    words.state.chosen,
  ]);
  await press(words.action);
  await send({ screen: 'explain', destination: 'board', region: 'us', label: 'Saved meanwhile' });
  await send({ screen: 'destination' });
  expect([isChosen(admin), isChosen(regions.us.name), name()?.value]).toEqual([
    false,
    true,
    'Saved meanwhile',
  ]);
  // What was sent is no draft any more, whatever is saved later.
  await send({ screen: 'explain', destination: null, region: null, label: nothing.label });
  await send({ screen: 'destination' });
  expect([isChosen(admin), name()?.value]).toEqual([false, nothing.label]);
});
