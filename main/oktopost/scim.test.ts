import { afterEach, describe, expect, it } from 'vitest';
import { createRedactor } from '../secrets/redactor';
import { serve, testClock, until, type Script, type TestServer } from '../net/testing';
import { errorOf } from '../okta/testing';
import { connectOktopost } from './scim';

const token = 'SCIM-secret-token';
const redactor = createRedactor();
redactor.learn(token);
const { hide } = redactor;
const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(script: Script) {
  const server = await serve(script);
  servers.push(server);
  const scim = connectOktopost({ baseUrl: `${server.url}/scim/v2/`, token, hide, fetch, clock: testClock() });
  return { server, scim };
}

const listType = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const anna = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '7',
  externalId: '00u1',
  userName: 'anna@acme.com',
  name: { givenName: 'Anna', familyName: 'Żak' },
  emails: [
    { value: 'home@x.y', type: 'home', primary: true },
    { value: 'second@acme.com', type: 'work', primary: false },
    { value: 'anna@acme.com', type: 'work', primary: true },
  ],
  active: false,
};
const listOf = (...users: object[]) => ({
  schemas: [listType],
  totalResults: users.length,
  startIndex: 1,
  itemsPerPage: users.length,
  Resources: users,
});

describe("Oktopost's SCIM server", () => {
  it('verifies the token by counting users', async () => {
    const { server, scim } = await start(() => ({ body: { ...listOf(anna), totalResults: 42 } }));
    expect(await scim.countUsers()).toBe(42);
    expect(scim.baseUrl).toBe(`${server.url}/scim/v2`);
    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      target: '/scim/v2/Users?startIndex=1&count=1',
      headers: { authorization: `Bearer ${token}`, accept: 'application/scim+json' },
    });
  });

  it('finds a user by name, with the primary work email', async () => {
    const { server, scim } = await start(() => ({ body: listOf(anna) }));
    expect((await scim.findByUserName('anna@acme.com')).user).toEqual({
      id: '7',
      userName: 'anna@acme.com',
      givenName: 'Anna',
      familyName: 'Żak',
      email: 'anna@acme.com',
      active: false,
      externalId: '00u1',
      isAdmin: null,
    });
    expect(server.requests[0]?.query.get('filter')).toBe('userName eq "anna@acme.com"');
  });

  it.each(['"', '\\', 'a" or userName pr or userName eq "b', 'a&count=0#', 'ż+ó@x.y', '%22'])(
    'takes %j as a value only',
    async (name) => {
      const { server, scim } = await start(() => ({ body: listOf() }));
      expect((await scim.findByUserName(name)).user).toBeNull();
      const filter = server.requests[0]?.query.get('filter') ?? '';
      expect(filter.slice(0, 12)).toBe('userName eq ');
      expect(JSON.parse(filter.slice(12))).toBe(name);
      expect([...(server.requests[0]?.query.keys() ?? [])]).toEqual(['filter', 'startIndex', 'count']);
    },
  );

  it('returns null for an unknown id', async () => {
    const { scim } = await start(() => ({ status: 404, body: { detail: 'not found', status: '404' } }));
    expect(await scim.user('8')).toBeNull();
  });

  it('reads a user with the required fields only', async () => {
    const { server, scim } = await start(() => ({
      body: { id: 'a/b', userName: 'x', name: null, emails: null },
    }));
    expect(await scim.user('a/b')).toMatchObject({ givenName: null, email: null, active: true });
    expect(server.requests[0]?.path).toBe('/scim/v2/Users/a%2Fb');
  });

  it('names both causes of a refused token', async () => {
    const { scim } = await start(() => ({ status: 401, body: { detail: 'Token is not valid' } }));
    const error = await errorOf(scim.countUsers());
    expect(error).toMatchObject({ code: 'token-refused', owner: 'okta-admin', field: 'oktopost-token' });
    expect(error.message).toMatch(/revoked.*region/);
  });

  it.each([
    [403, 'oktopost-refused', /HTTP 403: Not on your plan/],
    [500, 'oktopost-refused', /HTTP 500/],
    [429, 'rate-limited', /limits/],
  ])('maps HTTP %i to a failure', async (status, code, message) => {
    const { scim } = await start(() => ({
      status,
      headers: { 'Retry-After': '17' },
      body: { detail: 'Not on your plan', status: String(status) },
    }));
    const error = await errorOf(scim.countUsers());
    expect(error).toMatchObject({ code, owner: 'oktopost' });
    expect(error.message).toMatch(message);
    if (status === 429) expect(error.next).toContain('17 seconds');
  });

  it.each(['<!DOCTYPE html><title>Sign in</title>', ' <html></html>'])(
    'says that a web page answered: %j',
    async (body) => {
      const { scim } = await start(() => ({ headers: { 'Content-Type': 'text/html' }, body }));
      await expect(scim.countUsers()).rejects.toThrow('A web page answered in Oktopost’s place');
    },
  );

  it.each(['', 'null', '<html></html>', '{"totalResults":"1"}', '{"totalResults":-1}'])(
    'does not accept %j as SCIM',
    async (body) => {
      const { scim } = await start(() => ({ body }));
      expect(await errorOf(scim.countUsers())).toMatchObject({ code: 'unreadable-answer' });
    },
  );

  it('sends the token to no other origin and exposes it nowhere', async () => {
    const elsewhere = await start(() => ({ body: listOf() }));
    const { scim } = await start(() => ({ status: 307, headers: { Location: elsewhere.server.url } }));
    expect(await errorOf(scim.countUsers())).toMatchObject({ code: 'unreachable' });
    expect(elsewhere.server.requests).toEqual([]);
    const echo = await start(() => ({ status: 400, body: { detail: `no: ${token}` } }));
    expect(JSON.stringify(await errorOf(echo.scim.countUsers()))).not.toContain(token);
    expect(JSON.stringify(echo.scim)).not.toContain(token);
  });

  it('can be cancelled, and reports an unreachable server', async () => {
    const { server, scim } = await start(() => null);
    const stop = new AbortController();
    const failed = errorOf(scim.countUsers(stop.signal));
    await until(() => server.requests.length === 1);
    stop.abort();
    expect(await failed).toMatchObject({ code: 'cancelled' });
    await server.close();
    servers.splice(0);
    expect(await errorOf(scim.countUsers())).toMatchObject({ code: 'unreachable', owner: 'network' });
  });

  it.each(['', 'two words', 'a\r\nX: y', 'ключ'])('refuses the token %j', (bad) => {
    const connect = () =>
      connectOktopost({
        baseUrl: 'https://board.oktopost.com/scim/v2',
        token: bad,
        hide,
        fetch,
        clock: testClock(),
      });
    expect(connect).toThrowError(/no token of Oktopost/);
  });
});
