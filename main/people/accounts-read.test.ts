import { describe, expect, it, onTestFinished } from 'vitest';
import { serve, testClock } from '../net/testing';
import type { Script } from '../net/testing';
import { errorOf } from '../okta/testing';
import { connectOktopost } from '../oktopost/scim';
import { isInPart, isWhole, noAccounts, readAccounts } from './accounts-read';

const userOf = (number: number) => ({ id: String(number), userName: `u${number}@acme.example` });

/** `people` accounts, at most `most` a page. */
const list =
  (people: number, most: number): Script =>
  ({ query }) => {
    const start = Number(query.get('startIndex'));
    const size = Math.min(Number(query.get('count')), most);
    const here = Array.from({ length: people }, (_, index) => userOf(index + 1)).slice(
      start - 1,
      start - 1 + size,
    );
    return { body: { totalResults: people, startIndex: start, itemsPerPage: here.length, Resources: here } };
  };

async function serveList(script: Script) {
  const server = await serve(script);
  onTestFinished(() => server.close());
  const clock = testClock();
  const scim = connectOktopost({ baseUrl: server.url, token: 'token', hide: (text) => text, fetch, clock });
  return { server, scim, clock };
}

const { signal } = new AbortController();

describe('Oktopost’s list', () => {
  it.each([
    ['in one page', 3, 500, 1],
    ['in pages of a hundred where the server gives no more', 1050, 100, 11],
    ['in larger pages where it does', 1050, 1000, 3],
    ['when nobody is there', 0, 100, 1],
  ])('is read once, %s', async (_, people, most, requests) => {
    const { scim, server } = await serveList(list(people, most));
    const read = noAccounts();
    await readAccounts(read, scim, signal, () => undefined);
    expect(read.accounts.size).toBe(people);
    expect([isWhole(read), isInPart(read), read.total]).toEqual([true, false, people]);
    expect(server.requests).toHaveLength(requests);
    expect(new Set(server.requests.map(({ target }) => target)).size).toBe(requests);
  });

  it('goes on after a failure with the pages that are left', async () => {
    const whole = list(1050, 100);
    let isBroken = true;
    const { scim, server } = await serveList((request, response) =>
      isBroken && request.query.get('startIndex') === '501' ? { status: 500 } : whole(request, response),
    );
    const read = noAccounts();
    expect((await errorOf(readAccounts(read, scim, signal, () => undefined))).code).toBe('oktopost-refused');
    expect(isWhole(read)).toBe(false);
    isBroken = false;
    await readAccounts(read, scim, signal, () => undefined);
    expect(read.accounts.size).toBe(1050);
    expect(isWhole(read)).toBe(true);
    expect(server.requests).toHaveLength(12);
  });

  it('waits as long as the server asks for, and says till when', async () => {
    const whole = list(2, 100);
    let refused = 0;
    const { scim, clock } = await serveList((request, response) =>
      refused++ === 0 ? { status: 429, headers: { 'retry-after': '7' } } : whole(request, response),
    );
    const read = noAccounts();
    const waits: (string | null)[] = [];
    await readAccounts(read, scim, signal, () => waits.push(read.waitsUntil?.toISOString() ?? null));
    expect(clock.slept).toEqual([7250]);
    expect(waits[0]).toBe('2026-11-23T12:00:07.250Z');
    expect(read.waitsUntil).toBeNull();
  });

  it('asks for a hundred where the server refuses more', async () => {
    const whole = list(120, 100);
    const { scim } = await serveList((request, response) =>
      Number(request.query.get('count')) > 100 ? { status: 400 } : whole(request, response),
    );
    const read = noAccounts();
    await readAccounts(read, scim, signal, () => undefined);
    expect(read.accounts.size).toBe(120);
  });

  it('is in part when the list holds fewer than it says, such as one page again and again', async () => {
    const { scim } = await serveList(() => ({
      body: { totalResults: 30, Resources: [userOf(1), userOf(2)] },
    }));
    const read = noAccounts();
    await readAccounts(read, scim, signal, () => undefined);
    expect([read.accounts.size, isInPart(read)]).toEqual([2, true]);
  });
});
