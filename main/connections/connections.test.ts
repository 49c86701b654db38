import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/errors';
import type { AssistantCore } from '../api/core';
import { createAssistant } from '../app';
import { createRedactor } from '../secrets/redactor';
import { systemClock } from '../shell/clock';
import { memoryVault } from '../shell/vault/memory';
import { readAddress } from './address';

const token = '00-SECRET-okta-token';

interface Sent {
  origin: string;
  path: string;
  token: boolean;
}

/** A fake network: `named` is the Okta host that the custom domain names. */
function internet(named: string, sent: Sent[]): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = new Headers(init?.headers);
    sent.push({
      origin: url.origin,
      path: url.pathname,
      token: [...headers.values(), url.href, typeof init?.body === 'string' ? init.body : ''].some((text) =>
        text.includes(token),
      ),
    });
    const body =
      url.pathname === '/.well-known/okta-organization'
        ? { id: '00o1', pipeline: 'idx', _links: { organization: { href: named } } }
        : { id: '00o1', companyName: 'Acme', subdomain: 'acme' };
    return Promise.resolve(
      new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } }),
    );
  };
}

describe('an address', () => {
  it.each(['', 'http://acme.okta.com', '127.0.0.1', 'acme.okta.com.com', `00${'a'.repeat(40)}`])(
    'that is refused (%j) says once what to enter',
    async (input) => {
      const error = await readAddress(input, 'real', null, { fetch }).catch((thrown: unknown) => thrown);
      if (!(error instanceof AppFailure)) throw new Error('it was taken');
      const { message, next } = error.error;
      expect(`${message} ${next}`.match(/\b(?:enter|give) /gi)).toHaveLength(1);
    },
  );

  it('whose name does not exist is the admin’s to correct', async () => {
    const nowhere = (): Promise<never> =>
      Promise.reject(Object.assign(new TypeError('fetch failed'), { code: 'ENOTFOUND' }));
    await expect(readAddress('login.acme.example', 'real', null, { fetch: nowhere })).rejects.toMatchObject({
      error: { owner: 'okta-admin', field: 'address' },
    });
  });
});

describe('a custom domain', () => {
  let folder = '';
  let core: AssistantCore;
  let sent: Sent[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'connection-'));
    sent = [];
  });
  afterEach(async () => {
    await core.close();
    await rm(folder, { recursive: true });
  });

  async function start(named: string): Promise<void> {
    const quiet = (): void => undefined;
    core = await createAssistant({
      version: '0.0.0-test',
      releases: null,
      shell: 'browser',
      folder,
      fetch: internet(named, sent),
      clock: systemClock,
      vault: memoryVault(),
      redactor: createRedactor(),
      log: { info: quiet, warn: quiet, error: quiet },
      saveFile: null,
      printPdf: null,
      clipboard: null,
      practice: null,
    });
    await core.call('session.chooseMode', { mode: 'real' });
    await core.call('destination.choose', { destination: 'board', region: 'us', label: 'Oktopost' });
  }
  const check = (address: string) => core.call('okta.checkAddress', { address });
  const submit = () => core.call('secrets.submit', { kind: 'okta-token', value: token });

  // Shows: the token goes to the wrong host
  it('is asked who it is without a token; the token waits for the confirmation and goes only to the named host', async () => {
    await start('https://acme.okta.com');
    expect(await check('login.acme.example')).toMatchObject({
      ok: true,
      value: { kind: 'custom-domain', orgUrl: 'https://acme.okta.com', needsConfirmation: true },
    });
    expect(await submit()).toMatchObject({ ok: false, error: { code: 'host-not-confirmed' } });
    expect(await core.call('okta.confirmHost', { orgUrl: 'https://other.okta.com' })).toMatchObject({
      ok: false,
    });
    expect(sent.map(({ origin }) => origin)).toEqual(['https://login.acme.example']);

    await core.call('okta.confirmHost', { orgUrl: 'https://acme.okta.com' });
    await submit();
    const withToken = sent.filter((request) => request.token).map(({ origin }) => origin);
    expect(new Set(withToken)).toEqual(new Set(['https://acme.okta.com']));
    expect(sent.filter(({ origin }) => origin === 'https://login.acme.example')).toHaveLength(1);
  });

  it.each([
    'https://evil.example',
    'http://acme.okta.com',
    'https://acme.okta.com.evil.example',
    'javascript:alert(1)',
    '',
  ])('that names %j is a lie: nothing is stored and no token can be sent', async (named) => {
    await start(named);
    expect(await check('login.acme.example')).toMatchObject({ ok: false });
    expect(await submit()).toMatchObject({ ok: false, error: { code: 'host-not-confirmed' } });
    expect(sent.some((request) => request.token)).toBe(false);
  });

  it('takes a token away when the address becomes another org’s', async () => {
    await start('https://acme.okta.com');
    await check('acme.okta.com');
    await submit();
    sent.length = 0;
    await check('other.okta.com');
    expect(await core.call('session.snapshot', {})).toMatchObject({ value: { okta: { state: 'none' } } });
    const preview = { scope: { kind: 'app' } };
    expect(await core.call('plan.preview', preview)).toMatchObject({ error: { code: 'token-needed' } });
    await core.call('okta.reconnect', {});
    expect(sent.some((request) => request.token)).toBe(false);
  });

  it('knows no client ID any more when the address becomes another org’s', async () => {
    await start('https://acme.okta.com');
    await check('acme.okta.com');
    const clientId = '0oa1234567890abcdefg';
    await core.call('serviceApp.connect', { clientId, remember: 'no' });
    expect(await core.call('session.snapshot', {})).toMatchObject({ value: { clientId } });
    await check('other.okta.com');
    expect(await core.call('session.snapshot', {})).toMatchObject({ value: { clientId: null } });
  });

  // Shows: a practice run reaches a real org, or the other way round
  it('loopback is no address outside practice mode', async () => {
    await start('https://acme.okta.com');
    for (const address of ['http://127.0.0.1:8080', 'https://127.0.0.1', 'localhost']) {
      expect(await check(address)).toMatchObject({ ok: false, error: { code: 'bad-address' } });
    }
    expect(sent).toEqual([]);
  });
});
