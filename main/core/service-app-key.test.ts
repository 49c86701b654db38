import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deleteServiceApp, putServiceApp } from '../../practice/world/service-apps';
import { decoded } from '../secrets/credential';
import { findSecrets } from '../testing/canary';
import type { TestCore } from '../testing/core';
import { serviceAppCores } from '../testing/service-app-core';

const start = serviceAppCores();

// Shows: the key of a service app, or an access token, leaves main
describe('the key of a service app', () => {
  it('is kept over a restart only if it is to be remembered', async () => {
    const { connect, core, register, vault } = await start();
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
    const { core, register, vault } = await start('nothing');
    const { id } = await register();
    expect(await core.refusal('serviceApp.connect', { clientId: id, remember: 'encrypted' })).toMatchObject({
      code: 'bad-input',
      field: 'client-id',
    });
    expect(await vault.get('okta-token')).toBeNull();
  });

  it('is forgotten, and the next one is new, when Okta takes it no longer', async () => {
    const { connect, core, okta, register, vault } = await start();
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
    const { connect, core, okta, register, vault } = await start();
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
    const { connect, core, exchanges, register, vault } = await start();
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

describe('over a restart', () => {
  it('way and client ID are known without the key, and a new key is all that Okta needs', async () => {
    const { connect, core, okta, register } = await start();
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
    const { connect, core, register } = await start();
    const { id } = await register();
    await connect(id, 'encrypted');
    await core.restart();
    await core.until('connected', (state) => state.okta.state === 'connected' && state.clientId === id);
  });

  it('the client ID of an app that was forgotten after a 401 is still known', async () => {
    const { connect, core, register, vault } = await start();
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

  it.each<[string, (core: TestCore) => Promise<unknown>]>([
    ['an API token is entered', (core) => core.call('okta.usePracticeToken', {})],
    ['the set-up is forgotten', (core) => core.call('session.startOver', {})],
  ])('no client ID is known once %s', async (_name, change) => {
    const { connect, core, register } = await start();
    await connect((await register()).id);
    expect((await core.snapshot()).clientId).not.toBeNull();
    await change(core);
    expect((await core.snapshot()).clientId).toBeNull();
  });
});
