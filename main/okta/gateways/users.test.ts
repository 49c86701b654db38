import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../practice/okta/expression';
import { all, errorOf, oktaError, routes, scriptedOrg } from '../testing';
import type { Okta } from '../okta';
import { searchExpression } from './users';

describe('people', () => {
  const user = {
    id: '00u1',
    status: 'ACTIVE',
    created: '2026-11-23T10:00:00.000Z',
    lastLogin: null,
    profile: { login: 'a@b.c', email: 'A@b.c', firstName: 'A', lastName: null, department: 'X' },
  };
  const read = {
    id: '00u1',
    status: 'ACTIVE',
    login: 'a@b.c',
    email: 'A@b.c',
    givenName: 'A',
    familyName: '',
  };

  it('are read with all of their profile', async () => {
    const { okta } = await scriptedOrg(
      routes({ 'GET /api/v1/users/00u1': { body: user }, 'GET /api/v1/users/me': { body: user } }),
    );
    expect(await okta.user('00u1')).toMatchObject(read);
    expect((await okta.user('00u1'))?.profile).toMatchObject({ department: 'X', email: 'A@b.c' });
    expect(await okta.user('00u2')).toBeNull();
    expect(await okta.me()).toMatchObject(read);
  });

  it('are null when the token lacks the right', async () => {
    const { okta } = await scriptedOrg(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await okta.me()).toBeNull();
    expect(await okta.rolesOf('00u1')).toBeNull();
  });

  it('are found by a long name, which Okta repeats in both links', async () => {
    const { okta } = await scriptedOrg(({ headers, query }) => {
      const url = `http://${headers.host ?? ''}/api/v1/users?${query.toString()}`;
      return { headers: { Link: `<${url}>; rel="self", <${url}&after=1>; rel="next"` }, body: [user] };
    });
    const name = 'María del Carmen Fernández-Hierro Gutiérrez Santaolalla';
    expect(await okta.searchUsers(name, 1)).toMatchObject([read]);
  });

  it('are searched by an escaped expression, with a limit', async () => {
    const { okta, server } = await scriptedOrg(({ headers }) => ({
      headers: { Link: `<http://${headers.host ?? ''}/api/v1/users?after=1>; rel="next"` },
      body: [user, user, user],
    }));
    expect(await okta.searchUsers(' an"na\\ ', 2)).toHaveLength(2);
    expect(server.requests).toHaveLength(1);
    const value = '"an\\"na\\\\"';
    expect(server.requests[0]?.query.get('search')).toBe(
      ['firstName', 'lastName', 'login', 'email'].map((name) => `profile.${name} sw ${value}`).join(' or '),
    );
    expect(server.requests[0]?.query.get('limit')).toBe('2');
    await okta.searchUsers('  ', 2);
    expect(server.requests[1]?.query.has('search')).toBe(false);
  });

  it.each([
    '"',
    '\\',
    '" or id pr or profile.login sw "',
    '\\" or id pr',
    'a\nb',
    '💥',
    'Ünïcödé',
    ')(&',
    'null',
  ])('cannot break the expression with %j', (query) => {
    const expression = searchExpression(query) ?? '';
    // All of the input is inside the four JSON strings.
    const shape = expression.replace(/"(?:[^"\\]|\\.)*"/g, '?');
    const fields =
      'profile.firstName sw ? or profile.lastName sw ? or profile.login sw ? or profile.email sw ?';
    expect(shape.startsWith(fields)).toBe(true);
    expect(shape.slice(fields.length)).toMatch(
      /^(?: or \(profile\.(?:first|last)Name sw \? and profile\.(?:first|last)Name sw \?\))*$/,
    );
  });

  it.each([
    ['ada', 'Ada Abbott'],
    ['Abbott', 'Ada Abbott'],
    ['Ada Abbott', 'Ada Abbott'],
    ['Abbott Ada', 'Ada Abbott'],
    ['Abbott, Ada', 'Ada Abbott'],
    ['  ada   abb ', 'Ada Abbott'],
    ['Ada Abbott <ada.abbott@acme.example>', 'Ada Abbott'],
    ['"ada.abbott@acme.example"', 'Ada Abbott'],
    ['aabbott', 'Ada Abbott'],
    ['Mary Ann van der Berg', 'Mary Ann van der Berg'],
    ['van der Berg, Mary Ann', 'Mary Ann van der Berg'],
    ['van der Berg', 'Mary Ann van der Berg'],
    ['Ada Berg', null],
  ])('are found by %j', (query, name) => {
    const people = [
      {
        firstName: 'Ada',
        lastName: 'Abbott',
        login: 'aabbott@acme.example',
        email: 'ada.abbott@acme.example',
      },
      {
        firstName: 'Mary Ann',
        lastName: 'van der Berg',
        login: 'mary@acme.example',
        email: 'mary@acme.example',
      },
      { firstName: 'Bruno', lastName: 'Adams', login: 'bruno@acme.example', email: 'bruno@acme.example' },
    ].map((profile) => ({ profile }));
    const found = people.filter(parseExpression(searchExpression(query) ?? ''));
    const names = found.map(({ profile }) => `${profile.firstName} ${profile.lastName}`);
    if (name === null) expect(names).toEqual([]);
    else expect(names).toContain(name);
  });
});

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
    created: '2026-11-23T10:00:00.000Z',
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

  // Source: docs/facts/okta-recorded.md, section 3.
  it('are read with their people on every page, though the link to the next page has lost it', async () => {
    const person = (id: string) => ({
      ...staged,
      id,
      scope: null,
      status: null,
      profile: {},
      _embedded: { user: { type: { id: 'oty2' }, profile: { email: `${id}@b.c`, login: id } } },
    });
    const { okta, server } = await scriptedOrg(({ query, headers, path }) => {
      const shown = query.get('after') === '1' ? person('00u2') : person('00u1');
      const { _embedded: _, ...alone } = shown;
      const link = { Link: `<http://${headers.host ?? ''}${path}?after=1&limit=500>; rel="next"` };
      return {
        headers: query.has('after') ? {} : link,
        body: [query.get('expand') === 'user' ? shown : alone],
      };
    });
    expect(await all(okta.appUsersWithEmail('0oa1'))).toMatchObject([
      { id: '00u1', email: '00u1@b.c', login: '00u1', typeId: 'oty2', scope: 'USER' },
      { id: '00u2', email: '00u2@b.c', login: '00u2', typeId: 'oty2', scope: 'USER' },
    ]);
    expect(server.requests.map(({ query }) => [query.get('expand'), query.get('limit')])).toEqual([
      ['user', '500'],
      ['user', '500'],
    ]);
  });

  it('are not listed endlessly, even when every page is empty', async () => {
    const { okta } = await scriptedOrg(({ headers, path }) => ({
      headers: { Link: `<http://${headers.host ?? ''}${path}?after=1>; rel="next"` },
      body: [],
    }));
    expect(await errorOf(all(okta.appUsers('0oa1')))).toMatchObject({ code: 'unreadable-answer' });
  });

  it.each<[string, (okta: Okta) => Promise<unknown>]>([
    ['people', (okta) => all(okta.appUsers('0oa1'))],
    ['groups', (okta) => all(okta.appGroups('0oa1'))],
    ['keys', (okta) => okta.keys('0oa1')],
    ['roles', (okta) => okta.rolesOf('00u1')],
  ])('are not listed endlessly where the pages of %s lead back', async (_name, list) => {
    const { okta, server } = await scriptedOrg(({ headers, target }) => ({
      headers: { Link: `<http://${headers.host ?? ''}${target}>; rel="next"` },
      body: server.requests.length > 5 ? 'no more' : [{ id: '00u1', kid: 'k', type: 'USER_ADMIN' }],
    }));
    expect((await errorOf(list(okta))).message).toContain('a list without end');
    expect(server.requests).toHaveLength(1);
  });
});

describe('rights', () => {
  it.each([
    [{ body: [] }, 'yes'],
    [{ status: 403, body: oktaError('E0000006', 'No permission') }, 'no'],
    [{ status: 404, body: oktaError('E0000007', 'Not found') }, 'unknown'],
    [{ status: 401, body: oktaError('E0000015', 'Feature not enabled') }, 'unknown'],
    [{ status: 500, body: '' }, 'unknown'],
  ])('%j reads as %s', async (answer, expected) => {
    const { okta } = await scriptedOrg(() => answer);
    for (const area of ['apps', 'users', 'mappings', 'schemas', 'logs'] as const) {
      expect(await okta.canRead(area)).toBe(expected);
    }
  });

  it('are unknown after a refused token or without a response', async () => {
    const { okta, server } = await scriptedOrg(() => ({
      status: 401,
      body: oktaError('E0000011', 'Invalid token provided'),
    }));
    expect(await errorOf(okta.canRead('apps'))).toMatchObject({ code: 'token-refused' });
    await server.close();
    expect(await errorOf(okta.canRead('apps'))).toMatchObject({ code: 'unreachable' });
  });

  it('roles are listed by type', async () => {
    const { okta } = await scriptedOrg(
      routes({
        'GET /api/v1/users/00u1/roles': {
          body: [
            { id: 'ra1', type: 'SUPER_ADMIN', label: 'Super', status: 'ACTIVE' },
            { id: 'ra2', type: 'CUSTOM', label: 'Ours', status: 'ACTIVE', role: 'cr1' },
            { id: 'ra3', type: 'SOMETHING_NEW', status: 'ACTIVE' },
          ],
        },
      }),
    );
    expect(await okta.rolesOf('00u1')).toEqual(['SUPER_ADMIN', 'CUSTOM', 'SOMETHING_NEW']);
    expect(await okta.rolesOf('00u2')).toBeNull();
  });
});
