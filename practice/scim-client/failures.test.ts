import { describe, expect, it } from 'vitest';
import { account, ada, listOf, useScriptedScim } from '../testing/scripted-scim';
import type { Reply } from '../testing/scripted-scim';

const scim = useScriptedScim();

describe('the failures', () => {
  it('have the phase, the status and the server’s text', async () => {
    const taken = { schemas: [], status: '409', detail: 'This email is taken.' };
    scim.replies = [listOf(), [409, taken]];
    expect(await scim.client.push(scim.connection, ada)).toEqual({
      ok: false,
      phase: 'create',
      status: 409,
      kind: 'refused',
      detail: 'This email is taken.',
    });
    scim.replies = [[401, 'no JSON']];
    expect(await scim.client.push(scim.connection, ada)).toMatchObject({
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
    scim.replies = [listOf(), reply];
    expect(await scim.client.push(scim.connection, ada)).toMatchObject({
      ok: false,
      phase: 'create',
      ...expected,
    });
  });

  it('have a sentence of Okta’s for an account that was deleted, and send nothing else', async () => {
    scim.replies = [[404, { detail: 'gone' }]];
    expect(await scim.client.update(scim.connection, ada, '4711')).toMatchObject({
      phase: 'update',
      kind: 'own-words',
      detail: 'No user returned for user 4711',
    });
    expect(scim.seen).toHaveLength(1);
  });

  it('have a sentence of Okta’s for a connection without Resources', async () => {
    scim.replies = [[200, { totalResults: 0 }]];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({
      kind: 'own-words',
      detail: 'No results for users returned',
    });
  });

  it('do not include text/json, which Okta’s own samples send', async () => {
    scim.replies = [[200, { totalResults: 0, Resources: [] }, { 'content-type': 'text/json' }]];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({ ok: true });
  });

  it('do not follow a redirect, which would leak the token', async () => {
    scim.replies = [[302, {}, { location: '/elsewhere' }]];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({
      ok: false,
      status: 302,
      kind: 'refused',
    });
    expect(scim.seen).toHaveLength(1);
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
    scim.replies = [reply];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({ ok: false, kind: 'unreadable' });
  });

  it.each<[string, Reply]>([
    ['200 instead of 201', [200, account]],
    ['no id', [201, { userName: 'a' }]],
  ])('include a created user with %s', async (_, reply) => {
    scim.replies = [listOf(), reply];
    expect(await scim.client.push(scim.connection, ada)).toMatchObject({
      kind: 'unreadable',
      phase: 'create',
    });
  });

  it('name the entered host when it is unreachable', async () => {
    const elsewhere = { ...scim.connection, baseUrl: 'https://board.example.com:8443/scim' };
    expect(await scim.client.testConnector(elsewhere)).toEqual({
      ok: false,
      phase: 'test',
      status: null,
      kind: 'unreachable',
      detail: 'Connect to board.example.com:8443 failed: Connect timed out',
    });
    scim.replies = ['drop'];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({
      kind: 'unreachable',
      detail: 'Connect to board.oktopost.com:443 failed: Connection reset',
    });
    scim.close();
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({
      detail: 'Connect to board.oktopost.com:443 failed: Connection refused',
    });
    expect(scim.seen).toHaveLength(1);
  });

  it('include a timeout', async () => {
    scim.replies = ['never'];
    expect(await scim.clientWithin(300).testConnector(scim.connection)).toMatchObject({
      kind: 'unreachable',
      detail: 'Read timed out',
    });
  });

  it('do not contain a token that is not a valid header value', async () => {
    const broken = await scim.client.testConnector({ ...scim.connection, token: 'sec\nret' });
    expect(broken).toMatchObject({ ok: false, kind: 'unreachable' });
    expect(JSON.stringify(broken)).not.toMatch(/sec|ret/);
  });
});

describe('429', () => {
  it('waits Retry-After in whole seconds, else 5 minutes, doubling, and then retries', async () => {
    scim.replies = [
      [429, {}, { 'retry-after': '7' }],
      [429, {}, { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }],
      [429, {}],
      [200, { totalResults: 0, Resources: [] }],
    ];
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({ ok: true });
    expect(scim.waits).toEqual([7000, 600_000, 1_200_000]);
  });

  it('gives up after 10 tries', async () => {
    scim.replies = Array.from({ length: 12 }, (): Reply => [429, { detail: 'slow down' }]);
    expect(await scim.client.testConnector(scim.connection)).toMatchObject({
      ok: false,
      status: 429,
      kind: 'refused',
      detail: 'slow down',
    });
    expect(scim.seen).toHaveLength(10);
    expect(scim.waits).toHaveLength(9);
  });
});
