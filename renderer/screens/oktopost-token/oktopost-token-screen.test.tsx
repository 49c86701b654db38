import { fireEvent, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { regions } from '../../../shared/oktopost';
import { snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { OktopostTokenScreen } from './oktopost-token-screen';
import { words } from './words';

const { error } = refused({ message: 'It is wrong or revoked, or the account is in the other region.' });

it('tries a token again that Oktopost could not be asked about', async () => {
  const { callsOf } = await show(
    <OktopostTokenScreen />,
    snapshotAt('oktopost-token', { oktopost: { state: 'unchecked', error } }),
    { 'oktopost.reconnect': () => ok(null) },
  );
  await press(common.error.again);
  expect(callsOf('oktopost.reconnect')).toEqual([{}]);
});

it('says that a token is kept aside for another choice', async () => {
  const aside = regions.us.boardScimBaseUrl;
  await show(<OktopostTokenScreen />, snapshotAt('oktopost-token', { oktopost: { state: 'none', aside } }));
  expect(screen.getByText(words.aside(aside))).toBeDefined();
});

it.each([
  ['not-asked', true, words.elsewhere.question(regions.eu.name)],
  ['no-answer', true, words.elsewhere.noAnswer(regions.eu.name)],
  ['refused', false, words.elsewhere.neither(regions.eu.name, 'admin application')],
  ['works', false, words.elsewhere.works(regions.eu.name)],
] as const)('where the other region is %s, says one cause of a refusal', async (elsewhere, both, said) => {
  await show(
    <OktopostTokenScreen />,
    snapshotAt('oktopost-token', {
      region: 'us',
      destination: 'board',
      oktopost: { state: 'refused', error, elsewhere },
    }),
  );
  expect(screen.queryByText(error.message) !== null).toBe(both);
  expect(screen.getByText(said)).toBeDefined();
});

it('says the causes of a refusal once, and of the two destinations who knows which is right', () => {
  const { question, neither } = words.elsewhere;
  expect(question('Europe')).not.toMatch(/wrong|revoked|destination/);
  expect(neither('Europe', 'admin application')).toMatch(
    /your account is for the admin application, which your account manager/,
  );
});

it('keeps the way on, and the field, where another token than the one that works was refused', async () => {
  await show(
    <OktopostTokenScreen />,
    snapshotAt('oktopost-token', {
      ...{ region: 'us', destination: 'board' },
      oktopost: {
        ...{ state: 'accepted', users: 3, checkedAt: '2026-03-01T10:00:00.000Z' },
        another: { error, elsewhere: 'not-asked' },
      },
    }),
  );
  expect(screen.getByText(words.accepted(3))).toBeDefined();
  expect(screen.getByText(error.message)).toBeDefined();
  expect(screen.getByText(words.elsewhere.question(regions.eu.name))).toBeDefined();
  expect(screen.getByRole('button', { name: common.continue })).toBeDefined();
  expect(barState()).toBe(words.state.another);
  const field = screen.getByLabelText(words.token.label);
  expect(field.getAttribute('aria-invalid')).toBe('true');
  fireEvent.change(field, { target: { value: 'another' } });
  expect(screen.getByRole('button', { name: words.token.action })).toBeDefined();
});

it('hides what was said of the token before where main refused this one unsent', async () => {
  const bad = refused({ message: 'This is a web address.', field: 'oktopost-token' });
  await show(
    <OktopostTokenScreen />,
    snapshotAt('oktopost-token', { oktopost: { state: 'refused', error, elsewhere: null } }),
    { 'secrets.submit': () => bad },
  );
  expect(document.body.textContent).toContain(error.message);
  fireEvent.change(screen.getByLabelText(words.token.label), { target: { value: 'https://acme.example' } });
  await press(words.token.action);
  expect(document.body.textContent).toContain(bad.error.message);
  expect(document.body.textContent).not.toContain(error.message);
});
