import { describe, expect, it } from 'vitest';
import { startConsole } from '../testing/console';
import { serviceAppsPath as path } from './service-apps-page';

const key = JSON.stringify({ kty: 'RSA', kid: 'k1', n: 'abc', e: 'AQAB' });
const form = {
  do: 'save',
  label: 'Assistant <1>',
  key,
  scopes: 'okta.apps.read, okta.users.read okta.apps.read',
  role: 'CUSTOM',
  dpop: 'on',
};

describe('Applications > API Services', () => {
  it('creates an app with its public key, and shows the client id', async () => {
    const { get, post, world } = startConsole();
    expect((await post(path, form)).status).toBe(303);
    const [app] = Object.values(world.state.serviceApps ?? {});
    expect(app).toMatchObject({
      label: 'Assistant <1>',
      keys: [{ kty: 'RSA', kid: 'k1' }],
      scopes: ['okta.apps.read', 'okta.users.read'],
      role: 'CUSTOM',
      dpop: true,
    });
    expect((await get(path)).text).toContain(app?.id);
    expect((await get(`${path}?id=${app?.id ?? ''}`)).text).toContain('Edit Assistant &lt;1&gt;');
  });

  it('changes and deletes one', async () => {
    const { post, world } = startConsole();
    await post(path, form);
    const [id = ''] = Object.keys(world.state.serviceApps ?? {});
    const { dpop: _unticked, ...without } = form;
    await post(path, { ...without, id, scopes: '', role: '' });
    expect(world.state.serviceApps?.[id]).toMatchObject({ id, scopes: [], role: null, dpop: false });
    await post(path, { do: 'delete', id });
    expect(world.state.serviceApps).toEqual({});
  });

  it.each([
    { label: ' ' },
    { key: 'no JSON' },
    { key: JSON.stringify({ kty: 'RSA', kid: 'k1', n: 'abc', e: 'AQAB', d: 'private' }) },
    { key: JSON.stringify({ kty: 'oct', kid: 'k1', k: 'abc' }) },
    { scopes: 'okta.everything' },
  ])('refuses %j', async (change) => {
    const { post, world } = startConsole();
    expect((await post(path, { ...form, ...change })).status).toBe(422);
    expect(world.state.serviceApps).toBeUndefined();
  });
});
