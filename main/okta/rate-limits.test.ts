import { describe, expect, it } from 'vitest';
import { testClock, until, type Scripted } from '../net/testing';
import { appUser, errorOf, heldTimeLimit, inOrder, oktaError, org, scriptedOrg, user } from './testing';
import type { Wait } from '../../shared/plan';

const good: Scripted = { body: org };

/** 429 that resets `seconds` after the server's time, which is far from the local one. */
const limited = (seconds: number): Scripted => ({
  status: 429,
  headers: {
    Date: 'Tue, 01 Jan 2030 00:00:00 GMT',
    'X-Rate-Limit-Limit': '50',
    'X-Rate-Limit-Remaining': '0',
    'X-Rate-Limit-Reset': String(Date.parse('2030-01-01T00:00:00Z') / 1000 + seconds),
  },
  body: oktaError('E0000047', 'API call exceeded rate limit due to too many requests.'),
});
const concurrency: Scripted = {
  status: 429,
  headers: { 'X-Rate-Limit-Limit': '0', 'X-Rate-Limit-Remaining': '0', 'X-Rate-Limit-Reset': '1893456000' },
  body: oktaError('E0000047', 'API call exceeded rate limit due to too many requests.'),
};

describe('rate limits', () => {
  it("waits until a second after the reset by the server's clock, and reports the wait", async () => {
    const { okta, server, clock } = await scriptedOrg(inOrder(limited(20), good));
    const waits: (Wait | null)[] = [];
    const read = await okta.withContext({ onWait: (wait) => waits.push(wait) }, () => okta.org());
    expect(read.name).toBe('Acme');
    expect(clock.slept).toEqual([21_000]);
    expect(waits).toEqual([
      {
        reason: expect.stringContaining('limits'),
        since: '2026-11-23T12:00:00.000Z',
        until: '2026-11-23T12:00:21.000Z',
      },
      null,
    ]);
    expect(server.requests).toHaveLength(2);
  });

  it('retries writes too, since a 429 was not applied', async () => {
    const { okta, server, clock } = await scriptedOrg(inOrder(limited(3), { body: appUser }));
    expect(await okta.assign('0oa1', '00u1')).toMatchObject({ id: '00u1' });
    expect(clock.slept).toEqual([4000]);
    expect(server.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  it('asks for the same address again, its query included', async () => {
    const { okta, server } = await scriptedOrg(inOrder(limited(3), { body: [user] }));
    await okta.searchUsers('ada', 10);
    const [first, again] = server.requests.map(({ target }) => target);
    expect(first).toContain('limit=10');
    expect(again).toBe(first);
  });

  it('backs off exponentially from a concurrency limit and from a 429 without headers', async () => {
    const bare: Scripted = { status: 429, body: {} };
    const { okta, clock } = await scriptedOrg(inOrder(concurrency, bare, concurrency, good));
    await okta.org();
    const [first = 0, second = 0, third = 0] = clock.slept;
    expect(first).toBeGreaterThanOrEqual(500);
    expect(first).toBeLessThanOrEqual(1000);
    expect(second).toBeGreaterThanOrEqual(1000);
    expect(second).toBeLessThanOrEqual(2000);
    expect(third).toBeGreaterThanOrEqual(2000);
    expect(third).toBeLessThanOrEqual(4000);
  });

  it('gives up after a bounded number of waits', async () => {
    const { okta, server } = await scriptedOrg(inOrder(concurrency));
    expect(await errorOf(okta.org())).toMatchObject({
      code: 'rate-limited',
      retry: true,
      okta: { status: 429, errorCode: 'E0000047' },
    });
    expect(server.requests).toHaveLength(11);
  });

  it('can be cancelled while it waits', async () => {
    const { okta, server } = await scriptedOrg(inOrder(limited(60)), { clock: testClock(true) });
    const stop = new AbortController();
    const waits: (Wait | null)[] = [];
    const work = okta.withContext({ signal: stop.signal, onWait: (wait) => waits.push(wait) }, () =>
      okta.assign('0oa1', '00u1'),
    );
    const failed = errorOf(work);
    await until(() => waits.length === 1);
    stop.abort();
    expect(await failed).toMatchObject({ code: 'cancelled' });
    expect(waits.at(-1)).toBeNull();
    expect(server.requests).toHaveLength(1);
  });

  it('reports a wait as long as any of several requests waits', async () => {
    let asked = 0;
    let time = Date.parse('2026-11-23T12:00:00Z');
    const wake: (() => void)[] = [];
    const sleep = (ms: number): Promise<void> => {
      const end = time + ms;
      return new Promise((resolve) => {
        wake.push(() => {
          time = end;
          resolve();
        });
      });
    };
    const { okta } = await scriptedOrg(
      ({ path }) => (asked++ < 2 ? limited(asked * 10) : { body: path.endsWith('/org') ? org : user }),
      { clock: { now: () => new Date(time), sleep } },
    );
    const shown: (Wait | null)[] = [];
    const both = okta.withContext({ onWait: (wait) => shown.push(wait) }, () =>
      Promise.all([okta.org(), okta.user('00u1')]),
    );
    await until(() => wake.length === 2);
    wake[0]?.();
    await until(() => shown.length === 3);
    expect(shown.at(-1)).not.toBeNull();
    wake[1]?.();
    await both;
    expect(shown.at(-1)).toBeNull();
    expect(shown).toHaveLength(4);
  });

  it('is hit by only one of many parallel requests; the others wait with it', async () => {
    let asked = 0;
    const { okta, server } = await scriptedOrg(() => (asked++ === 0 ? limited(20) : good));
    await Promise.all(Array.from({ length: 8 }, () => okta.org()));
    expect(server.requests).toHaveLength(9);
  });
});

describe('the reserve for the other clients of the org', () => {
  /** A 200 response after which `remaining` of `limit` requests are left for 30 seconds. */
  const leaves = (remaining: number, limit = 20): Scripted => ({
    ...good,
    headers: {
      Date: 'Tue, 01 Jan 2030 00:00:00 GMT',
      'X-Rate-Limit-Limit': String(limit),
      'X-Rate-Limit-Remaining': String(remaining),
      'X-Rate-Limit-Reset': String(Date.parse('2030-01-01T00:00:30Z') / 1000),
    },
  });

  it('is not used: the request waits for the reset instead, and the wait is reported', async () => {
    const { okta, server, clock } = await scriptedOrg(inOrder(leaves(3), leaves(2), good));
    const waits: (Wait | null)[] = [];
    await okta.withContext({ onWait: (wait) => waits.push(wait) }, async () => {
      await okta.org();
      await okta.org();
      expect(clock.slept).toEqual([]);
      await okta.org();
    });
    expect(clock.slept).toEqual([31_000]);
    expect(waits).toEqual([
      {
        reason: expect.stringContaining('other integrations'),
        since: '2026-11-23T12:00:00.000Z',
        until: '2026-11-23T12:00:31.000Z',
      },
      null,
    ]);
    expect(server.requests).toHaveLength(3);
  });

  it('holds writes back before they are sent, and drops them when cancelled', async () => {
    const { okta, server } = await scriptedOrg(inOrder({ ...leaves(2), body: appUser }), {
      clock: testClock(true),
    });
    await okta.assign('0oa1', '00u1');
    const stop = new AbortController();
    const waits: (Wait | null)[] = [];
    const failed = errorOf(
      okta.withContext({ signal: stop.signal, onWait: (wait) => waits.push(wait) }, () =>
        okta.assign('0oa2', '00u2'),
      ),
    );
    await until(() => waits.length === 1);
    stop.abort();
    expect(await failed).toMatchObject({ code: 'cancelled' });
    expect(waits.at(-1)).toBeNull();
    expect(server.requests).toHaveLength(1);
  });

  it('holds back only requests of the same bucket', async () => {
    const { okta, clock } = await scriptedOrg(({ path }) =>
      path.endsWith('/org') ? leaves(0) : { ...leaves(10), body: user },
    );
    await okta.org();
    await okta.user('00u1');
    await okta.user('00u2');
    expect(clock.slept).toEqual([]);
  });

  it('drops a request that is cancelled while it awaits the first response', async () => {
    const limit = heldTimeLimit();
    const { okta, server } = await scriptedOrg(inOrder('silence'));
    const first = errorOf(okta.org());
    await until(() => server.requests.length === 1);
    const stop = new AbortController();
    const second = errorOf(okta.withContext({ signal: stop.signal }, () => okta.org()));
    stop.abort();
    expect(await second).toMatchObject({ code: 'cancelled' });
    expect(server.requests).toHaveLength(1);
    limit.pass();
    expect(await first).toMatchObject({ code: 'timed-out' });
  });
});
