import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject } from '../world/people';
import type { LogEntry } from '../world/state';
import { startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

const now = '2026-11-20T12:00:00.000Z';
const entry = (uuid: string, published: string): LogEntry => ({
  uuid,
  published,
  eventType: 'application.lifecycle.update',
  legacyEventType: null,
  severity: 'INFO',
  displayMessage: `Entry ${uuid.toUpperCase()}`,
  outcome: { result: 'SUCCESS', reason: null },
  actor: { id: '00u1', type: 'User', alternateId: 'ada@acme.example', displayName: 'Ada' },
  target: [{ id: '0oa1', type: 'AppInstance', alternateId: 'unknown', displayName: 'Oktopost' }],
  transaction: { type: 'WEB', id: 'tx' },
});

describe('the System Log', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg({ now: () => new Date(now), logLagMs: 60_000 });
    org.world.state.log = [
      entry('older', '2026-11-13T11:59:59.999Z'),
      entry('week', '2026-11-13T12:00:00.000Z'),
      entry('first', '2026-11-20T10:00:00.000Z'),
      entry('second', '2026-11-20T11:00:00.000Z'),
      entry('readable', '2026-11-20T11:59:00.000Z'),
      entry('late', '2026-11-20T11:59:00.001Z'),
    ];
  });
  afterAll(() => org.stop());

  const read = async (query: string) => {
    const { status, body, headers } = await org.api('GET', `/api/v1/logs?${query}`);
    const [, next = null] = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '') ?? [];
    const uuids = Array.isArray(body) ? body.filter(isObject).map(({ uuid }) => uuid) : [];
    return { status, uuids, next: next === null ? null : new URL(next), body };
  };

  it('goes back a week without `since`, and holds what is older than its delay', async () => {
    expect((await read('')).uuids).toEqual(['week', 'first', 'second', 'readable']);
  });

  it('holds what was published from `since` to `until`, both included', async () => {
    const of = 'since=2026-11-20T10:00:00.000Z&until=2026-11-20T11:00:00.000Z';
    expect((await read(of)).uuids).toEqual(['first', 'second']);
    expect((await read('since=2026-11-20T10:00:00.001Z')).uuids).toEqual(['second', 'readable']);
    // An end that has not come yet shows no entry earlier.
    expect((await read('since=2026-11-20T11:59:00Z&until=2027-01-01T00:00:00Z')).uuids).toEqual(['readable']);
  });

  it('is searched in any case, filtered, and turned round', async () => {
    expect((await read('q=eNTRY%20first')).uuids).toEqual(['first']);
    expect((await read('q=nobody')).uuids).toEqual([]);
    expect((await read(`filter=${encodeURIComponent('uuid eq "second"')}`)).uuids).toEqual(['second']);
    expect((await read('sortOrder=DESCENDING')).uuids).toEqual(['readable', 'second', 'first', 'week']);
    expect((await read('sortOrder=ASCENDING')).uuids).toEqual(['week', 'first', 'second', 'readable']);
  });

  it.each([
    'since=yesterday',
    'until=soon',
    'sortOrder=UP',
    'filter=uuid',
    'limit=1001',
    'limit=0',
    'limit=1.5',
  ])('is refused with %s', async (query) => {
    expect(await read(query)).toMatchObject({ status: 400, body: { errorCode: 'E0000001' } });
  });

  it('is read page after page, each beginning after the last entry of the one before', async () => {
    const seen: unknown[] = [];
    let query = 'limit=2&since=2026-11-13T00:00:00Z&until=2026-11-20T11:59:00Z';
    for (;;) {
      const { uuids, next } = await read(query);
      seen.push(uuids);
      if (next === null) break;
      expect(next.searchParams.get('limit')).toBe('2');
      query = next.search.slice(1);
    }
    expect(seen).toEqual([['older', 'week'], ['first', 'second'], ['readable']]);
  });

  it('without `until` has a next page that shows only what comes later', async () => {
    const { next } = await read('since=2026-11-20T11:00:00Z');
    expect(next?.searchParams.get('after')).toBe('readable');
    const polled = await read(next?.search.slice(1) ?? '');
    expect(polled.uuids).toEqual([]);
    expect(polled.next?.search).toBe(next?.search);
    const nothing = await read('since=2026-11-20T11:59:00.001Z');
    expect(nothing.uuids).toEqual([]);
    expect((await read(nothing.next?.search.slice(1) ?? '')).status).toBe(200);
  });

  it('names in each entry the transaction, and who and what it was about', async () => {
    const { body } = await read('q=second');
    expect(body).toMatchObject([
      {
        actor: { alternateId: 'ada@acme.example' },
        transaction: { type: 'WEB', id: 'tx', detail: {} },
        target: [{ id: '0oa1', type: 'AppInstance', detailEntry: null }],
      },
    ]);
  });
});
