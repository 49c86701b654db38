import { afterEach, describe, expect, it } from 'vitest';
import { NetworkFault } from './fault';
import { fetchText } from './fetch-text';
import { serve, until, type Script, type TestServer } from './testing';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(script: Script): Promise<TestServer> {
  const server = await serve(script);
  servers.push(server);
  return server;
}
const limits = { timeoutMs: 5000, maxBytes: 1000 };
const faultOf = async (work: Promise<unknown>): Promise<string> => {
  const thrown: unknown = await work.then(
    () => 'no fault',
    (error: unknown) => error,
  );
  return thrown instanceof NetworkFault ? thrown.kind : String(thrown);
};

describe('one HTTP exchange', () => {
  it('resolves with any status, and sends method, headers and body', async () => {
    const { url, requests } = await start(() => ({ status: 418, headers: { 'X-A': 'b' }, body: 'tea ☕' }));
    const answer = await fetchText(fetch, {
      ...limits,
      url: `${url}/x?y=1`,
      method: 'PUT',
      headers: { A: 'b' },
      body: '{}',
    });
    expect([answer.status, answer.text, answer.headers.get('x-a')]).toEqual([418, 'tea ☕', 'b']);
    expect(requests).toMatchObject([{ method: 'PUT', target: '/x?y=1', body: '{}', headers: { a: 'b' } }]);
    expect(requests[0]?.headers.cookie).toBeUndefined();
  });

  it('does not follow a redirect', async () => {
    const { url, requests } = await start(() => ({ status: 302, headers: { Location: '/elsewhere' } }));
    expect(await faultOf(fetchText(fetch, { ...limits, url }))).toBe('redirected');
    expect(requests).toHaveLength(1);
  });

  it('takes a 407 for the answer of a proxy, to which the request has not got past', async () => {
    const answered = new Response('Who are you?', { status: 407 });
    const thrown: unknown = await fetchText(() => Promise.resolve(answered), {
      ...limits,
      url: 'https://acme.okta.com',
    }).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ kind: 'proxy-sign-in', mayHaveArrived: false });
  });

  it('stops reading a body that is too large', async () => {
    let closed = false;
    const { url } = await start((_request, response) => {
      response.on('close', () => (closed = true));
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(1000)));
      };
      response.on('drain', pour);
      pour();
      return null;
    });
    expect(await faultOf(fetchText(fetch, { ...limits, url }))).toBe('too-large');
    await until(() => closed);
  });

  it('times out on the headers and on the body', async () => {
    const silent = await start(() => null);
    expect(await faultOf(fetchText(fetch, { ...limits, timeoutMs: 30, url: silent.url }))).toBe('timed-out');
    const halting = await start((_request, response) => {
      response.writeHead(200);
      response.write('half');
      return null;
    });
    expect(await faultOf(fetchText(fetch, { ...limits, timeoutMs: 30, url: halting.url }))).toBe('timed-out');
  });

  it('distinguishes cancelling from a timeout', async () => {
    const { url, requests } = await start(() => null);
    const stop = new AbortController();
    const asked = fetchText(fetch, { ...limits, url, signal: stop.signal });
    await until(() => requests.length === 1);
    stop.abort();
    expect(await faultOf(asked)).toBe('cancelled');
    expect(await faultOf(fetchText(fetch, { ...limits, url, signal: stop.signal }))).toBe('cancelled');
    expect(requests).toHaveLength(1);
  });

  it('recognizes a broken connection, before and during the response', async () => {
    const before = await start((_request, response) => {
      response.destroy();
      return null;
    });
    expect(await faultOf(fetchText(fetch, { ...limits, url: before.url }))).toBe('broken');
    const within = await start((_request, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('half', () => response.destroy());
      return null;
    });
    expect(await faultOf(fetchText(fetch, { ...limits, url: within.url }))).toBe('broken');
  });

  it('recognizes what was never sent: refused, unknown host, no TLS', async () => {
    const gone = await serve(() => ({}));
    await gone.close();
    expect(await faultOf(fetchText(fetch, { ...limits, url: gone.url }))).toBe('refused');
    expect(await faultOf(fetchText(fetch, { ...limits, url: 'https://no-such-host.invalid' }))).toBe(
      'name-not-found',
    );
    const plain = await start(() => ({}));
    const url = plain.url.replace('http:', 'https:');
    expect(await faultOf(fetchText(fetch, { ...limits, url }))).toBe('tls');
  });
});
