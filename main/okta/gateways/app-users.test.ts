import { describe, expect, it } from 'vitest';
import { all, errorOf, routes, scriptedOrg } from '../testing';

describe('assignments', () => {
  const staged = {
    id: '00u1',
    externalId: null,
    created: '2026-11-23T10:00:00.000Z',
    scope: 'USER',
    status: 'STAGED',
    passwordChanged: null,
    syncState: 'SYNCING',
    credentials: { userName: 'a@b.c' },
    profile: { givenName: 'A', familyName: null, custom: { deep: [1] } },
    _links: { app: {}, user: {} },
  };
  const read = {
    id: '00u1',
    externalId: null,
    status: 'STAGED',
    syncState: 'SYNCING',
    scope: 'USER',
    userName: 'a@b.c',
    lastSync: null,
    profile: { givenName: 'A', familyName: null, custom: { deep: [1] } },
  };

  it('send no attribute, and are read, listed and removed', async () => {
    const done = { ...staged, externalId: 'x1', lastSync: '2026-11-23T10:00:05.000Z', status: 'PROVISIONED' };
    const { okta, server } = await scriptedOrg((request, response) => {
      const page = (request.query.get('after') ?? '0') === '0';
      const link = `<http://${request.headers.host ?? ''}/api/v1/apps/0oa1/users?after=1&limit=500>; rel="next"`;
      return routes({
        'POST /api/v1/apps/0oa1/users': { body: staged },
        'GET /api/v1/apps/0oa1/users/00u1': { body: done },
        'GET /api/v1/apps/0oa1/users': page
          ? { headers: { Link: link }, body: [] }
          : { body: [done, staged] },
        'DELETE /api/v1/apps/0oa1/users/00u1': { status: 204 },
      })(request, response);
    });
    expect(await okta.assign('0oa1', '00u1')).toEqual(read);
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({ id: '00u1', scope: 'USER' });
    expect(await okta.appUser('0oa1', '00u1')).toEqual({
      ...read,
      externalId: 'x1',
      status: 'PROVISIONED',
      lastSync: '2026-11-23T10:00:05.000Z',
    });
    expect(await okta.appUser('0oa1', '00u2')).toBeNull();
    expect((await all(okta.appUsers('0oa1'))).map(({ externalId }) => externalId)).toEqual(['x1', null]);
    expect(server.requests.some(({ query }) => query.get('limit') === '500')).toBe(true);
    await okta.unassign('0oa1', '00u1');
    expect(server.requests.at(-1)).toMatchObject({ method: 'DELETE', body: '' });
    expect(await errorOf(okta.unassign('0oa1', '00u2'))).toMatchObject({ code: 'not-found' });
  });

  it('are not listed for ever, even when every page is empty', async () => {
    const { okta } = await scriptedOrg(({ headers, path }) => ({
      headers: { Link: `<http://${headers.host ?? ''}${path}?after=1>; rel="next"` },
      body: [],
    }));
    expect(await errorOf(all(okta.appUsers('0oa1')))).toMatchObject({ code: 'unreadable-answer' });
  });
});
