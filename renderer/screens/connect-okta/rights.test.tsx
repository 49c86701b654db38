import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { onlyReads } from '../../../shared/connection';
import { connected, host, snapshotAt } from '../../../shared/testing/snapshots';
import { ErrorCard } from '../../components/error-card';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { words as common } from '../../words/common';
import { typedWords } from '../../words/typed';
import { ConnectOktaScreen } from './connect-okta-screen';
import { words } from './words';

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: host,
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;

describe('a token that is typed', () => {
  it('stays in its field while Okta is asked, and when it is refused, beside a connection that stays', async () => {
    const before = snapshotAt('connect-okta', { address, okta: connected });
    const { send } = await show(<ConnectOktaScreen />, before, {
      'secrets.submit': () => refused({ code: 'token-refused', field: 'okta-token' }),
    });
    await press(words.token.again);
    const field = () => screen.getByLabelText<HTMLInputElement>(words.token.label);
    fireEvent.change(field(), { target: { value: '00abc' } });
    await send({ okta: { state: 'checking' } });
    expect(field().value).toBe('00abc');
    await press(words.token.action);
    await send({ okta: connected });
    expect(field().value).toBe('00abc');
  });

  it('is not said to be missing; the practice org’s is offered only while none is', async () => {
    await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', { address, mode: 'practice', okta: { state: 'none' } }),
    );
    expect(barState()).toBe(words.state.practice);
    fireEvent.change(screen.getByLabelText(words.token.label), { target: { value: '00abc' } });
    expect(barState()).toBe(words.state.typed);
    expect(screen.queryByRole('button', { name: words.practice.action })).toBeNull();
    expect(screen.getByRole('button', { name: words.token.action })).toBeDefined();
  });
});

describe('a token that was refused unsent', () => {
  it('hides what was said of the one before', async () => {
    const error = refused({ message: 'Okta refused it.', field: 'okta-token', code: 'token-refused' }).error;
    const taken = ok({ removed: ['bearer' as const], unusual: false });
    const bad = refused({ message: 'This is a web address.', field: 'okta-token' });
    let isBad = false;
    const { send } = await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', { address, okta: { state: 'none' } }),
      { 'secrets.submit': () => (isBad ? bad : taken) },
    );
    const paste = async (value: string): Promise<void> => {
      fireEvent.change(screen.getByLabelText(words.token.label), { target: { value } });
      await press(words.token.action);
    };
    await paste('Bearer 00abc');
    await send({ okta: { state: 'failed', error } });
    const takenOff = typedWords.takenOff(['bearer']);
    expect(document.body.textContent).toContain(takenOff);
    expect(document.body.textContent).toContain(error.message);
    isBad = true;
    await paste('https://acme.okta.com');
    expect(document.body.textContent).toContain(bad.error.message);
    expect(document.body.textContent).not.toContain(takenOff);
    expect(document.body.textContent).not.toContain(error.message);
  });
});

describe('the rights of a token', () => {
  it.each(['board', 'admin-application'] as const)(
    'change an attribute mapping only where there is that step: %s',
    async (destination) => {
      await show(
        <ConnectOktaScreen />,
        snapshotAt('connect-okta', { address, destination, region: 'us', okta: { state: 'none' } }),
      );
      await press(words.rights.title);
      const text = document.body.textContent;
      const isBoard = destination === 'board';
      for (const said of ['okta.profileMappings.manage', 'okta.schemas.manage', 'by hand'])
        expect(text.includes(said)).toBe(isBoard);
    },
  );

  it.each([
    ['board', 'The attribute mapping has to be done by hand.'],
    ['admin-application', 'What Okta will send of a person cannot be said before the test.'],
  ] as const)('that is missing is told by the destination of now: %s', async (destination, said) => {
    await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', { address, destination, region: 'us', okta: connected }),
    );
    expect(screen.getByText(said)).toBeDefined();
  });

  it.each([
    [['READ_ONLY_ADMIN'], true],
    [['READ_ONLY_ADMIN', 'HELP_DESK_ADMIN'], true],
    [['READ_ONLY_ADMIN', 'APP_ADMIN'], false],
    [['CUSTOM'], false],
    [['SOMETHING_NEW'], false],
    [['SUPER_ADMIN'], false],
    [[], false],
    [null, false],
  ])('of the roles %j only read: %j', (roles, expected) => {
    expect(onlyReads(roles)).toBe(expected);
  });

  it('are judged where the token is entered, beside another token', async () => {
    const okta = { ...connected, roles: ['READ_ONLY_ADMIN'] };
    const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { address, okta }));
    expect(screen.getByText(words.connected.readsOnly)).toBeDefined();
    expect(barState()).toBe(words.state.readsOnly);
    expect(screen.getByRole('button', { name: words.token.again })).toBeDefined();
    await send({ okta: connected });
    expect(screen.queryByText(words.connected.readsOnly)).toBeNull();
    expect(barState()).toBe(words.state.connected);
  });

  it.each([
    ['unreachable', true],
    ['missing-right', true],
    ['token-refused', false],
  ] as const)('%s: the same token, or service app, can be tried again: %s', async (code, canBe) => {
    const { error } = refused({ code });
    const okta = { state: 'failed', error } as const;
    const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { address, okta }));
    expect(screen.queryByRole('button', { name: common.error.again }) !== null).toBe(canBe);
    await send({ clientId: '0oa1b2c3d4e5f6g7h8i9' });
    expect(screen.queryByRole('button', { name: common.error.again }) !== null).toBe(canBe);
  });

  it('that were refused lead to another token', async () => {
    const { error } = refused({
      code: 'missing-right',
      message: 'The token’s owner may not do this in Okta.',
    });
    const { callsOf } = await show(<ErrorCard error={error} />, snapshotAt('plan'), {
      'session.go': () => ok(null),
    });
    await press(common.error.otherToken);
    expect(callsOf('session.go')).toEqual([{ screen: 'connect-okta' }]);
  });
});
