import { fireEvent, screen } from '@testing-library/react';
import { act } from 'react';
import { describe, expect, it } from 'vitest';
import type { Removed } from '../../shared/pasted-token';
import type { KeepsSecrets } from '../../shared/connection';
import type { Snapshot } from '../../shared/snapshot';
import { connected, snapshotAt } from '../../shared/testing/snapshots';
import { ConnectOktaScreen } from '../screens/connect-okta/connect-okta-screen';
import { words as connectOkta } from '../screens/connect-okta/words';
import { OktopostTokenScreen } from '../screens/oktopost-token/oktopost-token-screen';
import { words as oktopostToken } from '../screens/oktopost-token/words';
import { barState, ok, press, refused, show } from '../testing/dom';
import { typedWords } from '../words/typed';
import { words as remember } from '../words/remember';
import type { Answers } from '../testing/dom';

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: 'https://acme.okta.com',
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;

const screens = [
  {
    label: connectOkta.token.label,
    action: connectOkta.token.action,
    field: 'okta-token',
    part: <ConnectOktaScreen />,
    at: snapshotAt('connect-okta', { address, okta: { state: 'none' } }),
  },
  {
    label: oktopostToken.token.label,
    action: oktopostToken.token.action,
    field: 'oktopost-token',
    part: <OktopostTokenScreen />,
    at: snapshotAt('oktopost-token', { oktopost: { state: 'none' } }),
  },
];

describe.each(screens)('the field $label', ({ label, action, field, part, at }) => {
  it('is not called missing while something is typed, and nothing is sent before', async () => {
    await show(part, at, {});
    expect(barState()).toBe('The token is missing.');
    const isOff = (): boolean => screen.getByRole('button', { name: action }).hasAttribute('disabled');
    expect(isOff()).toBe(true);
    const input = screen.getByLabelText<HTMLInputElement>(label);
    await act(async () => {
      fireEvent.change(input, { target: { value: '00typed' } });
    });
    expect(barState()).toBe('The token is not checked yet.');
    expect(isOff()).toBe(false);
    await act(async () => {
      fireEvent.change(input, { target: { value: '' } });
    });
    expect(barState()).toBe('The token is missing.');
  });

  const submit = async (answer: NonNullable<Answers['secrets.submit']>): Promise<HTMLInputElement> => {
    await show(part, at, { 'secrets.submit': answer });
    const input = screen.getByLabelText<HTMLInputElement>(label);
    await act(async () => {
      fireEvent.change(input, { target: { value: 'ada@acme.example' } });
    });
    await press(action);
    return input;
  };

  it('keeps what was typed, hidden, when it is refused, and says why once, at the field', async () => {
    const message = 'This is an email address, not a token.';
    const input = await submit(() => refused({ code: 'bad-input', message, next: 'Copy it again.', field }));
    expect(input.value).toBe('ada@acme.example');
    expect(input.type).toBe('password');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const alerts = screen.getAllByRole('alert');
    expect(alerts.map(({ textContent }) => textContent)).toEqual([`${message} Copy it again.`]);
    expect(input.getAttribute('aria-describedby')).toContain(alerts[0]?.id);
    expect(document.activeElement).toBe(input);
  });

  const typeIn = (): Promise<void> =>
    act(async () => {
      fireEvent.change(screen.getByLabelText<HTMLInputElement>(label), { target: { value: '00typed' } });
    });
  const box = (): HTMLInputElement => screen.getByRole('checkbox', { name: remember.box });
  const keeping = (keepsSecrets: KeepsSecrets): Snapshot => ({
    ...at,
    assistant: { ...at.assistant, keepsSecrets },
  });
  const sent = { kind: field, value: '00typed' };
  const failing: Answers = { 'secrets.submit': () => refused({ code: 'unreachable', field }) };

  it('is remembered only where the box is ticked', async () => {
    const { callsOf } = await show(part, keeping('encrypted'), failing);
    expect(box().checked).toBe(false);
    await typeIn();
    await press(action);
    await press(remember.box, 'checkbox');
    await press(action);
    await press(remember.box, 'checkbox');
    await press(action);
    expect(callsOf('secrets.submit')).toEqual([
      { ...sent, remember: 'no' },
      { ...sent, remember: 'encrypted' },
      { ...sent, remember: 'no' },
    ]);
  });

  // Shows: a token is kept where nobody asked for it
  it('is stored readable only after a yes that says so', async () => {
    const { callsOf } = await show(part, keeping('readable'), failing);
    await typeIn();
    await press(remember.box, 'checkbox');
    expect((await screen.findByRole('alertdialog', { name: remember.ask.title })).textContent).toContain(
      'Whoever can read your files can then use this token',
    );
    await press(remember.ask.no);
    expect(box().checked).toBe(false);
    await press(action);
    await press(remember.box, 'checkbox');
    await press(remember.ask.yes);
    expect(box().checked).toBe(true);
    await press(action);
    expect(callsOf('secrets.submit')).toEqual([
      { ...sent, remember: 'no' },
      { ...sent, remember: 'readable' },
    ]);
  });

  it('has no box where nothing is kept, as in a browser', async () => {
    await show(part, at);
    expect(screen.queryByRole('checkbox')).toBeNull();
  });

  it('is emptied when it is taken, and says what was taken off', async () => {
    const removed: Removed[] = ['bearer', 'spaces'];
    const input = await submit(() => ok({ removed, unusual: true }));
    expect(input.value).toBe('');
    expect(
      screen.getByText('Taken off the token: the word “Bearer”, spaces and line breaks.', { exact: false }),
    ).toBeDefined();
    expect(screen.getByText(typedWords.unusualToken, { exact: false })).toBeDefined();
  });

  // Shows: the browser keeps a token
  it('is kept by no form history, spelling service or password manager', async () => {
    await show(part, at);
    const { attributes, form } = screen.getByLabelText<HTMLInputElement>(label);
    const told = Object.fromEntries([...attributes].map(({ name, value }) => [name, value]));
    expect(told).toMatchObject({
      type: 'password',
      autocomplete: 'one-time-code',
      autocapitalize: 'none',
      spellcheck: 'false',
      'data-1p-ignore': 'true',
      'data-bwignore': 'true',
      'data-lpignore': 'true',
      'data-form-type': 'other',
    });
    expect([told['name'], form?.getAttribute('action')]).toEqual([undefined, null]);
  });

  it('takes nothing while the assistant has not proven that it is there', async () => {
    const { setAlive } = await show(part, at);
    const input = screen.getByLabelText<HTMLInputElement>(label);
    expect(input.readOnly).toBe(false);
    await setAlive(false);
    expect(input.readOnly).toBe(true);
    await setAlive(true);
    expect(input.readOnly).toBe(false);
  });
});

it.each([
  ['okta-token', ConnectOktaScreen, snapshotAt('connect-okta', { address, okta: connected })],
  ['oktopost-token', OktopostTokenScreen, snapshotAt('oktopost-token')],
] as const)('a remembered %s is said to be, and forgotten on demand', async (kind, Part, at) => {
  const assistant = { ...at.assistant, keepsSecrets: 'encrypted' } as const;
  const { callsOf, send } = await show(<Part />, { ...at, assistant, remembered: [kind] });
  expect(screen.getByText(remember.remembered, { exact: false })).toBeDefined();
  await press(remember.forget);
  expect(callsOf('secrets.forget')).toEqual([{ kind }]);
  await send({ remembered: [] });
  expect(screen.queryByText(remember.remembered, { exact: false })).toBeNull();
});
