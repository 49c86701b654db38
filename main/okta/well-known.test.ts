import { afterEach, describe, expect, it, vi } from 'vitest';
import { serve, until, type Script, type TestServer } from '../net/testing';
import { errorOf } from './testing';
import { resolveCustomDomain } from './well-known';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** The domain's server, with a fetch that routes `https://login.acme.com` to it. */
async function domain(script: Script) {
  const server = await serve(script);
  servers.push(server);
  const spy = vi.fn<typeof fetch>((input, init) => {
    if (typeof input !== 'string') throw new Error('a URL is text here');
    return fetch(input.replace('https://login.acme.com', server.url), init);
  });
  return { server, spy };
}

const naming =
  (href: unknown): Script =>
  () => ({
    body: {
      id: '00o1',
      pipeline: 'idx',
      _links: { organization: { href }, alternate: { href: 'https://login.acme.com' } },
    },
  });

describe('a custom domain is resolved', () => {
  it('to its Okta host', async () => {
    const { server, spy } = await domain(naming('https://acme.okta.com'));
    expect(await resolveCustomDomain(spy, 'login.acme.com')).toEqual({
      orgUrl: 'https://acme.okta.com',
      adminUrl: 'https://acme-admin.okta.com',
    });
    const [request] = server.requests;
    expect(request?.target).toBe('/.well-known/okta-organization');
    expect(request?.headers.authorization).toBeUndefined();
    expect(request?.headers.cookie).toBeUndefined();
    expect(spy.mock.calls[0]?.[0]).toBe('https://login.acme.com/.well-known/okta-organization');
  });

  // Another company's org is an unverified claim like any other: the admin has to confirm it.
  it('even to another tenant, to which no request is sent', async () => {
    const { spy } = await domain(naming('https://victim.okta.com/'));
    expect((await resolveCustomDomain(spy, 'login.acme.com')).orgUrl).toBe('https://victim.okta.com');
    expect(spy).toHaveBeenCalledTimes(1);
  });

  it.each([
    'https://evil.com',
    'https://acme.okta.com.evil.com',
    'https://acme.okta.com@evil.com',
    'http://acme.okta.com',
    'https://acme.okta.com:8443',
    'https://login.acme.com',
    'https://www.okta.com',
    'https://127.0.0.1',
    'javascript:alert(1)',
    '',
  ])('but not to %j', async (href) => {
    const { spy } = await domain(naming(href));
    const error = await errorOf(resolveCustomDomain(spy, 'login.acme.com'));
    expect(error).toMatchObject({ code: 'bad-address', field: 'address' });
    expect(error.message).toContain('named a host that is no Okta host');
  });

  it.each([
    ['a web page', { headers: { 'Content-Type': 'text/html' }, body: '<html>Sign in</html>' }],
    ['half of it', { body: '{"_links":' }],
    ['something else', { body: { hello: 'world' } }],
    ['a number as host', { body: { _links: { organization: { href: 7 } } } }],
    ['nothing there', { status: 404, body: {} }],
    ['an error', { status: 500, body: {} }],
  ])('but not from %s', async (_name, answer) => {
    const { spy } = await domain(() => answer);
    expect(await errorOf(resolveCustomDomain(spy, 'login.acme.com'))).toMatchObject({ code: 'bad-address' });
  });

  it('without following redirects', async () => {
    const { server, spy } = await domain(() => ({ status: 302, headers: { Location: '/other' } }));
    expect(await errorOf(resolveCustomDomain(spy, 'login.acme.com'))).toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('redirect'),
    });
    expect(server.requests).toHaveLength(1);
  });

  it('with a limit on the size of the response', async () => {
    const { spy } = await domain(() => ({ body: { _links: {}, more: 'x'.repeat(100_000) } }));
    expect(await errorOf(resolveCustomDomain(spy, 'login.acme.com'))).toMatchObject({
      code: 'unreadable-answer',
    });
  });

  it('and can be cancelled', async () => {
    const { server, spy } = await domain(() => null);
    const stop = new AbortController();
    const failed = errorOf(resolveCustomDomain(spy, 'login.acme.com', stop.signal));
    await until(() => server.requests.length === 1);
    stop.abort();
    expect(await failed).toMatchObject({ code: 'cancelled' });
  });

  it.each([
    'acme.okta.com',
    'localhost',
    '127.0.0.1',
    'login.acme.com/path',
    'login.acme.com:8443',
    'u@login.acme.com',
    'LOGIN.acme.com',
  ])('but %j is no custom domain, and gets no request', async (host) => {
    const spy = vi.fn<typeof fetch>();
    expect(await errorOf(resolveCustomDomain(spy, host))).toMatchObject({ code: 'bad-address' });
    expect(spy).not.toHaveBeenCalled();
  });
});
