import { describe, expect, it } from 'vitest';
import { servedToTests } from './testing';

const { access, begin, call, calls, connect, origin, pageOf, post, send, signIn } = servedToTests();

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
    const named = host.replace('PORT', new URL(origin()).port);
    for (const path of ['/', page.events(), '/open'])
      expect((await send('GET', path, { host: named })).status).toBe(421);
    expect((await call(page, 'session.snapshot', '{}', { host: named })).status).toBe(421);
    const { answer } = await connect(access().newLink(), { host: named });
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
    const stream = await begin('GET', path, { origin: origin() });
    expect((await send('GET', path, { origin: origin() })).status).toBe(401);
    stream.destroy();
  });

  it.each([
    undefined,
    'null',
    'http://evil.example',
    'https://127.0.0.1',
    'http://127.0.0.1:1',
    'http://localhost',
  ])('a call whose origin is %s', async (sentFrom) => {
    const { headers, body } = (await signIn()).sealed('session.startOver', '{}');
    const { origin: _, ...without } = headers;
    const sent = { ...without, ...(sentFrom === undefined ? {} : { origin: sentFrom }) };
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
