import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
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

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function begin(method: string, path: string, headers: Record<string, string>, body?: string) {
  return new Promise<IncomingMessage>((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const sent = request({ hostname, port, method, path, headers, agent: false }, resolve);
    sent.on('error', reject);
    sent.end(body);
  });
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> {
  const response = await begin(method, path, headers, body);
  let text = '';
  for await (const part of response) text += String(part);
  return { status: response.statusCode ?? 0, headers: response.headers, body: text };
}

async function signIn(): Promise<string> {
  const answer = await send('GET', `/open/${access.newLink()}`);
  return (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
}

const json = { 'content-type': 'application/json' };

describe('the one-time link', () => {
  it('gives a session cookie that scripts and other sites cannot use, and continues to the app', async () => {
    const answer = await send('GET', `/open/${access.newLink()}`);
    expect(answer.status).toBe(200);
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^assistant-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(answer.body).toContain('content="0;url=/"');
    const cookie = await signIn();
    const page = await send('GET', '/', { cookie });
    expect(page).toMatchObject({ status: 200, body: '<title>the app</title>' });
    expect(page.headers['content-security-policy']).toContain("connect-src 'self'");
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
    expect((await send('GET', '/', { cookie })).status).toBe(200);
  });

  it('works once; a second use says so and how to get a new one', async () => {
    const link = `/open/${access.newLink()}`;
    await send('GET', link);
    const again = await send('GET', link);
    expect(again).toMatchObject({
      status: 410,
      body: expect.stringContaining('press Enter in the terminal'),
    });
    expect(again.headers['set-cookie']).toBeUndefined();
  });

  it('reused by the browser that has the session opens the app again', async () => {
    const token = access.newLink();
    const first = await send('GET', `/open/${token}`);
    const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect(await send('GET', `/open/${token}`, { cookie })).toMatchObject({ status: 200 });
  });

  it('a newer link makes the older one useless', async () => {
    const older = access.newLink();
    access.newLink();
    expect((await send('GET', `/open/${older}`)).status).toBe(410);
  });

  it.each(['/open/', '/open/guess', '/open/../', '/open/__proto__'])('%s gives nothing', async (path) => {
    const answer = await send('GET', path);
    expect(answer.status).toBe(404);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is not used up by another method', async () => {
    const link = `/open/${access.newLink()}`;
    expect((await send('POST', link)).status).toBe(405);
    expect((await send('GET', link)).status).toBe(200);
  });
});

describe('what is refused', () => {
  it.each([
    'localhost:PORT',
    '127.0.0.1',
    'evil.example:PORT',
    '127.0.0.1:1',
    '[::1]:PORT',
    '127.0.0.1.:PORT',
  ])('a request for host %s (DNS rebinding), even with the session', async (host) => {
    const cookie = await signIn();
    const named = host.replace('PORT', new URL(server.origin).port);
    for (const path of ['/', '/api/events', `/open/${access.newLink()}`]) {
      expect((await send('GET', path, { cookie, host: named })).status).toBe(421);
    }
    const post = { cookie, host: named, origin: server.origin, ...json };
    expect((await send('POST', '/api/session.snapshot', post, '{}')).status).toBe(421);
    expect(calls).toEqual([]);
  });

  it('every page, call and stream without the session', async () => {
    expect((await send('GET', '/')).status).toBe(401);
    expect((await send('GET', '/index.html', { cookie: 'assistant-1=x' })).status).toBe(401);
    const cookie = `assistant-${new URL(server.origin).port}=guess`;
    const call = await send(
      'POST',
      '/api/session.snapshot',
      { cookie, origin: server.origin, ...json },
      '{}',
    );
    expect(call.status).toBe(401);
    expect(JSON.parse(call.body)).toMatchObject({ ok: false, error: { owner: 'assistant' } });
    expect((await send('GET', '/api/events', { 'sec-fetch-site': 'same-origin' })).status).toBe(401);
    expect(calls).toEqual([]);
  });

  it.each([
    undefined,
    'null',
    'http://evil.example',
    'https://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost',
  ])('a call whose origin is %s', async (origin) => {
    const cookie = await signIn();
    const headers = { cookie, ...json, ...(origin === undefined ? {} : { origin }) };
    expect((await send('POST', '/api/session.startOver', headers, '{}')).status).toBe(403);
    expect(calls).toEqual([]);
  });

  it.each([
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://evil.example' },
  ])('an event stream with %j', async (headers) => {
    const cookie = await signIn();
    expect((await send('GET', '/api/events', { cookie, ...headers })).status).toBe(403);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    '',
  ])('a call of content type "%s"', async (type) => {
    const headers = { cookie: await signIn(), origin: server.origin, 'content-type': type };
    expect((await send('POST', '/api/session.startOver', headers, '{}')).status).toBe(415);
    expect(calls).toEqual([]);
  });

  it('a body that is too large, announced or not, and one that is no JSON', async () => {
    const headers = { cookie: await signIn(), origin: server.origin, ...json };
    const large = JSON.stringify({ text: 'x'.repeat(70_000) });
    expect((await send('POST', '/api/users.search', headers, large)).status).toBe(413);
    const chunked = { ...headers, 'transfer-encoding': 'chunked' };
    expect((await send('POST', '/api/users.search', chunked, large)).status).toBe(413);
    expect((await send('POST', '/api/users.search', headers, '{"query":')).status).toBe(415);
    expect(calls).toEqual([]);
  });

  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])(
    'a call by %s, and a page by anything but GET',
    async (method) => {
      const headers = { cookie: await signIn(), origin: server.origin, ...json };
      const answer = await send(method, '/api/session.startOver', headers);
      expect(answer.status).toBe(405);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect((await send('POST', '/', headers, '{}')).status).toBe(405);
      expect(calls).toEqual([]);
    },
  );

  it.each(['/../secret.html', '/%2e%2e/secret.html', '//secret.html', '/..%2fsecret.html', '/renderer'])(
    'the path %s',
    async (path) => {
      const answer = await send('GET', path, { cookie: await signIn() });
      expect(answer).toMatchObject({ status: 404 });
      expect(answer.body).not.toContain('outside');
    },
  );
});

describe('calls and snapshots', () => {
  it('passes a call to the core and its result back', async () => {
    const headers = { cookie: await signIn(), origin: server.origin, ...json };
    const answer = await send('POST', '/api/users.search?x=1', headers, '{"query":"ann"}');
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: 'done' });
    expect(calls).toEqual([{ name: 'users.search', payload: { query: 'ann' } }]);
  });

  it('streams the present snapshot first and each later one, to every page', async () => {
    const headers = { cookie: await signIn(), 'sec-fetch-site': 'same-origin' };
    const streams = await Promise.all([
      begin('GET', '/api/events', headers),
      begin('GET', '/api/events', headers),
    ]);
    const seen = streams.map((stream) => {
      expect(stream.headers['content-type']).toBe('text/event-stream');
      return numbersOf(stream);
    });
    expect(await Promise.all(seen.map(next))).toEqual([1, 1]);
    for (const listener of listeners) listener(newSnapshot(2));
    expect(await Promise.all(seen.map(next))).toEqual([2, 2]);
  });

  it('ends the streams and lets go of the core when it closes', async () => {
    const headers = { cookie: await signIn(), origin: server.origin };
    const stream = await begin('GET', '/api/events', headers);
    const numbers = numbersOf(stream);
    expect(await next(numbers)).toBe(1);
    const ended = numbers.next();
    await server.close();
    expect(await ended).toMatchObject({ done: true });
    expect(listeners.size).toBe(0);
  });
});

async function* numbersOf(stream: IncomingMessage): AsyncGenerator<number> {
  let text = '';
  try {
    for await (const part of stream) {
      text += String(part);
      for (let end = text.indexOf('\n\n'); end !== -1; end = text.indexOf('\n\n')) {
        const seq = /^event: snapshot\ndata: .*"seq":(\d+)/.exec(text.slice(0, end))?.[1];
        text = text.slice(end + 2);
        if (seq !== undefined) yield Number(seq);
      }
    }
  } catch {
    // The server cut the connection: the stream is over.
  }
}

async function next(numbers: AsyncGenerator<number>): Promise<number | null> {
  const { value, done } = await numbers.next();
  return done === true ? null : value;
}
