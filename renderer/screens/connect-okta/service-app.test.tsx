import { fireEvent, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { rolesBeyondNeed } from '../../../shared/connection';
import { scopesFor } from '../../../shared/okta-scopes';
import type { PublicKey } from '../../../shared/service-app';
import type { ApiToken } from '../../../shared/connection';
import type { AppError } from '../../../shared/errors';
import { connected as seen, host, snapshotAt } from '../../../shared/testing/snapshots';
import { barState, ok, press, refused, show } from '../../testing/dom';
import { ConnectOktaScreen } from './connect-okta-screen';
import { words } from './words';

const address = {
  input: 'acme',
  kind: 'okta-host',
  orgUrl: host,
  adminUrl: 'https://acme-admin.okta.com',
  needsConfirmation: false,
} as const;
const key: PublicKey = { kty: 'RSA', kid: 'k1', use: 'sig', alg: 'RS256', n: 'modulus', e: 'AQAB' };
if (seen.state !== 'connected') throw new Error('the fixture is not connected');
const connected = seen;
const waiting = snapshotAt('connect-okta', { address, okta: { state: 'none' } });

describe('signing in as a service app', () => {
  it('is a choice beside the token, shows what to create, and asks for the client ID alone', async () => {
    const { callsOf } = await show(<ConnectOktaScreen />, waiting, {
      'serviceApp.publicKey': () => ok(key),
      'serviceApp.connect': () => ok(null),
    });
    expect(callsOf('serviceApp.publicKey')).toEqual([]);
    await press(words.way.serviceApp, 'radio');
    // In a browser nothing is remembered, so nothing depends on it.
    expect(document.body.textContent).not.toMatch(/unless it is remembered/i);
    const usual = scopesFor('custom').filter(({ screens }) => !screens.includes('life-cycle'));
    for (const isNeeded of [true, false]) {
      const scopes = usual.filter(({ needed }) => needed === isNeeded).map(({ scope }) => scope);
      expect(screen.getByText(scopes.join(' '))).toBeDefined();
    }
    expect(screen.getByText(JSON.stringify(key), { normalizer: (text) => text })).toBeDefined();
    expect(barState()).toBe(words.state.clientId);
    expect(screen.getByText(words.serviceApp.notStored)).toBeDefined();
    expect(screen.queryAllByRole('rowheader')).toEqual([]);
    await press(words.serviceApp.scopeTable.title);
    expect(
      screen.getByText(
        scopesFor('custom')
          .map(({ scope }) => scope)
          .join(' '),
      ),
    ).toBeDefined();
    const heads = screen.getAllByRole('rowheader').map(({ textContent }) => textContent);
    for (const { scope, without, needed } of scopesFor('custom')) {
      expect(heads).toContain(needed ? scope : `${scope}${words.serviceApp.scopeTable.optional}`);
      expect(screen.getByText(without)).toBeDefined();
    }
    fireEvent.change(screen.getByLabelText(words.serviceApp.clientId.label), {
      target: { value: '0oa1234567890abcdefg' },
    });
    await press(words.token.action);
    expect(callsOf('serviceApp.connect')).toEqual([{ clientId: '0oa1234567890abcdefg', remember: 'no' }]);
    expect(callsOf('secrets.submit')).toEqual([]);
  });

  it('shows no failure of the other way, and where in Okta its own is mended', async () => {
    const failed = (change: Partial<AppError>) => ({
      state: 'failed' as const,
      error: { ...refused({ code: 'token-refused', message: 'Refused.' }).error, ...change },
    });
    const { send } = await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', { address, okta: failed({}) }),
    );
    expect(screen.getByText('Refused.')).toBeDefined();
    await press(words.way.serviceApp, 'radio');
    expect(screen.queryByText('Refused.')).toBeNull();
    expect(barState()).toBe(words.state.clientId);
    await send({
      clientId: '0oa1',
      okta: failed({ code: 'missing-right', field: 'client-id', message: 'No role.' }),
    });
    expect(screen.getByText('No role.')).toBeDefined();
    expect(screen.getByRole('link', { name: new RegExp(words.serviceApp.findLink) })).toBeDefined();
    expect(barState()).toBe(words.state.failed);
    await send({ okta: failed({ code: 'unreachable', message: 'No way.' }) });
    expect(screen.getByText('No way.')).toBeDefined();
  });

  it('is the way that is found after a restart, with the client ID and a new key alone to add', async () => {
    const { callsOf } = await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', {
        address,
        okta: { state: 'token-needed' },
        clientId: '0oa1234567890abcdefg',
      }),
      { 'serviceApp.publicKey': () => ok(key), 'serviceApp.connect': () => ok(null) },
    );
    expect(screen.getByText(words.serviceApp.newKey.text)).toBeDefined();
    expect(screen.getByText(JSON.stringify(key), { normalizer: (text) => text })).toBeDefined();
    expect(barState()).toBe(words.state.keyNeeded);
    expect(screen.queryAllByRole('listitem')).toEqual([]);
    await press(words.token.action);
    expect(callsOf('serviceApp.connect')).toEqual([{ clientId: '0oa1234567890abcdefg', remember: 'no' }]);
    await press(words.serviceApp.whole);
    expect(screen.getAllByRole('listitem')).toHaveLength(words.serviceApp.steps.length);
  });

  it('keeps a client ID that Okta refused in its field, to be corrected', async () => {
    const { error } = refused({ code: 'token-refused', field: 'client-id', message: 'Unknown.' });
    await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', {
        address,
        okta: { state: 'failed', error },
        clientId: '0oaMistyped123456789',
      }),
      { 'serviceApp.publicKey': () => ok(key) },
    );
    expect(screen.getByText('Unknown.')).toBeDefined();
    expect(screen.getByLabelText(words.serviceApp.clientId.label)).toHaveProperty(
      'value',
      '0oaMistyped123456789',
    );
    expect(screen.getByText(words.serviceApp.steps[0])).toBeDefined();
  });

  // Shows: the assistant may do more in Okta than it needs
  it('offers no scope that the road does not need', () => {
    const names = (app: 'custom' | 'catalogue'): string[] => scopesFor(app).map(({ scope }) => scope);
    expect(names('custom')).toContain('okta.profileMappings.manage');
    expect(names('catalogue')).not.toContain('okta.profileMappings.manage');
    expect(names('catalogue')).not.toContain('okta.schemas.manage');
    expect(names('custom').filter((scope) => /groups\.manage|policies\.manage/.test(scope))).toEqual([]);
  });

  it('says of an app that is entered after another failed that the app is not checked, not the token', async () => {
    const { error } = refused({ code: 'token-refused', field: 'client-id', message: 'Unknown.' });
    await show(
      <ConnectOktaScreen />,
      snapshotAt('connect-okta', { address, okta: { state: 'failed', error }, clientId: '0oaMistyped123' }),
      { 'serviceApp.publicKey': () => ok(key) },
    );
    expect(barState()).toBe(words.state.failed);
    const field = screen.getByLabelText(words.serviceApp.clientId.label);
    fireEvent.change(field, { target: { value: '0oaAnother1234567890' } });
    expect(barState()).toBe(words.state.serviceApp);
  });

  it('is not said to be perhaps able to write without the scope for it', async () => {
    const without = 'Nothing can be applied.';
    const token: ApiToken = {
      status: 'service-app',
      clientId: '0oa1',
      bound: true,
      missing: [{ scope: 'okta.apps.manage', needed: true, without }],
    };
    const okta = { ...connected, login: null, roles: ['APP_ADMIN'], token };
    const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { address, okta }));
    expect(document.body.textContent).toContain(without);
    expect(screen.queryByText(words.connected.writes)).toBeNull();
    expect(barState()).toBe(words.state.readsOnly);
    await send({ okta: { ...okta, token: { ...token, missing: [] } } });
    expect(screen.getByText(words.connected.writes)).toBeDefined();
    expect(barState()).toBe(words.state.connected);
  });

  it('tells when connected which scopes are missing, and what for', async () => {
    const token: ApiToken = {
      status: 'service-app',
      clientId: '0oa1',
      bound: true,
      missing: [{ scope: 'okta.logs.read', needed: false, without: 'Who changed what stays unknown.' }],
    };
    const okta = { ...connected, login: null, roles: ['CUSTOM'], token };
    await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { address, okta }));
    expect(document.body.textContent).toContain('okta.logs.read: Who changed what stays unknown.');
    expect(screen.queryByText(words.connected.whoUnknown)).toBeNull();
    expect(screen.queryByText(words.connected.tooMuch('Custom role'))).toBeNull();
  });
});

// Shows: the assistant may do more in Okta than it needs
describe('a role that may do more than is needed', () => {
  it.each([
    [['SUPER_ADMIN'], ['SUPER_ADMIN']],
    [['APP_ADMIN', 'ORG_ADMIN'], ['ORG_ADMIN']],
    [['APP_ADMIN', 'READ_ONLY_ADMIN'], []],
    [['CUSTOM'], []],
    [[], []],
    [null, []],
  ])('of %j: %j', (roles, beyond) => {
    expect(rolesBeyondNeed(roles)).toEqual(beyond);
  });

  it('is told, with the smaller one', async () => {
    const okta = { ...connected, roles: ['SUPER_ADMIN'] };
    const { send } = await show(<ConnectOktaScreen />, snapshotAt('connect-okta', { address, okta }));
    expect(screen.getByText(words.connected.tooMuch('Super Administrator'))).toBeDefined();
    expect(screen.getByRole('button', { name: words.leastRole.title })).toBeDefined();
    await send({ okta: { ...connected, roles: ['APP_ADMIN'] } });
    expect(screen.queryByRole('button', { name: words.leastRole.title })).toBeNull();
  });
});
