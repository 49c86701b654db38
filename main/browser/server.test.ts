import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../shared/snapshot';
import type { AssistantCore } from '../api/core';
import { openPages } from '../shell/pages';
import { newSnapshot } from '../../shared/testing/snapshots';
import { createAccess } from './access';
import type { Access } from './access';
import { startBrowserServer } from './server';
import type { BrowserServer } from './server';
import { hmac, idOf, next, numbersOf, pagesOf } from './testing';
import type { TestPage } from './testing';

let folder: string;
let access: Access;
let server: BrowserServer;
let calls: { name: string; payload: unknown }[];
let listeners: Set<(snapshot: Snapshot) => void>;

const core: AssistantCore = {
  call: (name, payload) => {
    calls.push({ name, payload });
    return Promise.resolve({ ok: true, value: name === 'session.snapshot' ? newSnapshot(1) : 'done' });
  },
  onSnapshot: (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  close: () => Promise.resolve(),
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'server-'));
  mkdirSync(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'index.html'), '<title>the app</title>');
  writeFileSync(join(folder, 'secret.html'), 'outside');
  calls = [];
  listeners = new Set();
  access = createAccess();
  server = await startBrowserServer({
    core,
    pages: openPages(join(folder, 'renderer'), 'self'),
    access,
    port: 0,
  });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const { begin, send, connect, pageOf, post, call } = pagesOf(() => server.origin);
const signIn = async (): Promise<TestPage> => (await connect(access.newLink())).page;

// Shows: another user of the computer talks to browser mode, or takes its port
describe('the one-time link', () => {
  it('makes a session whose key is never sent, and sets no cookie', async () => {
    const link = access.newLink();
    const { answer, nonce, page } = await connect(link);
    expect(answer).toMatchObject({ status: 200, body: '{"ok":true,"value":null}' });
    expect(answer.headers['x-assistant-server']).toBe(hmac(link, `server:${nonce}`));
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${link}|${hmac(link, `session:${nonce}`)}`));
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await call(page, 'session.snapshot', '{}')).status).toBe(200);
  });

  it('works once; a second use says so and how to get a new one', async () => {
    const link = access.newLink();
    const { page } = await connect(link);
    const { answer } = await connect(link);
    expect(answer).toMatchObject({
      status: 410,
      body: expect.stringContaining('press Enter in the terminal'),
    });
    expect(answer.headers['x-assistant-server']).toBeUndefined();
    expect((await call(page, 'session.snapshot', '{}')).status).toBe(200);
  });

  it('a newer link makes the older one useless', async () => {
    const older = access.newLink();
    access.newLink();
    expect((await connect(older)).answer.status).toBe(410);
  });

  it('a newer link ends the session of the older one, and its streams', async () => {
    const page = await signIn();
    const stream = await begin('GET', page.events(), { origin: server.origin });
    const numbers = numbersOf(stream);
    expect(await next(numbers)).toBe(1);
    const ended = numbers.next();
    access.newLink();
    expect(await ended).toMatchObject({ done: true });
    calls = [];
    expect((await call(page, 'session.startOver', '{}')).status).toBe(401);
    expect((await send('GET', page.events(), { origin: server.origin })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it.each([
    '',
    'guess',
    '__proto__.__proto__.__proto__',
    `${'x'.repeat(16)}.${'y'.repeat(43)}.${'z'.repeat(43)}`,
  ])('is not guessed by "%s"', async (claim) => {
    access.newLink();
    const answer = await send('POST', '/api/connect', { origin: server.origin, 'x-assistant-page': claim });
    expect(answer.status).toBe(404);
    expect(answer.headers['x-assistant-server']).toBeUndefined();
  });

  it('is not used up by a wrong proof, another method or another origin', async () => {
    const link = access.newLink();
    const wrong = `${idOf(link)}.${'y'.repeat(43)}.${hmac('guess', 'x')}`;
    expect((await connect(link, { 'x-assistant-page': wrong })).answer.status).toBe(404);
    expect((await send('GET', '/api/connect')).status).toBe(405);
    expect((await connect(link, { origin: 'http://evil.example' })).answer.status).toBe(403);
    expect((await connect(link)).answer.status).toBe(200);
  });

  it('tells when a page has used it', async () => {
    let used = 0;
    access.onConnect(() => {
      used += 1;
    });
    await connect('guess');
    expect(used).toBe(0);
    await signIn();
    expect(used).toBe(1);
  });
});

// Shows: the browser keeps a token
describe('the pages', () => {
  it.each(['/', '/open', '/index.html'])('%s is the same for everybody, and never kept', async (path) => {
    const page = await send('GET', path);
    expect(page).toMatchObject({ status: 200, body: '<title>the app</title>' });
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '//secret.html',
    '/..%2fsecret.html',
    '/renderer',
    '/open/',
  ])('the path %s is refused', async (path) => {
    const answer = await send('GET', path);
    expect(answer).toMatchObject({ status: 404 });
    expect(answer.body).not.toContain('outside');
  });
});

// Shows: a page on the web talks to browser mode
describe('what is refused', () => {
  it.each([
    'localhost:PORT',
    '127.0.0.1',
    'evil.example:PORT',
    '127.0.0.1:1',
    '[::1]:PORT',
    '127.0.0.1.:PORT',
  ])('a request for host %s (DNS rebinding), even with the session', async (host) => {
    const page = await signIn();
    const named = host.replace('PORT', new URL(server.origin).port);
    for (const path of ['/', page.events(), '/open'])
      expect((await send('GET', path, { host: named })).status).toBe(421);
    expect((await call(page, 'session.snapshot', '{}', { host: named })).status).toBe(421);
    const { answer } = await connect(access.newLink(), { host: named });
    expect(answer.status).toBe(421);
    expect(calls).toEqual([]);
  });

  it('every call and stream without the session', async () => {
    await signIn();
    const stranger = pageOf('another key');
    const refused = await call(stranger, 'session.snapshot', '{}');
    expect(refused.status).toBe(401);
    expect(refused.headers['x-assistant-server']).toBeUndefined();
    expect(JSON.parse(refused.body)).toMatchObject({ ok: false, error: { owner: 'okta-admin' } });
    expect((await send('POST', '/api/session.snapshot', post(), '{}')).status).toBe(401);
    for (const path of ['/api/events', stranger.events()])
      expect((await send('GET', path, { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it('a body that is not sealed for this call by this page, or was there before', async () => {
    const page = await signIn();
    const { body, headers } = page.sealed('session.snapshot', '{}');
    expect((await send('POST', '/api/session.startOver', headers, body)).status).toBe(401);
    const flipped = Buffer.from(body);
    flipped.writeUInt8(flipped.readUInt8(0) ^ 1, 0);
    for (const other of [flipped, Buffer.from('{}'), Buffer.alloc(0)])
      expect((await send('POST', '/api/session.snapshot', headers, other)).status).toBe(401);
    expect((await send('POST', '/api/session.snapshot', headers, body)).status).toBe(200);
    expect((await send('POST', '/api/session.snapshot', headers, body)).status).toBe(401);
    expect(calls).toHaveLength(1);
  });

  it('an event stream whose address was used before', async () => {
    const path = (await signIn()).events();
    const stream = await begin('GET', path, { origin: server.origin });
    expect((await send('GET', path, { origin: server.origin })).status).toBe(401);
    stream.destroy();
  });

  it.each([
    undefined,
    'null',
    'http://evil.example',
    'https://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost',
  ])('a call whose origin is %s', async (origin) => {
    const { headers, body } = (await signIn()).sealed('session.startOver', '{}');
    const { origin: _, ...without } = headers;
    const sent = { ...without, ...(origin === undefined ? {} : { origin }) };
    expect((await send('POST', '/api/session.startOver', sent, body)).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it.each([
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example' },
  ])('an event stream with %j', async (headers) => {
    const page = await signIn();
    expect((await send('GET', page.events(), { ...headers })).status).toBe(403);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/json', ''])(
    'a call of content type "%s"',
    async (type) => {
      const page = await signIn();
      const answer = await call(page, 'session.startOver', '{}', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(calls).toEqual([]);
    },
  );

  it('a body that is too large, announced or not, and one that is no JSON', async () => {
    const page = await signIn();
    const large = JSON.stringify({ text: 'x'.repeat(70_000) });
    expect((await call(page, 'users.search', large)).status).toBe(413);
    expect((await call(page, 'users.search', large, { 'transfer-encoding': 'chunked' })).status).toBe(413);
    expect((await call(page, 'users.search', '{"query":')).status).toBe(415);
    expect(calls).toEqual([]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])(
    'a call by %s, and a page by anything but GET',
    async (method) => {
      const { headers, body } = (await signIn()).sealed('session.startOver', '{}');
      const answer = await send(method, '/api/session.startOver', headers);
      expect(answer.status).toBe(405);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect((await send('POST', '/', headers, body)).status).toBe(405);
      expect(calls).toEqual([]);
    },
  );
});

describe('calls and snapshots', () => {
  it('passes a call to the core, and its result back with the proof of this server', async () => {
    const page = await signIn();
    const { nonce, body, headers } = page.sealed('users.search', '{"query":"ann"}');
    const answer = await send('POST', '/api/users.search?x=1', headers, body);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: 'done' });
    expect(page.proves(nonce, answer.headers['x-assistant-server'])).toBe(true);
    expect(calls).toEqual([{ name: 'users.search', payload: { query: 'ann' } }]);
  });

  it('streams the proof first, then the present snapshot and each later one, to every page', async () => {
    const page = await signIn();
    const headers = { 'sec-fetch-site': 'same-origin' };
    const nonce = randomBytes(32).toString('base64url');
    const streams = await Promise.all([
      begin('GET', page.events(nonce), headers),
      begin('GET', page.events(), headers),
    ]);
    const proofs: string[] = [];
    const seen = streams.map((stream) => {
      expect(stream.headers['content-type']).toBe('text/event-stream');
      return numbersOf(stream, (proof) => proofs.push(proof));
    });
    expect(await Promise.all(seen.map(next))).toEqual([1, 1]);
    expect(proofs.filter((proof) => page.proves(nonce, proof))).toHaveLength(1);
    for (const listener of listeners) listener(newSnapshot(2));
    expect(await Promise.all(seen.map(next))).toEqual([2, 2]);
  });

  it('ends the streams and lets go of the core when it closes', async () => {
    const page = await signIn();
    const stream = await begin('GET', page.events(), { origin: server.origin });
    const numbers = numbersOf(stream);
    expect(await next(numbers)).toBe(1);
    const ended = numbers.next();
    await server.close();
    expect(await ended).toMatchObject({ done: true });
    expect(listeners.size).toBe(0);
  });
});
