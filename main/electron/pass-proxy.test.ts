import { EventEmitter } from 'node:events';
import { session } from 'electron';
import { beforeEach, expect, it, vi } from 'vitest';
import { createProxySignIn } from '../net/proxy-sign-in';
import { testLog } from '../net/testing';
import { passProxy } from './pass-proxy';

/** Stands in for Electron's request: the test says what the network does. */
class Request extends EventEmitter {
  end = (): void => undefined;
  abort = vi.fn<() => void>();
}

const made = vi.hoisted((): { requests: { options: unknown; request: EventEmitter }[] } => ({
  requests: [],
}));
vi.mock('electron', () => ({
  session: { defaultSession: {} },
  net: {
    request: (options: unknown) => {
      const request = new Request();
      made.requests.push({ options, request });
      return request;
    },
  },
}));
beforeEach(() => {
  made.requests.length = 0;
});

const host = 'proxy.example:8080';
const proxyAsks = { isProxy: true, host: 'proxy.example', port: 8080 };

function start() {
  const accounts = createProxySignIn({ learn: () => undefined }, testLog());
  const outcome = passProxy(session.defaultSession, 'https://acme.example/api/v1/apps?x=1', accounts);
  const [{ request, options } = { request: new Request(), options: null }] = made.requests;
  /** The question of a proxy or a server; resolves with what it got. */
  const ask = (info: object): Promise<unknown[]> =>
    new Promise((resolve) => {
      request.emit('login', info, (...answer: unknown[]) => {
        resolve(answer);
      });
    });
  return { accounts, outcome, request, options, ask };
}

it('asks the session’s proxy by a request that holds nothing, and answers it', async () => {
  const { accounts, outcome, request, options, ask } = start();
  expect(options).toMatchObject({ method: 'HEAD', url: 'https://acme.example/', credentials: 'omit' });
  const answer = ask(proxyAsks);
  expect(accounts.shown()).toEqual({ host, state: 'asks' });
  accounts.answer({ user: 'ann', password: 'a-password' });
  expect(await answer).toEqual(['ann', 'a-password']);
  request.emit('response', { statusCode: 404 });
  expect(await outcome).toBe('signed-in');
});

// Shows: a proxy that asks who it serves gets more than it should (Electron)
it('a server that asks gets nothing', async () => {
  const { accounts, outcome, request, ask } = start();
  expect(await ask({ ...proxyAsks, isProxy: false })).toEqual([]);
  expect(accounts.shown()).toBeNull();
  request.emit('response', { statusCode: 401 });
  expect(await outcome).toBe('signed-in');
});

// Shows: a proxy that asks who it serves gets more than it should (Electron)
it('a proxy that takes neither of two accounts gets no third', async () => {
  const { accounts, outcome, request, ask } = start();
  for (const password of ['one', 'two']) {
    const answer = ask(proxyAsks);
    await Promise.resolve();
    accounts.answer({ user: 'ann', password });
    expect(await answer).toEqual(['ann', password]);
  }
  expect(await ask(proxyAsks)).toEqual([]);
  request.emit('response', { statusCode: 407 });
  expect(await outcome).toBe('refused');
});

it('says that it was declined', async () => {
  const { accounts, outcome, request, ask } = start();
  const answer = ask(proxyAsks);
  accounts.decline();
  expect(await answer).toEqual([]);
  request.emit('response', { statusCode: 407 });
  expect(await outcome).toBe('declined');
});

it.each([
  ['an answer, of a session that was signed in meanwhile', 'response', { statusCode: 200 }, 'signed-in'],
  ['a redirect', 'redirect', 302, 'signed-in'],
  ['what fails behind the proxy', 'error', new Error('net::ERR_CERT_AUTHORITY_INVALID'), 'signed-in'],
  ['a question in a way that nobody knows here', 'response', { statusCode: 407 }, 'not-asked'],
  ['the same as an error', 'error', new Error('net::ERR_PROXY_AUTH_UNSUPPORTED'), 'not-asked'],
])('where nobody is asked: %s', async (_what, event, value, expected) => {
  const { outcome, request } = start();
  request.emit(event, value);
  expect(await outcome).toBe(expected);
});
