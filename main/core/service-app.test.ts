import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createServiceApp, deleteServiceApp, putServiceApp } from '../../practice/world/service-apps';
import type { ServiceApp } from '../../practice/world/state';
import type { Exchange } from '../../practice/web/server';
import type { KeepsSecrets } from '../../shared/connection';
import { scopesFor } from '../../shared/okta-scopes';
import type { Vault } from '../ports';
import { decoded } from '../secrets/credential';
import { memoryVault } from '../shell/vault/memory';
import { findSecrets } from '../testing/canary';
import { startTestCore } from '../testing/core';
import { shownText, unzipped } from '../testing/unzipped';
import type { TestCore } from '../testing/core';

const allScopes = scopesFor('custom').map(({ scope }) => scope);

let core: TestCore;
let vault: Vault;
let exchanges: Exchange[];
afterEach(() => core.close());

async function start(keeps: KeepsSecrets = 'encrypted'): Promise<void> {
  vault = memoryVault(keeps);
  exchanges = [];
  core = await startTestCore(
    { onExchange: (exchange) => exchanges.push(exchange) },
    { ports: () => ({ vault }) },
  );
  await core.call('session.chooseMode', { mode: 'practice' });
  await core.call('destination.choose', {
    destination: 'board',
    region: 'us',
    label: 'Oktopost Social Advocacy',
  });
}

/** What the admin does in Okta with the public key that is shown. */
async function register(change: Partial<ServiceApp> = {}): Promise<ServiceApp> {
  const key = await core.call('serviceApp.publicKey', {});
  return createServiceApp(core.org.world, {
    label: 'Assistant',
    keys: [key],
    scopes: allScopes,
    role: 'SUPER_ADMIN',
    dpop: true,
    ...change,
  });
}
const connect = (clientId: string, remember: 'no' | 'encrypted' = 'no') =>
  core.call('serviceApp.connect', { clientId, remember });
const okta = async () => (await core.snapshot()).okta;

describe('a set-up that signs in as a service app', () => {
  it('is made without any API token', async () => {
    await start();
    const app = await register({ role: 'CUSTOM' });
    const { id } = app;
    await connect(id);
    expect(await okta()).toMatchObject({
      state: 'connected',
      login: null,
      roles: ['CUSTOM'],
      token: { status: 'service-app', clientId: id, bound: true, missing: [] },
    });
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    core.byHand.scimOn();
    await core.call('guided.lookNow', { step: 'scim-on' });
    // No permission of a custom role reaches mappings.
    expect((await core.run({ kind: 'mapping' })).error).toMatchObject({
      code: 'missing-right',
      next: expect.stringContaining('its tab Admin roles'),
    });
    putServiceApp(core.org.world, { ...app, role: 'APP_ADMIN' });
    expect((await core.run({ kind: 'mapping' })).state).toBe('done');
    expect((await core.call('users.search', { query: 'Bruno' })).users).not.toEqual([]);
    const { undo } = await core.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
    expect(undo?.remains.join('\n')).toContain(`The service app ${id}`);
    expect(undo?.remains.join('\n')).not.toContain('API token');
    expect(core.org.contradictions() ?? []).toEqual([]);
  });

  it('is named by its client ID as who wrote, by Okta’s System Log and by the journal', async () => {
    await start();
    const { id } = await register();
    await connect(id);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    const { by, evidence } = await core.call('summary.get', {});
    expect(by).toBe(`service app ${id}`);
    expect(new Set(evidence.map(({ source }) => source))).toEqual(new Set(['journal', 'system-log']));
    expect(new Set(evidence.map(({ who }) => who))).toEqual(new Set([`service app ${id}`]));
    const { download } = await core.call('evidence.export', {});
    const files = await unzipped(Buffer.from(download?.base64 ?? '', 'base64'));
    const read = (file: string): string => shownText(new TextDecoder().decode(files[file]));
    expect(read('changes.html')).toMatch(
      new RegExp(`Approved by an admin,.*Run \\S+, sent by service app ${id}`),
    );
    expect(read('least-privilege.html')).toContain(`a service app, ${id}`);
    expect(read('least-privilege.html')).toContain('nobody: a service app signs in as itself');
  });

  it('is told what it lacks when it connects, and goes on without', async () => {
    await start();
    const { id } = await register({ scopes: allScopes.filter((scope) => scope !== 'okta.logs.read') });
    await connect(id);
    const state = await okta();
    expect(state).toMatchObject({
      state: 'connected',
      token: { missing: [{ scope: 'okta.logs.read', needed: false }] },
    });
    expect(state.state === 'connected' && state.rights.find(({ right }) => right === 'logs')).toMatchObject({
      read: 'no',
    });
    expect((await core.run({ kind: 'app' })).state).toBe('done');
  });

  it.each<[Partial<ServiceApp>, string, string]>([
    [{ role: null }, 'no admin role', 'Admin roles'],
    [
      { scopes: allScopes.filter((scope) => !scope.startsWith('okta.apps.')) },
      'okta.apps.read',
      'Okta API Scopes',
    ],
  ])('is not connected as %j, which may not read app integrations', async (change, cause, next) => {
    await start();
    const app = await register(change);
    await connect(app.id);
    const state = await okta();
    expect(state).toMatchObject({ state: 'failed', error: { code: 'missing-right', field: 'client-id' } });
    const error = state.state === 'failed' ? state.error : null;
    expect(error?.message).toContain(cause);
    expect(error?.next).toContain(next);
    const rail = (await core.snapshot()).rail.find(({ screen }) => screen === 'connect-okta');
    expect(rail?.state).toBe('failed');
    putServiceApp(core.org.world, { ...app, role: 'APP_ADMIN', scopes: allScopes });
    await core.call('okta.reconnect', {});
    expect(await okta()).toMatchObject({ state: 'connected' });
  });

  it('begins no life-cycle test without the scope that creates users', async () => {
    await start();
    const scopes = allScopes.filter((scope) => scope !== 'okta.users.manage');
    await connect((await register({ scopes, role: 'CUSTOM' })).id);
    await core.run({ kind: 'app' });
    core.byHand.scimOn();
    core.byHand.toApp();
    const { id, findings } = await core.call('lifeCycle.plan', {});
    expect(findings.filter(({ level }) => level === 'block')).toMatchObject([
      { text: expect.stringContaining('did not grant it okta.users.manage') },
    ]);
    expect(await core.refusal('lifeCycle.start', { planId: id })).toMatchObject({ code: 'not-ready' });
  });

  // Shows: the assistant may do more in Okta than it needs
  it('asks for no more than its road needs', async () => {
    await start();
    const { id } = await register();
    await connect(id);
    const asked = exchanges
      .filter(({ path }) => path === '/oauth2/v1/token')
      .map(({ requestBody }) => new URLSearchParams(requestBody).get('scope')?.split(' '));
    expect(asked.length).toBeGreaterThan(0);
    for (const scopes of asked) expect(scopes).toEqual(allScopes);
  });

  it('keeps its key when the client ID was wrong, and is told by the name of the error', async () => {
    await start();
    const key = await core.call('serviceApp.publicKey', {});
    await connect('0oaWrongWrongWrong12');
    expect(await okta()).toMatchObject({
      state: 'failed',
      error: { code: 'token-refused', field: 'client-id', okta: { errorCode: 'invalid_client' } },
    });
    expect(await core.call('serviceApp.publicKey', {})).toEqual(key);
    await connect((await register()).id);
    expect(await okta()).toMatchObject({ state: 'connected' });
  });

  it('sends nothing for what is no client ID', async () => {
    await start();
    expect(await core.refusal('serviceApp.connect', { clientId: 'https://acme.okta.com' })).toMatchObject({
      code: 'bad-input',
      field: 'client-id',
    });
    expect(exchanges.filter(({ path }) => path === '/oauth2/v1/token')).toEqual([]);
  });
});

describe('over a restart', () => {
  it('way and client ID are known without the key, and a new key is all that Okta needs', async () => {
    await start();
    const app = await register();
    await connect(app.id);
    await core.restart();
    expect(await core.until('looked', (state) => state.okta.state === 'token-needed')).toMatchObject({
      clientId: app.id,
      remembered: [],
    });
    const key = await core.call('serviceApp.publicKey', {});
    expect(key).not.toMatchObject({ kid: app.keys[0]?.kid });
    putServiceApp(core.org.world, { ...app, keys: [...app.keys, key] });
    await connect(app.id);
    expect(await okta()).toMatchObject({ state: 'connected', token: { clientId: app.id } });
  });

  it('nothing is asked where the key was stored', async () => {
    await start();
    const { id } = await register();
    await connect(id, 'encrypted');
    await core.restart();
    await core.until('connected', (state) => state.okta.state === 'connected' && state.clientId === id);
  });

  it('the client ID of an app that was forgotten after a 401 is still known', async () => {
    await start();
    const { id } = await register();
    await connect(id, 'encrypted');
    deleteServiceApp(core.org.world, id);
    await core.call('okta.reconnect', {});
    expect(await vault.get('okta-token')).toBeNull();
    await core.restart();
    expect(await core.until('looked', (state) => state.okta.state === 'token-needed')).toMatchObject({
      clientId: id,
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an API token is entered', () => core.call('okta.usePracticeToken', {})],
    ['the set-up is forgotten', () => core.call('session.startOver', {})],
  ])('no client ID is known once %s', async (_name, change) => {
    await start();
    await connect((await register()).id);
    expect((await core.snapshot()).clientId).not.toBeNull();
    await change();
    expect((await core.snapshot()).clientId).toBeNull();
  });
});

// Shows: the key of a service app, or an access token, leaves main
describe('the key of a service app', () => {
  it('is kept over a restart only if it is to be remembered', async () => {
    await start();
    const { id } = await register();
    await connect(id);
    expect(await vault.get('okta-token')).toBeNull();
    await connect(id, 'encrypted');
    expect(decoded((await vault.get('okta-token')) ?? '')).toMatchObject({
      kind: 'service-app',
      clientId: id,
    });
    await core.restart();
    await core.until('connected again', (snapshot) => snapshot.okta.state === 'connected');
    await core.call('secrets.forget', { kind: 'okta-token' });
    expect(await vault.get('okta-token')).toBeNull();
  });

  it('is never stored where nothing is kept', async () => {
    await start('nothing');
    const { id } = await register();
    expect(await core.refusal('serviceApp.connect', { clientId: id, remember: 'encrypted' })).toMatchObject({
      code: 'bad-input',
      field: 'client-id',
    });
    expect(await vault.get('okta-token')).toBeNull();
  });

  it('is forgotten, and the next one is new, when Okta takes it no longer', async () => {
    await start();
    const { id } = await register();
    const key = await core.call('serviceApp.publicKey', {});
    await connect(id, 'encrypted');
    deleteServiceApp(core.org.world, id);
    await core.call('okta.reconnect', {});
    expect(await okta()).toMatchObject({ state: 'failed', error: { code: 'token-refused' } });
    expect(await vault.get('okta-token')).toBeNull();
    await core.call('session.startOver', {});
    expect(await core.call('serviceApp.publicKey', {})).not.toEqual(key);
  });

  it('is lost in the middle of a run, which ends there', async () => {
    await start();
    const app = await register();
    await connect(app.id, 'encrypted');
    await core.preview({ kind: 'app' });
    putServiceApp(core.org.world, { ...app, keys: [{ ...app.keys[0], kty: 'RSA', kid: 'another' }] });
    core.org.faults.add([
      { target: 'okta', path: '^/api/', answer: { status: 401, headers: {}, body: '' }, times: 9 },
    ]);
    await core.refusal('plan.preview', { scope: { kind: 'app' } });
    expect(await okta()).toMatchObject({ state: 'failed', error: { code: 'token-refused' } });
    expect(await vault.get('okta-token')).toBeNull();
    // The key is gone too: what is shown now is another one.
    expect(await core.call('serviceApp.publicKey', {})).not.toMatchObject({ n: app.keys[0]?.['n'] });
  });

  it('leaves main in no answer, no snapshot, no log line and no file; nor does an access token', async () => {
    await start();
    const { id } = await register();
    await connect(id, 'encrypted');
    await core.run({ kind: 'app' });
    const said = JSON.stringify([
      await core.snapshot(),
      await core.call('serviceApp.publicKey', {}),
      await core.call('support.message', {}),
      await core.call('support.export', { format: 'markdown' }),
      core.log,
    ]);
    const stored = decoded((await vault.get('okta-token')) ?? '');
    if (stored?.kind !== 'service-app' || stored.key.kty !== 'RSA') throw new Error('no key was stored');
    const { d, p, q, dp, dq, qi } = stored.key;
    const tokens = exchanges
      .filter(({ path, status }) => path === '/oauth2/v1/token' && status === 200)
      .map(({ responseBody }) => z.looseObject({ access_token: z.string() }).parse(JSON.parse(responseBody)));
    expect(tokens.length).toBeGreaterThan(0);
    const secrets = {
      d,
      p,
      q,
      dp,
      dq,
      qi,
      ...Object.fromEntries(tokens.map((each, index) => [`token ${index}`, each.access_token])),
    };
    expect(findSecrets(said, secrets)).toEqual([]);
    expect(said).toContain(stored.key.n);
  });
});
