import { describe, expect, it } from 'vitest';
import { errorOf, scriptedOrg, token } from '../testing';

const event = {
  uuid: 'e1',
  published: '2026-11-24T10:00:00.000Z',
  eventType: 'application.lifecycle.update',
  outcome: { result: 'SUCCESS' },
  target: [{ id: '0oa1', type: 'AppInstance' }],
};
const since = new Date('2026-11-24T09:00:00Z');
const until = new Date('2026-11-24T11:00:00Z');

async function eventsOf(rows: unknown[]) {
  const { okta } = await scriptedOrg(() => ({ body: rows }));
  return okta.appUpdates('0oa1', since, until);
}

describe('the System Log', () => {
  it.each([
    ['no id', { ...event, uuid: null }],
    ['no type', { ...event, eventType: null }],
    ['no time', { ...event, published: null }],
    ['a time that is none', { ...event, published: 'yesterday' }],
    ['targets that are none', { ...event, target: 'odd' }],
    ['an actor that is none', { ...event, actor: 7 }],
  ])('is read though one of its events has %s', async (_what, odd) => {
    const events = await eventsOf([odd, { ...event, uuid: 'e2' }]);
    expect(events.map(({ uuid }) => uuid)).toContain('e2');
    for (const { published } of events) expect(Date.parse(published)).not.toBeNaN();
  });

  it('says of a reason that Okta cut that it goes on', async () => {
    const because = (reason: string) => ({ ...event, outcome: { result: 'FAILURE', reason } });
    const [cut, whole] = await eventsOf([because('x'.repeat(255)), because('x'.repeat(254))]);
    expect(cut?.outcome?.reason).toBe(`${'x'.repeat(255)}…`);
    expect(whole?.outcome?.reason).toBe('x'.repeat(254));
  });

  it('hides what is secret in a changed value before it is cut, with a sign', async () => {
    const to = { note: `${'x'.repeat(490)}${token}` };
    const [read] = await eventsOf([{ ...event, target: [{ id: '0oa1', changeDetails: { from: {}, to } }] }]);
    const shown = read?.targets[0]?.changes[0]?.to ?? '';
    expect(shown).not.toContain(token.slice(0, 8));
    expect(shown.startsWith('x'.repeat(490))).toBe(true);
    const long = { note: 'y'.repeat(501) };
    const [cut] = await eventsOf([{ ...event, target: [{ id: '0oa1', changeDetails: { to: long } }] }]);
    expect(cut?.targets[0]?.changes[0]?.to).toBe(`${'y'.repeat(500)}…`);
  });

  it('is read for one app between two times, on all pages', async () => {
    const told = (uuid: string, more: object = {}) => ({
      uuid,
      published: '2026-11-24T10:00:00.123Z',
      eventType: 'application.provision.user.push',
      severity: 'ERROR',
      outcome: { result: 'FAILURE', reason: null },
      actor: { id: '00u9', alternateId: null, type: 'User' },
      debugContext: { debugData: { initiationType: 'SP_INITIATED' } },
      transaction: { type: 'WEB', id: 'req1' },
      target: [
        {
          id: '0ua1',
          type: 'AppUser',
          alternateId: 'a@b.c',
          displayName: null,
          changeDetails: { from: { title: null }, to: { title: 'Dr.' } },
        },
      ],
      ...more,
    });
    const { okta, server } = await scriptedOrg(({ query, headers }) =>
      query.has('after')
        ? {
            body: [
              told('2', { target: null, outcome: null, actor: null, severity: null, transaction: null }),
            ],
          }
        : {
            headers: { Link: `<http://${headers.host ?? ''}/api/v1/logs?after=1>; rel="next"` },
            body: [told('1')],
          },
    );
    expect(await okta.logEvents('0oa1', since, until)).toEqual([
      {
        uuid: '1',
        published: '2026-11-24T10:00:00.123Z',
        eventType: 'application.provision.user.push',
        legacyEventType: null,
        severity: 'ERROR',
        displayMessage: null,
        outcome: { result: 'FAILURE', reason: null },
        actor: { id: '00u9', who: null },
        targets: [
          {
            id: '0ua1',
            type: 'AppUser',
            alternateId: 'a@b.c',
            displayName: null,
            changes: [{ name: 'title', from: null, to: 'Dr.' }],
          },
        ],
        customMessage: null,
        initiation: 'sp',
        transactionId: 'req1',
      },
      expect.objectContaining({
        uuid: '2',
        outcome: null,
        actor: null,
        targets: [],
        severity: 'INFO',
        transactionId: null,
      }),
    ]);
    const { query } = server.requests[0] ?? {};
    expect(query?.get('filter')).toBe('target.id eq "0oa1"');
    expect([query?.get('since'), query?.get('until')]).toEqual([since.toISOString(), until.toISOString()]);
    expect(query?.get('sortOrder')).toBe('ASCENDING');
  });

  it.each([
    [{ id: '00u9', type: 'User', alternateId: 'ana@acme.com', displayName: 'Ana' }, 'ana@acme.com'],
    [{ id: '00u9', type: 'User', alternateId: 'unknown', displayName: 'unknown' }, null],
    [
      { id: '0oa9', type: 'PublicClientAppEntity', alternateId: 'unknown', displayName: 'Assistant' },
      'service app 0oa9',
    ],
    [
      { id: '0oa9', type: 'PublicClientApp', alternateId: '0oa9', displayName: 'Assistant' },
      'service app 0oa9',
    ],
    [{ type: 'PublicClientAppEntity', alternateId: 'unknown' }, null],
  ])('names who did it: %j is %s', async (actor, who) => {
    const [read] = await eventsOf([{ ...event, actor }]);
    expect(read?.actor?.who).toBe(who);
  });

  it('is unreadable, not empty, where no event can be read', async () => {
    const work = eventsOf([{ ...event, uuid: null }]);
    expect(await errorOf(work)).toMatchObject({ code: 'unreadable-answer' });
  });

  it('is empty where Okta shows no event', async () => {
    expect(await eventsOf([])).toEqual([]);
  });

  describe('of which only the newest are wanted', () => {
    /** Events of the newest hour, two a page, newest first as asked for. */
    async function newestOf(events: number, most: number) {
      const asked: (string | null)[] = [];
      const rows = Array.from({ length: events }, (_, index) => ({
        ...event,
        uuid: `e${String(index)}`,
        published: new Date(since.getTime() + index * 1000).toISOString(),
      })).reverse();
      const { okta } = await scriptedOrg(({ query, path, headers: { host } }) => {
        asked.push(query.get('sortOrder'));
        const from = Number(query.get('after') ?? '0');
        const next = new URLSearchParams(query);
        next.set('after', String(from + 2));
        const link = `<http://${String(host)}${path}?${next.toString()}>; rel="next"`;
        const headers: Record<string, string> = from + 2 < rows.length ? { link } : {};
        return { body: rows.slice(from, from + 2), headers };
      });
      asked.length = 0;
      return { ...(await okta.newestEvents('0oa1', since, until, most)), asked };
    }

    it('reads no page beyond them, and says that there are more', async () => {
      const { events, isWhole, asked } = await newestOf(9, 4);
      expect(events.map(({ uuid }) => uuid)).toEqual(['e5', 'e6', 'e7', 'e8']);
      expect(isWhole).toBe(false);
      expect(asked).toEqual(['DESCENDING', 'DESCENDING']);
    });

    it('reads all where there are fewer, oldest first', async () => {
      const { events, isWhole } = await newestOf(3, 4);
      expect([events.map(({ uuid }) => uuid), isWhole]).toEqual([['e0', 'e1', 'e2'], true]);
    });
  });
});
