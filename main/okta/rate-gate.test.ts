import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextResponse } from '../net/fetch-text';
import { createRateGate } from './rate-gate';
import { bucketOf } from './rate-limit';

const epoch = Date.parse('2026-11-23T12:00:00Z');

/** Virtual time: advances to the next event when nothing else is pending. */
function virtualTime() {
  let time = epoch;
  const events: { at: number; run: () => void }[] = [];
  return {
    now: () => new Date(time),
    pass: (ms: number): Promise<void> =>
      new Promise((resolve) => {
        events.push({ at: time + ms, run: resolve });
      }),
    runUntil: async (work: Promise<unknown>): Promise<void> => {
      const state = { ended: false };
      void work.finally(() => {
        state.ended = true;
      });
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        if (state.ended) return;
        events.sort((a, b) => b.at - a.at);
        const next = events.pop();
        if (next === undefined) throw new Error('nothing will ever happen again');
        time = next.at;
        next.run();
      }
    },
  };
}

/** One bucket of an org with clock skew: fixed windows, the usual headers, 429 when it is empty. */
function bucketOfOrg(limit: number, windowSeconds: number, now: () => Date, skewMs: number) {
  const used = new Map<number, number>();
  const refusals: number[] = [];
  return {
    used,
    refusals,
    ask: (): TextResponse => {
      const seconds = Math.floor((now().getTime() + skewMs) / 1000);
      const window = Math.floor(seconds / windowSeconds);
      const before = used.get(window) ?? 0;
      const status = before < limit ? 200 : 429;
      if (status === 200) used.set(window, before + 1);
      else refusals.push(window);
      const headers = new Headers({
        Date: new Date(seconds * 1000).toUTCString(),
        'X-Rate-Limit-Limit': String(limit),
        'X-Rate-Limit-Remaining': String(Math.max(0, limit - before - 1)),
        'X-Rate-Limit-Reset': String((window + 1) * windowSeconds),
      });
      return { status, headers, text: '' };
    },
  };
}

const scene = fc.record({
  limit: fc.integer({ min: 1, max: 40 }),
  windowSeconds: fc.integer({ min: 1, max: 60 }),
  skewMs: fc.integer({ min: -7_200_000, max: 7_200_000 }),
  requests: fc.array(
    fc.record({
      after: fc.integer({ min: 0, max: 90_000 }),
      there: fc.integer({ min: 0, max: 2500 }),
      back: fc.integer({ min: 0, max: 2500 }),
      lost: fc.integer({ min: 0, max: 60 }).map((one) => one === 60),
    }),
    { minLength: 1, maxLength: 60 },
  ),
});

describe('the rate limit gate', () => {
  it('uses at most nine tenths, gets no 429, and sends every request in the end', async () => {
    await fc.assert(
      fc.asyncProperty(scene, async ({ limit, windowSeconds, skewMs, requests }) => {
        const time = virtualTime();
        const org = bucketOfOrg(limit, windowSeconds, time.now, skewMs);
        const gate = createRateGate(time.now);
        const gated = {
          path: '/api/v1/apps',
          signal: undefined,
          sleepUntil: (until: number) => time.pass(until - time.now().getTime()),
        };
        const answers: Promise<unknown>[] = requests.map(async ({ after, there, back, lost }) => {
          await time.pass(after);
          return gate
            .pass(gated, async () => {
              await time.pass(there);
              const answer = org.ask();
              await time.pass(back);
              if (lost) throw new Error('lost');
              return answer;
            })
            .catch(() => null);
        });
        await time.runUntil(Promise.all(answers));
        // A lost response while the window is unknown reveals nothing: another request is sent to read its headers.
        const lost = requests.filter((request) => request.lost).length;
        const most = Math.max(1, Math.floor((limit * 9) / 10)) + lost;
        expect(org.refusals.length).toBeLessThanOrEqual(lost);
        expect(Math.max(...org.used.values())).toBeLessThanOrEqual(most);
        const counted = [...org.used.values()].reduce((sum, count) => sum + count, 0);
        expect(counted + org.refusals.length).toBe(requests.length);
      }),
      { numRuns: 150 },
    );
  });

  it('sends one request per window when other clients use the rest', async () => {
    const time = virtualTime();
    const gate = createRateGate(time.now);
    const sent: number[] = [];
    const gated = {
      path: '/api/v1/logs',
      signal: undefined,
      sleepUntil: (until: number) => time.pass(until - time.now().getTime()),
    };
    const ask = (): Promise<TextResponse> =>
      gate.pass(gated, () => {
        const seconds = time.now().getTime() / 1000;
        sent.push(seconds - epoch / 1000);
        const headers = new Headers({
          Date: time.now().toUTCString(),
          'X-Rate-Limit-Limit': '50',
          'X-Rate-Limit-Remaining': '2',
          'X-Rate-Limit-Reset': String(seconds + 60),
        });
        return Promise.resolve({ status: 200, headers, text: '' });
      });
    await time.runUntil(Promise.all([ask(), ask(), ask()]));
    expect(sent).toEqual([0, 61, 122]);
  });

  it('waits no longer for a window because the clock of this computer was set back', async () => {
    const time = virtualTime();
    let setBackMs = 0;
    const now = (): Date => new Date(time.now().getTime() - setBackMs);
    const gate = createRateGate(now);
    const waits: number[] = [];
    const gated = {
      path: '/api/v1/logs',
      signal: undefined,
      sleepUntil: (until: number) => {
        waits.push(until - now().getTime());
        return time.pass(until - now().getTime());
      },
    };
    const ask = (): Promise<TextResponse> =>
      gate.pass(gated, () => {
        const headers = new Headers({
          Date: time.now().toUTCString(),
          'X-Rate-Limit-Limit': '50',
          'X-Rate-Limit-Remaining': '2',
          'X-Rate-Limit-Reset': String(time.now().getTime() / 1000 + 60),
        });
        return Promise.resolve({ status: 200, headers, text: '' });
      });
    await ask();
    setBackMs = 2 * 60 * 60_000;
    expect(gate.windowOf('/api/v1/logs')).toBeNull();
    await time.runUntil(ask());
    expect(waits).toEqual([]);
  });

  it('goes by the tightest limit where the requests of a bucket have several, and some report none', async () => {
    const time = virtualTime();
    const gate = createRateGate(time.now);
    const minute = (): number => Math.floor((time.now().getTime() - epoch) / 60_000);
    const sent = new Map<number, number>();
    const ask = (path: string, limit: number | null): Promise<TextResponse> =>
      gate.pass(
        { path, signal: undefined, sleepUntil: (until) => time.pass(until - time.now().getTime()) },
        () => {
          const key = minute();
          const count = (sent.get(key) ?? 0) + (limit === 10 ? 1 : 0);
          sent.set(key, count);
          const headers = new Headers({
            Date: time.now().toUTCString(),
            ...(limit !== null && {
              'X-Rate-Limit-Limit': String(limit),
              'X-Rate-Limit-Remaining': String(limit === 10 ? 10 - count : 40),
              'X-Rate-Limit-Reset': String(epoch / 1000 + (key + 1) * 60),
            }),
          });
          return Promise.resolve({ status: count > 10 ? 429 : 200, headers, text: '' });
        },
      );
    const work = async (): Promise<number[]> => {
      const statuses: number[] = [];
      for (let round = 0; round < 12; round += 1) {
        for (const limit of [50, 10, null, 10]) {
          statuses.push((await ask('/api/v1/apps/0oa1/x', limit)).status);
        }
      }
      return statuses;
    };
    const done = work();
    await time.runUntil(done);
    expect(await done).not.toContain(429);
    // Nine of ten in each minute: the reserve is that of the limit of ten, not of the fifty.
    expect([...sent.values()]).toEqual([9, 9, 6]);
  });

  it.each([
    ['/api/v1/apps', 'apps'],
    ['/api/v1/apps/0oa1', 'apps/{id}'],
    ['/api/v1/apps/0oa1/users/00u1', 'apps'],
    ['/api/v1/users', 'users'],
    ['/api/v1/users/00u1', 'users/{id}'],
    ['/api/v1/users/00u1/roles', 'other'],
    ['/api/v1/logs', 'logs'],
    ['/api/v1/mappings/prm1', 'other'],
    ['/api/v1/meta/schemas/apps/0oa1/default', 'other'],
  ])('counts %s in the bucket %s', (path, bucket) => {
    expect(bucketOf(path)).toBe(bucket);
  });
});
