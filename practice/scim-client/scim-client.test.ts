import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScimConnection } from '../world/state';
import type { ScimClient } from '../world/world';
import { createScimClient } from './index';
import { boardConnection } from '../testing/connection';

interface Seen {
  line: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown> | null;
}
type Reply = [status: number, body: unknown, headers?: Record<string, string>];

let server: Server;
let seen: Seen[];
let replies: (Reply | 'drop' | 'never')[];
let waits: number[];
let open: ServerResponse[];
let connection: ScimConnection;
let connectionUrl: string;
let client: ScimClient;

/** @param timeoutMs of a request; short only where nothing is to answer in time. */
const clientWithin = (timeoutMs: number): ScimClient =>
  createScimClient({
    resolve: (baseUrl) => (baseUrl.includes('oktopost') ? connectionUrl : null),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    timeoutMs,
  });

beforeEach(async () => {
  [seen, replies, waits, open] = [[], [], [], []];
  server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      seen.push({
        line: `${request.method ?? ''} ${decodeURIComponent(request.url ?? '')}`,
        headers: request.headers,
        body: text === '' ? null : JSON.parse(text),
      });
      const reply = replies.shift() ?? [500, {}];
      if (reply === 'drop') request.socket.destroy();
      else if (reply === 'never') open.push(response);
      else {
        const [status, body, headers = {}] = reply;
        response.writeHead(status, { 'content-type': 'application/scim+json', ...headers });
        response.end(typeof body === 'string' ? body : JSON.stringify(body));
      }
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  connection = boardConnection('secret-token');
  connectionUrl = `http://127.0.0.1:${address.port}/scim/v2`;
  client = clientWithin(30_000);
});

afterEach(async () => {
  for (const response of open) response.destroy();
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

const ada = {
  oktaUserId: '00u1',
  userName: 'ada@acme.example',
  attributes: { givenName: 'Ada', familyName: 'Berger', email: 'ada@acme.example', title: '' },
};
const account = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: 'adv1',
  userName: 'Ada@Acme.example',
  name: { givenName: 'Old', familyName: 'Name' },
  emails: [{ value: 'Ada@Acme.example', type: 'work', primary: true }],
  active: false,
  meta: { resourceType: 'User' },
};
const listOf = (...resources: unknown[]): Reply => [
  200,
  { totalResults: resources.length, startIndex: 1, itemsPerPage: resources.length, Resources: resources },
];
const lines = (): string[] => seen.map(({ line }) => line);
const filterLine = 'GET /scim/v2/Users?filter=userName eq "ada@acme.example"&startIndex=1&count=100';

describe('the requests', () => {
  it('tests a connection by one GET with Okta’s headers', async () => {
    replies = [listOf()];
    expect(await client.testConnector(connection)).toEqual({ ok: true, value: null });
    expect(lines()).toEqual(['GET /scim/v2/Users?startIndex=1&count=2']);
    expect(seen[0]?.headers).toMatchObject({
      'user-agent': 'Okta SCIM Client 1.0.0',
      accept: 'application/scim+json',
      authorization: 'Bearer secret-token',
    });
  });

  it.each<[string, Reply]>([
    ['an empty list', listOf()],
    ['404', [404, {}]],
  ])('creates a user who is not found (%s)', async (_, miss) => {
    replies = [miss, [201, { ...account, active: true }]];
    expect(await client.push(connection, ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
    expect(lines()).toEqual([filterLine, 'POST /scim/v2/Users']);
    expect(seen[1]?.headers['content-type']).toBe('application/scim+json; charset=utf-8');
    expect(seen[1]?.body).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@acme.example',
      name: { givenName: 'Ada', familyName: 'Berger' },
      emails: [{ primary: true, value: 'ada@acme.example', type: 'work' }],
      externalId: '00u1',
      groups: [],
      password: expect.stringMatching(/^\w{8}$/),
      active: true,
    });
  });

  it('links a user who is found: GET, then PUT of that body, activated', async () => {
    replies = [listOf(account), [200, account], [200, account]];
    expect(await client.push(connection, ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
    expect(lines()).toEqual([filterLine, 'GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    expect(seen[2]?.body).toEqual({
      ...account,
      userName: 'ada@acme.example',
      name: { givenName: 'Ada', familyName: 'Berger' },
      emails: [{ value: 'ada@acme.example', type: 'work', primary: true }],
      externalId: '00u1',
      active: true,
    });
  });

  it('updates without changing unknown fields', async () => {
    replies = [
      [200, { ...account, nickName: 'A' }],
      [200, account],
    ];
    const changed = { ...ada, attributes: { familyName: 'New', department: 'Sales' } };
    expect(await client.update(connection, changed, 'adv1')).toEqual({ ok: true, value: null });
    expect(lines()).toEqual(['GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    expect(seen[1]?.body).toEqual({
      ...account,
      nickName: 'A',
      schemas: [...account.schemas, enterprise],
      userName: 'ada@acme.example',
      name: { givenName: 'Old', familyName: 'New' },
      externalId: '00u1',
      [enterprise]: { department: 'Sales' },
    });
  });

  describe('of a catalogue app', () => {
    const patch = (active: boolean) => ({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', value: { active } }],
    });
    const catalogue = (): ScimConnection => ({ ...connection, activatesBy: 'PATCH' });

    it.each<[string, Reply]>([
      ['200', [200, { ...account, active: false }]],
      ['204', [204, '']],
    ])('deactivate by one PATCH, answered by %s', async (_, reply) => {
      replies = [reply];
      expect(await client.deactivate(catalogue(), 'adv1')).toEqual({ ok: true, value: null });
      expect(lines()).toEqual(['PATCH /scim/v2/Users/adv1']);
      expect(seen[0]?.headers['content-type']).toBe('application/scim+json; charset=utf-8');
      expect(seen[0]?.body).toEqual(patch(false));
    });

    it('activate by PATCH, then update by PUT, a deactivated account', async () => {
      replies = [
        listOf(account),
        [200, { ...account, active: true }],
        [200, { ...account, active: true }],
        [200, account],
      ];
      expect(await client.push(catalogue(), ada)).toEqual({ ok: true, value: { externalId: 'adv1' } });
      const one = '/scim/v2/Users/adv1';
      expect(lines()).toEqual([filterLine, `PATCH ${one}`, `GET ${one}`, `PUT ${one}`]);
      expect(seen[1]?.body).toEqual(patch(true));
      expect(seen[3]?.body).toMatchObject({ active: true, name: { givenName: 'Ada' } });
    });

    it('do not activate an active account', async () => {
      const active = { ...account, active: true };
      replies = [listOf(active), [200, active], [200, active]];
      await client.push(catalogue(), ada);
      expect(lines().map((line) => line.split(' ')[0])).toEqual(['GET', 'GET', 'PUT']);
    });

    it('report the server’s errors', async () => {
      replies = [[404, { detail: 'There is no user adv1.' }]];
      expect(await client.deactivate(catalogue(), 'adv1')).toMatchObject({
        ok: false,
        phase: 'deactivate',
        status: 404,
      });
    });
  });

  it('deactivates by PUT, never by DELETE or PATCH', async () => {
    replies = [
      [200, { ...account, active: true }],
      [200, account],
    ];
    expect(await client.deactivate(connection, 'adv1')).toEqual({ ok: true, value: null });
    expect(lines()).toEqual(['GET /scim/v2/Users/adv1', 'PUT /scim/v2/Users/adv1']);
    expect(seen[1]?.body).toEqual({ ...account, active: false });
  });

  it('deletes by one DELETE, where that is asked for', async () => {
    replies = [[204, '']];
    expect(await client.remove(connection, 'adv1')).toEqual({ ok: true, value: null });
    expect(lines()).toEqual(['DELETE /scim/v2/Users/adv1']);
  });

  it('quotes the user name in the filter', async () => {
    replies = [listOf(), [201, account]];
    await client.push(connection, { ...ada, userName: 'a"b\\c&d' });
    expect(lines()[0]).toBe('GET /scim/v2/Users?filter=userName eq "a\\"b\\\\c&d"&startIndex=1&count=100');
  });
});

describe('the failures', () => {
  it('have the phase, the status and the server’s text', async () => {
    const taken = { schemas: [], status: '409', detail: 'This email is taken.' };
    replies = [listOf(), [409, taken]];
    expect(await client.push(connection, ada)).toEqual({
      ok: false,
      phase: 'create',
      status: 409,
      kind: 'refused',
      detail: 'This email is taken.',
    });
    replies = [[401, 'no JSON']];
    expect(await client.push(connection, ada)).toMatchObject({
      phase: 'verify_exists',
      status: 401,
      kind: 'refused',
      detail: "Invalid JSON: Unrecognized token 'no'",
    });
  });

  it.each<[string, Reply, object]>([
    ['a web page', [502, ' <html>'], { detail: "Invalid JSON: Unexpected character ('<' (code 60))" }],
    ['plain text', [409, 'User exists'], { status: 409, detail: "Invalid JSON: Unrecognized token 'User'" }],
    ['nothing', [500, ''], { detail: null }],
    ['an empty 201', [201, ''], { kind: 'own-words', detail: 'Create new user returned empty user.' }],
  ])('have Okta’s words for %s instead of a user', async (_, reply, expected) => {
    replies = [listOf(), reply];
    expect(await client.push(connection, ada)).toMatchObject({ ok: false, phase: 'create', ...expected });
  });

  it('have a sentence of Okta’s for an account that was deleted, and send nothing else', async () => {
    replies = [[404, { detail: 'gone' }]];
    expect(await client.update(connection, ada, '4711')).toMatchObject({
      phase: 'update',
      kind: 'own-words',
      detail: 'No user returned for user 4711',
    });
    expect(seen).toHaveLength(1);
  });

  it('have a sentence of Okta’s for a connection without Resources', async () => {
    replies = [[200, { totalResults: 0 }]];
    expect(await client.testConnector(connection)).toMatchObject({
      kind: 'own-words',
      detail: 'No results for users returned',
    });
  });

  it('do not include text/json, which Okta’s own samples send', async () => {
    replies = [[200, { totalResults: 0, Resources: [] }, { 'content-type': 'text/json' }]];
    expect(await client.testConnector(connection)).toMatchObject({ ok: true });
  });

  it('do not follow a redirect, which would leak the token', async () => {
    replies = [[302, {}, { location: '/elsewhere' }]];
    expect(await client.testConnector(connection)).toMatchObject({ ok: false, status: 302, kind: 'refused' });
    expect(seen).toHaveLength(1);
  });

  it.each<[string, Reply]>([
    ['a number as text', [200, { totalResults: '0', Resources: [] }]],
    ['startIndex as text', [200, { totalResults: 0, startIndex: '1', Resources: [] }]],
    ['HTML', [200, '<html>', { 'content-type': 'text/html' }]],
    ['JSON called HTML', [200, { totalResults: 0 }, { 'content-type': 'text/html' }]],
    ['broken JSON', [200, '{"totalResults":']],
    ['a list instead of an object', [200, []]],
    ['a resource without id', [200, { totalResults: 1, Resources: [{ userName: 'a' }] }]],
    ['another status', [204, '']],
  ])('include the unreadable response %s', async (_, reply) => {
    replies = [reply];
    expect(await client.testConnector(connection)).toMatchObject({ ok: false, kind: 'unreadable' });
  });

  it.each<[string, Reply]>([
    ['200 instead of 201', [200, account]],
    ['no id', [201, { userName: 'a' }]],
  ])('include a created user with %s', async (_, reply) => {
    replies = [listOf(), reply];
    expect(await client.push(connection, ada)).toMatchObject({ kind: 'unreadable', phase: 'create' });
  });

  it('name the entered host when it is unreachable', async () => {
    const elsewhere = { ...connection, baseUrl: 'https://board.example.com:8443/scim' };
    expect(await client.testConnector(elsewhere)).toEqual({
      ok: false,
      phase: 'test',
      status: null,
      kind: 'unreachable',
      detail: 'Connect to board.example.com:8443 failed: Connect timed out',
    });
    replies = ['drop'];
    expect(await client.testConnector(connection)).toMatchObject({
      kind: 'unreachable',
      detail: 'Connect to board.oktopost.com:443 failed: Connection reset',
    });
    server.close();
    server.closeAllConnections();
    expect(await client.testConnector(connection)).toMatchObject({
      detail: 'Connect to board.oktopost.com:443 failed: Connection refused',
    });
    expect(seen).toHaveLength(1);
  });

  it('include a timeout', async () => {
    replies = ['never'];
    expect(await clientWithin(300).testConnector(connection)).toMatchObject({
      kind: 'unreachable',
      detail: 'Read timed out',
    });
  });

  it('do not contain a token that is not a valid header value', async () => {
    const broken = await client.testConnector({ ...connection, token: 'sec\nret' });
    expect(broken).toMatchObject({ ok: false, kind: 'unreachable' });
    expect(JSON.stringify(broken)).not.toMatch(/sec|ret/);
  });
});

describe('429', () => {
  it('waits Retry-After in whole seconds, else 5 minutes, doubling, and then retries', async () => {
    replies = [
      [429, {}, { 'retry-after': '7' }],
      [429, {}, { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }],
      [429, {}],
      [200, { totalResults: 0, Resources: [] }],
    ];
    expect(await client.testConnector(connection)).toMatchObject({ ok: true });
    expect(waits).toEqual([7000, 600_000, 1_200_000]);
  });

  it('gives up after 10 tries', async () => {
    replies = Array.from({ length: 12 }, (): Reply => [429, { detail: 'slow down' }]);
    expect(await client.testConnector(connection)).toMatchObject({
      ok: false,
      status: 429,
      kind: 'refused',
      detail: 'slow down',
    });
    expect(seen).toHaveLength(10);
    expect(waits).toHaveLength(9);
  });
});
