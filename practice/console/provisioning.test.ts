import { describe, expect, it } from 'vitest';
import { boardConnection } from '../testing/connection';
import { integrationForm, startConsole } from '../testing/console';

function startScim(...given: Parameters<typeof startConsole>) {
  const started = startConsole(...given);
  started.provisioning.switchScimOn(started.app);
  return started;
}

describe('Provisioning > Integration', () => {
  it('is tested and saved, and does not show the token again', async () => {
    const { get, post, path, app, tested } = startScim();
    expect(await post(path, integrationForm)).toMatchObject({
      status: 303,
      headers: { location: `${path}#tab-user-management/api-credentials` },
    });
    expect(tested).toEqual([app.connection]);
    expect(app.connection).toEqual(boardConnection('the-secret-token'));
    for (const address of [path, `${path}?edit=integration`]) {
      expect((await get(address)).text).not.toContain('the-secret-token');
    }
  });

  it('keeps the saved token when the field is left empty', async () => {
    const { post, path, app } = startScim();
    await post(path, integrationForm);
    await post(path, { ...integrationForm, token: '', baseUrl: 'https://eu-board.oktopost.com/scim/v2' });
    expect(app.connection).toMatchObject({
      token: 'the-secret-token',
      baseUrl: 'https://eu-board.oktopost.com/scim/v2',
    });
  });

  it('tests without saving, and keeps the entered values', async () => {
    const { post, path, app, tested } = startScim();
    const { status, text } = await post(path, { ...integrationForm, do: 'test' });
    expect(status).toBe(200);
    expect(text).toContain('Connector configured successfully');
    expect(text).toContain('value="the-secret-token"');
    expect(tested).toHaveLength(1);
    expect(app.connection).toBeNull();
  });

  it.each([
    [
      { kind: 'refused', status: 401, detail: 'Token is invalid' },
      'Error authenticating: Unauthorized. Errors reported by remote server: Token is invalid',
    ],
    [
      { kind: 'unreachable', status: null, detail: 'Connect to x:443 failed: Connect timed out' },
      'Error authenticating: Connect to x:443 failed: Connect timed out',
    ],
    [
      { kind: 'unreadable', status: 200, detail: null },
      'Error authenticating: the answer of the server could not be read',
    ],
  ] as const)('saves nothing when the test ends with %j', async (failure, words) => {
    const { post, path, app } = startScim({}, () => ({ ok: false, phase: 'test', ...failure }));
    const { status, text } = await post(path, integrationForm);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain('value="the-secret-token"');
    expect(app.connection).toBeNull();
  });

  it.each([
    [{ baseUrl: '' }, /base URL: The field cannot be left blank/],
    [{ baseUrl: 'board.oktopost.com/scim/v2' }, /must be an http/],
    [{ baseUrl: 'ftp://board.oktopost.com' }, /must be an http/],
    [{ baseUrl: 'https://board.oktopost.com/scim?x=1' }, /no query/],
    [{ baseUrl: 'https://board.oktopost.com/scim/v2/' }, /must not end in a slash/],
    [{ baseUrl: 'https://scim_board.oktopost.com/scim/v2' }, /must hold no underscore/],
    [{ uniqueIdentifier: ' ' }, /Unique identifier field for users: The field cannot be left blank/],
    [{ uniqueIdentifier: 'user name' }, /name of a SCIM attribute/],
    [{ authenticationMode: 'BASIC' }, /HTTP Header only, not Basic Auth/],
    [{ authenticationMode: 'OTHER' }, /choose one of those offered/],
    [{ token: '' }, /Authorization: The field cannot be left blank/],
  ])('refuses %j before anything is sent', async (change, why) => {
    const { post, path, app, tested } = startScim();
    const { status, text } = await post(path, { ...integrationForm, ...change });
    expect(status).toBe(422);
    expect(text).toMatch(why);
    expect(tested).toEqual([]);
    expect(app.connection).toBeNull();
  });

  it('is missing while provisioning is None', async () => {
    const { post, path, app } = startConsole();
    expect((await post(path, integrationForm)).status).toBe(409);
    expect(app.connection).toBeNull();
  });
});

describe('Provisioning > To App', () => {
  const all = { card: 'to-app', do: 'save', create: 'on', update: 'on', deactivate: 'on' };

  it('waits for the connection', async () => {
    const { get, post, path, app } = startScim();
    const { text } = await get(`${path}?edit=to-app`);
    expect(text).toContain('Save the connection under Integration first');
    expect(text).not.toContain('name="create"');
    expect((await post(path, all)).status).toBe(409);
    expect(app.toApp.create).toBe(false);
  });

  it('tests the connection again, then saves', async () => {
    const { get, post, path, app, tested } = startScim();
    await post(path, integrationForm);
    expect((await post(path, all)).headers).toMatchObject({
      location: `${path}#tab-user-management/create-n-update`,
    });
    expect(app.toApp).toEqual({ create: true, update: true, deactivate: true });
    expect(tested).toHaveLength(2);
    expect((await get(path)).text).toMatch(/<td><code>givenName<\/code><\/td> <td>user.firstName<\/td>/);
  });

  it('saves nothing when the server refuses', async () => {
    let works = true;
    const { post, path, app } = startScim({}, () =>
      works
        ? { ok: true, value: null }
        : { ok: false, phase: 'test', kind: 'refused', status: 401, detail: null },
    );
    await post(path, integrationForm);
    works = false;
    const { status, text } = await post(path, all);
    expect(status).toBe(422);
    expect(text).toContain('Error authenticating: Unauthorized.');
    expect(app.toApp.create).toBe(false);
  });

  it('enables a box only when Integration supports its action', async () => {
    const { get, post, path, app } = startScim();
    const { pushNewUsers: _, ...updatesOnly } = integrationForm;
    await post(path, updatesOnly);
    const { text } = await get(`${path}?edit=to-app`);
    expect(text).toContain('name="update"');
    expect(text).not.toContain('name="create"');
    expect((await post(path, all)).text).toContain('Create Users: Push New Users is off');
    expect(app.toApp).toEqual({ create: false, update: false, deactivate: false });
  });

  it('switches a box off with its action', async () => {
    const { post, path, app } = startScim();
    await post(path, integrationForm);
    await post(path, all);
    const { pushProfileUpdates: _, ...createOnly } = integrationForm;
    await post(path, createOnly);
    expect(app.toApp).toEqual({ create: true, update: false, deactivate: false });
  });
});
