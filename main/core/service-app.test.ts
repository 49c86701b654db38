import { describe, expect, it } from 'vitest';
import { putServiceApp } from '../../practice/world/service-apps';
import type { ServiceApp } from '../../practice/world/state';
import { allScopes, serviceAppCores } from '../testing/service-app-core';
import { shownText, unzipped } from '../testing/unzipped';

const start = serviceAppCores();

describe('a set-up that signs in as a service app', () => {
  it('is made without any API token', async () => {
    const { connect, core, okta, register } = await start();
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
    const { connect, core, register } = await start();
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
    const { connect, core, okta, register } = await start();
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

  it('is not offered to write what it was not granted: the plan says what to grant', async () => {
    const { connect, core, register } = await start();
    const { id } = await register({
      scopes: allScopes.filter((scope) => scope !== 'okta.profileMappings.manage'),
    });
    await connect(id);
    expect((await core.run({ kind: 'app' })).state).toBe('done');
    core.byHand.scimOn();
    const { changes, blockers } = await core.preview({ kind: 'mapping' });
    expect(changes).not.toEqual([]);
    expect(blockers).toEqual([expect.stringContaining('okta.profileMappings.manage')]);
  });

  it('is not offered to create an app integration without the scope that writes it', async () => {
    const { connect, core, register } = await start();
    const { id } = await register({ scopes: allScopes.filter((scope) => scope !== 'okta.apps.manage') });
    await connect(id);
    const { blockers } = await core.preview({ kind: 'app' });
    expect(blockers).toEqual([expect.stringContaining('okta.apps.manage')]);
  });

  it.each<[Partial<ServiceApp>, string, string]>([
    [{ role: null }, 'no admin role', 'Admin roles'],
    [
      { scopes: allScopes.filter((scope) => !scope.startsWith('okta.apps.')) },
      'okta.apps.read',
      'Okta API Scopes',
    ],
  ])('is not connected as %j, which may not read app integrations', async (change, cause, next) => {
    const { connect, core, okta, register } = await start();
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

  it('makes the user of a life-cycle test in the domain of the org’s people: it has no address itself', async () => {
    const { connect, core, register } = await start();
    await connect((await register()).id);
    await core.run({ kind: 'app' });
    const { user } = await core.call('lifeCycle.plan', {});
    expect(user.email).toMatch(/@bellwether\.example$/);
  });

  it('begins no life-cycle test without the scope that creates users', async () => {
    const { connect, core, register } = await start();
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
    const { connect, exchanges, register } = await start();
    const { id } = await register();
    await connect(id);
    const asked = exchanges
      .filter(({ path }) => path === '/oauth2/v1/token')
      .map(({ requestBody }) => new URLSearchParams(requestBody).get('scope')?.split(' '));
    expect(asked.length).toBeGreaterThan(0);
    for (const scopes of asked) expect(scopes).toEqual(allScopes);
  });

  it('keeps its key when the client ID was wrong, and is told by the name of the error', async () => {
    const { connect, core, okta, register } = await start();
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
    const { core, exchanges } = await start();
    expect(await core.refusal('serviceApp.connect', { clientId: 'https://acme.okta.com' })).toMatchObject({
      code: 'bad-input',
      field: 'client-id',
    });
    expect(exchanges.filter(({ path }) => path === '/oauth2/v1/token')).toEqual([]);
  });
});
