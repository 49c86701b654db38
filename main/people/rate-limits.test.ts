import { describe, expect, it } from 'vitest';
import { scriptedOrg } from '../okta/testing';
import type { AssignedPerson } from '../okta/types';
import { secondsLeft } from './estimate';
import { nothingRead, readOn } from './paged-read';

const pages = 25;

/** An org that grants `limit` requests a minute of the test's clock, and counts those that it refuses. */
async function limitedOrg(limit: number) {
  let refused = 0;
  let [window, used] = [0, 0];
  const org = await scriptedOrg(({ headers, path, query }) => {
    const now = org.clock.now().getTime();
    const minute = Math.floor(now / 60_000);
    if (minute !== window) [window, used] = [minute, 0];
    used += 1;
    if (used > limit) refused += 1;
    const page = Number(query.get('after') ?? '0');
    const next = `<http://${headers.host ?? ''}${path}?after=${page + 1}>; rel="next"`;
    return {
      status: used > limit ? 429 : 200,
      headers: {
        date: new Date(now).toUTCString(),
        'x-rate-limit-limit': String(limit),
        'x-rate-limit-remaining': String(Math.max(0, limit - used)),
        'x-rate-limit-reset': String((minute + 1) * 60),
        ...(page + 1 < pages ? { Link: next } : {}),
      },
      body: used > limit ? {} : [{ id: `00u${page}` }],
    };
  });
  return { ...org, refused: () => refused };
}

describe('a scan under a rate limit', () => {
  it.each([
    [10, 2],
    [600, 0],
  ])(
    'of %i a minute reads everything without one refusal, in as few windows as it can',
    async (limit, waits) => {
      const { okta, clock, server, refused } = await limitedOrg(limit);
      const read = nothingRead<AssignedPerson>();
      await readOn(
        read,
        (from) => okta.assignedPages('0oa1', from),
        () => undefined,
      );
      expect(read.items).toHaveLength(pages);
      expect(server.requests).toHaveLength(pages);
      expect(refused()).toBe(0);
      expect(clock.slept).toHaveLength(waits);
    },
  );
});

describe('the time that is left', () => {
  const now = new Date('2026-11-28T10:00:00.000Z');
  const allowance = { perWindow: 9, remaining: 4, until: new Date(now.getTime() + 30_000) };

  it.each([
    ['nobody knows how many there are', { left: null, done: 3, ms: 900 }, null, null],
    ['nothing was answered yet', { left: 3, done: 0, ms: 0 }, null, null],
    ['by the pace', { left: 10, done: 5, ms: 1000 }, null, 2],
    ['by the pace, where the window has room', { left: 4, done: 4, ms: 4000 }, allowance, 4],
    ['till the window ends', { left: 5, done: 4, ms: 400 }, allowance, 30],
    ['with the windows that follow', { left: 4 + 9 + 9 + 1, done: 4, ms: 400 }, allowance, 150],
  ])('%s', (_, pace, limit, seconds) => {
    expect(secondsLeft(pace, limit, now)).toBe(seconds);
  });
});
