import { describe, expect, it } from 'vitest';
import { errorOf, oktaError, routes, scriptedOrg } from '../testing';

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

  it('are not judged by a refused token or by silence', async () => {
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
