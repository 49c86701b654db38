import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fetchByEnvironment } from './environment-proxy';
import { NetworkFault, networkFailure } from './fault';
import { fetchText } from './fetch-text';
import { serve } from './testing';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A proxy that leads every name to one server of this computer, for those who sign in as `user`. */
async function start(user: string | null = null) {
  const target = await serve(({ headers }) => ({ body: { host: headers.host } }));
  const asked: string[] = [];
  const proxy = createServer((_request, response) => response.writeHead(405).end());
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.on('error', () => undefined);
    const given = request.headers['proxy-authorization'];
    if (user !== null && given !== `Basic ${Buffer.from(user).toString('base64')}`) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n');
      return;
    }
    const onward = connect(Number(new URL(target.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  const address = proxy.address();
  const host = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  closing.push(target.close, async () => {
    await new Promise((done) => {
      proxy.close(done);
      proxy.closeAllConnections();
    });
  });
  return { target, asked, host };
}

const none = (): void => undefined;
const request = { timeoutMs: 10_000, maxBytes: 1_000 };

// Shows: a proxy of the environment learns or tells more than it should
describe('the proxy of the environment', () => {
  it.each(['HTTP_PROXY', 'http_proxy'])('is used where %s names one', async (name) => {
    const { asked, host } = await start();
    const fetching = await fetchByEnvironment(fetch, { [name]: `http://${host}` }, none);
    const { text } = await fetchText(fetching, { ...request, url: 'http://acme.example/x' });
    expect([text, asked]).toEqual(['{"host":"acme.example"}', ['acme.example:80']]);
  });

  it('of https is asked for https', async () => {
    const { asked, host } = await start();
    const fetching = await fetchByEnvironment(fetch, { HTTPS_PROXY: `http://${host}` }, none);
    // No server here speaks TLS.
    await expect(fetchText(fetching, { ...request, url: 'https://acme.example/x' })).rejects.toThrow(
      NetworkFault,
    );
    expect(asked).toEqual(['acme.example:443']);
  });

  it.each([{}, { HTTPS_PROXY: '' }])('changes nothing where there is none: %j', async (env) => {
    expect(await fetchByEnvironment(fetch, env, none)).toBe(fetch);
  });

  it('is not used for this computer, nor for what NO_PROXY names', async () => {
    const { target, asked, host } = await start();
    const env = { HTTP_PROXY: `http://${host}`, NO_PROXY: 'direct.invalid' };
    const fetching = await fetchByEnvironment(fetch, env, none);
    expect((await fetchText(fetching, { ...request, url: target.url })).status).toBe(200);
    await expect(fetchText(fetching, { ...request, url: 'http://direct.invalid/' })).rejects.toThrow(
      'name-not-found',
    );
    expect(asked).toEqual([]);
  });

  it('gets its user name and password, which are learned as a secret', async () => {
    const { host } = await start('ann:p@ss');
    const learned: string[] = [];
    const env = { HTTP_PROXY: `http://ann:p%40ss@${host}` };
    const fetching = await fetchByEnvironment(fetch, env, (secret) => learned.push(secret));
    expect((await fetchText(fetching, { ...request, url: 'http://acme.example/x' })).status).toBe(200);
    expect(learned).toEqual(['p@ss']);
  });

  it('that asks who it is says so by its own error, and nothing has arrived', async () => {
    const { target, host } = await start('ann:p@ss');
    const fetching = await fetchByEnvironment(fetch, { HTTP_PROXY: `http://${host}` }, none);
    const fault = await fetchText(fetching, { ...request, url: 'http://acme.example/x' }).catch(
      (thrown: unknown) => thrown,
    );
    if (!(fault instanceof NetworkFault)) throw new Error('it went through');
    expect([fault.kind, fault.mayHaveArrived, target.requests]).toEqual(['proxy-sign-in', false, []]);
    const { error } = networkFailure(fault, 'acme.example');
    expect(error).toMatchObject({ owner: 'network' });
    expect(error.message).toContain('proxy asks for a user name and a password');
    expect(error.next).toContain('HTTPS_PROXY');
  });

  it.each(['http://ann:50%off@proxy.example:8080', 'http://100%:p@proxy.example:8080'])(
    'whose account has a %% that stands for nothing is refused with the way to write it: %s',
    async (proxy) => {
      await expect(fetchByEnvironment(fetch, { HTTPS_PROXY: proxy }, none)).rejects.toMatchObject({
        error: { code: 'bad-input', next: expect.stringContaining('%25') },
      });
    },
  );

  it.each(['proxy.example:8080', 'socks5://proxy.example', 'not an address'])(
    'has to be one of http or https: %s',
    async (proxy) => {
      await expect(fetchByEnvironment(fetch, { HTTPS_PROXY: proxy }, none)).rejects.toMatchObject({
        error: { code: 'bad-input' },
      });
    },
  );
});
