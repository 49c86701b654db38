import { expect, it } from 'vitest';
import { scriptedOrg } from '../testing';

it('the System Log is asked for one app between two times, on all pages', async () => {
  const event = (uuid: string, more: object = {}) => ({
    uuid,
    published: '2026-11-23T10:00:00.123Z',
    eventType: 'application.provision.user.push',
    severity: 'ERROR',
    outcome: { result: 'FAILURE', reason: null },
    actor: { id: '00u9', alternateId: null, type: 'User' },
    target: [{ id: '0ua1', type: 'AppUser', alternateId: 'a@b.c', displayName: null }],
    ...more,
  });
  const { okta, server } = await scriptedOrg(({ query, headers }) =>
    query.has('after')
      ? { body: [event('2', { target: null, outcome: null, actor: null, severity: null })] }
      : {
          headers: { Link: `<http://${headers.host ?? ''}/api/v1/logs?after=1>; rel="next"` },
          body: [event('1')],
        },
  );
  const since = new Date('2026-11-23T09:00:00Z');
  const till = new Date('2026-11-23T11:00:00Z');
  expect(await okta.logEvents('0oa1', since, till)).toEqual([
    {
      uuid: '1',
      published: '2026-11-23T10:00:00.123Z',
      eventType: 'application.provision.user.push',
      legacyEventType: null,
      severity: 'ERROR',
      displayMessage: null,
      outcome: { result: 'FAILURE', reason: null },
      actor: { id: '00u9', alternateId: null },
      targets: [{ id: '0ua1', type: 'AppUser', alternateId: 'a@b.c', displayName: null }],
    },
    expect.objectContaining({ uuid: '2', outcome: null, actor: null, targets: [], severity: 'INFO' }),
  ]);
  const { query } = server.requests[0] ?? {};
  expect(query?.get('filter')).toBe('target.id eq "0oa1"');
  expect([query?.get('since'), query?.get('until')]).toEqual([since.toISOString(), till.toISOString()]);
  expect(query?.get('sortOrder')).toBe('ASCENDING');
});
