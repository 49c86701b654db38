import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { testClock, testLog, until, type Scripted } from '../net/testing';
import { withRequestIds } from '../net/request-ids';
import { apiTokenAuthorization } from './authorization';
import { createCallScope } from './context';
import { createFreshApps } from './fresh-apps';
import { createRateGate } from './rate-gate';
import { createSender } from './sender';
import { appUser, errorOf, heldTimeLimit, inOrder, oktaError, org, scriptedOrg, user } from './testing';

const good: Scripted = { body: org };

/** A sender alone, beside an Okta that answers each request so. `asked`: the addresses that were. */
function senderWith({ mayWrite = true, hide = (text: string) => text, headers = {} } = {}) {
  const asked: unknown[] = [];
  const clock = testClock();
  const send = createSender({
    orgUrl: 'https://acme.okta.com',
    authorization: apiTokenAuthorization('00-token'),
    holder: 'The token’s owner',
    hide,
    fetch: (url) => {
      asked.push(url);
      return Promise.resolve(new Response('{}', { headers }));
    },
    clock,
    log: testLog(),
    scope: createCallScope(() => undefined),
    mayWrite: () => mayWrite,
    freshApps: createFreshApps(() => clock.now()),
    gate: createRateGate(() => clock.now()),
    maxParallel: 1,
    timeoutMs: 1000,
    onRefused: () => undefined,
  });
  return { send: (method: string, url: string) => send({ method, url, headers: {} }), asked };
}

// Shows: the token goes to the wrong host
it('sends the token to the org alone, whatever address a request has', async () => {
  const { send, asked } = senderWith();
  const stray = ['https://evil.example/x', 'http://acme.okta.com/x', 'https://a:b@acme.okta.com/x'];
  for (const url of stray) expect((await errorOf(send('GET', url))).code).toBe('host-not-confirmed');
  expect(asked).toEqual([]);
  await send('GET', 'https://acme.okta.com/api/v1/org');
  expect(asked).toHaveLength(1);
});

it('sends no write while “Plan only” is on, whoever asks for it', async () => {
  const { send, asked } = senderWith({ mayWrite: false });
  const app = 'https://acme.okta.com/api/v1/apps/0oa1';
  for (const method of ['POST', 'PUT', 'DELETE', 'put', 'PATCH'])
    expect((await errorOf(send(method, app))).code).toBe('plan-only');
  expect(asked).toEqual([]);
  await send('GET', app);
  expect(asked).toEqual([app]);
});

it('notes the id of a request that wrote, without secrets in it, and of no other', async () => {
  const hide = (text: string): string => text.replace('00-token', '***');
  const { send } = senderWith({ hide, headers: { 'x-okta-request-id': 'id of 00-token' } });
  const idsOf = async (method: string): Promise<readonly string[]> =>
    (await withRequestIds(() => send(method, 'https://acme.okta.com/api/v1/apps'))).requestIds;
  expect(await idsOf('POST')).toEqual(['id of ***']);
  expect(await idsOf('GET')).toEqual([]);
});

describe('lost responses', () => {
  it.each([
    'drop',
    { status: 503, body: '' },
    { status: 500, body: oktaError('E0000009', 'Internal Server Error') },
  ] as const)('reads once more after %j', async (bad) => {
    const { okta, server, clock } = await scriptedOrg(inOrder(bad, good));
    expect((await okta.org()).name).toBe('Acme');
    expect(server.requests).toHaveLength(2);
    expect(clock.slept).toHaveLength(1);
  });

  it('retries a read once, but not twice', async () => {
    const { okta, server } = await scriptedOrg(inOrder('drop', 'drop', good));
    expect(await errorOf(okta.org())).toMatchObject({ code: 'unreachable', owner: 'network', retry: true });
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['a broken connection', 'drop'],
    ['a 500', { status: 500, body: oktaError('E0000009', 'Internal Server Error') }],
    [
      'a 502 page',
      { status: 502, headers: { 'Content-Type': 'text/html' }, body: '<html>Bad Gateway</html>' },
    ],
    ['a page instead of an answer', { headers: { 'Content-Type': 'text/html' }, body: '<html></html>' }],
    ['half a body', { body: '{"id":"00u1"' }],
    ['a body of another shape', { body: { id: 7 } }],
    ['no answer in time', 'silence'],
  ] as const)('never repeats a write after %s, and says that its effect is not known', async (_name, bad) => {
    const limit = heldTimeLimit();
    const { okta, server } = await scriptedOrg(inOrder(bad, { body: appUser }));
    const failed = errorOf(okta.assign('0oa1', '00u1'));
    await until(() => server.requests.length === 1);
    if (bad === 'silence') limit.pass();
    expect(await failed).toMatchObject({
      code: 'answer-lost',
      owner: 'network',
      okta: { request: 'POST /api/v1/apps/0oa1/users' },
    });
    expect(server.requests).toHaveLength(1);
  });

  it('distinguishes a write that was never sent from a lost one', async () => {
    const { okta, server } = await scriptedOrg(inOrder(good));
    await server.close();
    expect(await errorOf(okta.assign('0oa1', '00u1'))).toMatchObject({
      code: 'unreachable',
      owner: 'network',
    });
  });

  it('times out a slow read', async () => {
    const { okta } = await scriptedOrg(inOrder('silence'), { timeoutMs: 50 });
    expect(await errorOf(okta.org())).toMatchObject({ code: 'timed-out', retry: true });
  });

  it.each([
    ['half a body', '{"id"', 'unreadable-answer'],
    ['text', 'hello', 'unreadable-answer'],
    ['null', 'null', 'unreadable-answer'],
    ['another shape', '{"id":7}', 'unreadable-answer'],
    ['a page', '<!DOCTYPE html><html></html>', 'unreadable-answer'],
  ])('does not accept %s as a response', async (_name, body, code) => {
    const { okta } = await scriptedOrg(inOrder({ body }));
    expect(await errorOf(okta.org())).toMatchObject({ code, okta: { request: 'GET /api/v1/org' } });
  });

  it.each(['{}', 'null', '"x"', '[7]', '[{"id":7}]'])('does not accept %s as a list', async (body) => {
    const { okta } = await scriptedOrg(inOrder({ body }));
    expect(await errorOf(okta.findAppByNote('x'))).toMatchObject({ code: 'unreadable-answer' });
    expect(await errorOf(okta.searchUsers('x', 10))).toMatchObject({ code: 'unreadable-answer' });
  });
});

describe('cancelling', () => {
  it('aborts a read in flight at once', async () => {
    const { okta, server } = await scriptedOrg(inOrder('silence'));
    const stop = new AbortController();
    const failed = errorOf(okta.withContext({ signal: stop.signal }, () => okta.org()));
    await until(() => server.requests.length === 1);
    stop.abort();
    expect(await failed).toMatchObject({ code: 'cancelled' });
  });

  it('lets a write in flight complete, so that its outcome is known', async () => {
    const open: ServerResponse[] = [];
    const { okta } = await scriptedOrg((_request, response) => {
      open.push(response);
      return null;
    });
    const stop = new AbortController();
    const assigned = okta.withContext({ signal: stop.signal }, () => okta.assign('0oa1', '00u1'));
    await until(() => open.length === 1);
    stop.abort();
    open[0]?.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(appUser));
    expect(await assigned).toMatchObject({ id: '00u1', status: 'STAGED' });
  });

  it('does not report a write as not applied when its response was lost after cancelling', async () => {
    const open: ServerResponse[] = [];
    const { okta } = await scriptedOrg((_request, response) => {
      open.push(response);
      return null;
    });
    const stop = new AbortController();
    const failed = errorOf(okta.withContext({ signal: stop.signal }, () => okta.assign('0oa1', '00u1')));
    await until(() => open.length === 1);
    stop.abort();
    open[0]?.destroy();
    expect(await failed).toMatchObject({ code: 'answer-lost' });
  });

  it('sends nothing for a call that was cancelled before or while queued', async () => {
    const { okta, server } = await scriptedOrg(inOrder('silence'), { maxParallel: 1 });
    const stop = new AbortController();
    const first = errorOf(okta.withContext({ signal: stop.signal }, () => okta.org()));
    await until(() => server.requests.length === 1);
    const queued = errorOf(okta.withContext({ signal: stop.signal }, () => okta.assign('0oa1', '00u1')));
    stop.abort();
    expect(await queued).toMatchObject({ code: 'cancelled' });
    expect(await first).toMatchObject({ code: 'cancelled' });
    const late = okta.withContext({ signal: stop.signal }, () => okta.assign('0oa1', '00u1'));
    expect(await errorOf(late)).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
  });

  it('does not affect calls outside its context', async () => {
    const { okta } = await scriptedOrg(inOrder({ body: user }));
    const gone = AbortSignal.abort();
    expect(await errorOf(okta.withContext({ signal: gone }, () => okta.user('00u1')))).toMatchObject({
      code: 'cancelled',
    });
    expect(await okta.user('00u1')).toMatchObject({ login: 'a@b.c' });
  });
});

it('limits the number of parallel requests', async () => {
  const open: ServerResponse[] = [];
  let most = 0;
  const { okta } = await scriptedOrg(
    (_request, response) => {
      open.push(response);
      most = Math.max(most, open.length);
      return null;
    },
    { maxParallel: 3 },
  );
  const answer = (): unknown =>
    open.shift()?.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(org));
  // The first is sent alone, to read the rate limit headers.
  const first = okta.org();
  await until(() => open.length === 1);
  answer();
  await first;
  const asked = Array.from({ length: 9 }, () => okta.org());
  for (let answered = 0; answered < 9; answered += 1) {
    await until(() => open.length >= Math.min(3, 9 - answered));
    answer();
  }
  await Promise.all(asked);
  expect(most).toBe(3);
});
