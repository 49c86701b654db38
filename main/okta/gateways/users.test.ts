import { describe, expect, it } from 'vitest';
import { oktaError, routes, scriptedOrg } from '../testing';
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

  it('are not told of by a token without the right', async () => {
    const { okta } = await scriptedOrg(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await okta.me()).toBeNull();
    expect(await okta.rolesOf('00u1')).toBeNull();
  });

  it('are searched by a safe expression, at most so many', async () => {
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
    // Without its four JSON strings nothing of the input is left.
    expect(expression.replace(/"(?:[^"\\]|\\.)*"/g, '?')).toBe(
      'profile.firstName sw ? or profile.lastName sw ? or profile.login sw ? or profile.email sw ?',
    );
  });
});
