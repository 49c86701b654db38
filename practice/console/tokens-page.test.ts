import { describe, expect, it } from 'vitest';
import { hashOf } from '../world/world';
import { startConsole } from '../testing/console';

const path = '/admin/access/api/tokens';
const form = { do: 'create', name: 'Set-up <1>', role: 'READ_ONLY_ADMIN' };

describe('API > Tokens', () => {
  it('shows a new token once', async () => {
    const { get, post, world } = startConsole();
    const { status, headers, text } = await post(path, form);
    expect(status).toBe(303);
    expect(text).toBe('');
    const made = await get(String(headers?.['location']));
    const value = /id="secret"[^>]* value="([^"]+)"/.exec(made.text)?.[1] ?? '';
    const [token] = Object.values(world.state.apiTokens);
    expect(token).toMatchObject({ name: 'Set-up <1>', role: 'READ_ONLY_ADMIN', hash: hashOf(value) });
    expect((await get(String(headers?.['location']))).text).not.toContain(value);
    const listed = await get(path);
    expect(listed.text).toContain('Revoke Set-up &lt;1&gt;</button>');
    expect(listed.text).not.toContain(value);
  });

  it('revokes', async () => {
    const { get, post, world } = startConsole();
    await post(path, form);
    const [id = ''] = Object.keys(world.state.apiTokens);
    expect((await post(path, { do: 'revoke', id }, 'http://127.0.0.1:1')).status).toBe(403);
    expect(Object.keys(world.state.apiTokens)).toEqual([id]);
    await post(path, { do: 'revoke', id });
    expect(world.state.apiTokens).toEqual({});
    expect((await get(path)).text).toContain('There is no token');
  });

  it.each([{ name: ' ' }, { name: 'x'.repeat(101) }, { role: 'GOD' }])('refuses %j', async (change) => {
    const { post, world } = startConsole();
    expect((await post(path, { ...form, ...change })).status).toBe(422);
    expect(world.state.apiTokens).toEqual({});
  });
});
