import { describe, expect, it } from 'vitest';
import { errorOf, oktaError, routes, scriptedOrg } from '../testing';

describe('the profile mapping', () => {
  const mapping = {
    id: 'prm2',
    source: { id: 'oty1', name: 'user', type: 'user' },
    target: { id: '0oa1', type: 'appuser' },
    properties: {
      givenName: { expression: 'user.firstName', pushStatus: 'DONT_PUSH' },
      title: { expression: null, pushStatus: null },
      none: null,
    },
  };
  const read = {
    id: 'prm2',
    userType: { id: 'oty1', name: 'user', isDefault: true },
    properties: { givenName: { expression: 'user.firstName', pushStatus: 'DONT_PUSH' } },
  };

  it('is the user-to-app one, and updates named attributes only', async () => {
    const { okta, server } = await scriptedOrg(
      routes({
        'GET /api/v1/mappings': {
          body: [
            { id: 'prm1', source: { id: '0oa1', type: 'appuser' } },
            { id: 'prm2', source: { id: 'oty1', name: 'user', type: 'user' } },
          ],
        },
        'GET /api/v1/mappings/prm2': { body: mapping },
        'POST /api/v1/mappings/prm2': { body: mapping },
      }),
    );
    expect(await okta.mappings('0oa1')).toEqual({ readable: [read], unreadable: [] });
    expect(server.requests[0]?.query.get('targetId')).toBe('0oa1');
    await okta.updateMapping('prm2', {
      title: null,
      givenName: { expression: 'user.firstName', pushStatus: 'PUSH' },
    });
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
      properties: {
        title: { expression: null, pushStatus: null },
        givenName: { expression: 'user.firstName', pushStatus: 'PUSH' },
      },
    });
  });

  it('that was the only one is read by its id when asked for as known, and listed again once it is gone', async () => {
    let listed = ['prm2'];
    const { okta, server } = await scriptedOrg(({ method, path }) => {
      if (method === 'GET' && path === '/api/v1/mappings')
        return { body: listed.map((id) => ({ id, source: { id: 'oty1', name: 'user', type: 'user' } })) };
      const id = path.split('/').at(-1) ?? '';
      return listed.includes(id)
        ? { body: { ...mapping, id } }
        : { status: 404, body: oktaError('E0000007', 'Not found: Resource not found') };
    });
    const paths = (): string[] => server.requests.splice(0).map(({ path }) => path);
    // Nothing is known yet.
    expect(await okta.mappings('0oa1', 'known')).toEqual({ readable: [read], unreadable: [] });
    expect(paths()).toEqual(['/api/v1/mappings', '/api/v1/mappings/prm2']);
    expect(await okta.mappings('0oa1', 'known')).toEqual({ readable: [read], unreadable: [] });
    expect(paths()).toEqual(['/api/v1/mappings/prm2']);
    listed = ['prm4'];
    expect(await okta.mappings('0oa1', 'known')).toMatchObject({ readable: [{ id: 'prm4' }] });
    expect(await okta.mappings('0oa1')).toMatchObject({ readable: [{ id: 'prm4' }] });
    listed = [];
    expect(await okta.mappings('0oa1', 'known')).toEqual({ readable: [], unreadable: [] });
  });

  it('is not there when Okta lists none', async () => {
    const { okta } = await scriptedOrg(routes({ 'GET /api/v1/mappings': { body: [] } }));
    expect(await okta.mappings('0oa1')).toEqual({ readable: [], unreadable: [] });
  });

  const row = (id: string, typeId: string, name: string) => ({
    id,
    source: { id: typeId, name, type: 'user' },
    target: { id: '0oa1', type: 'appuser' },
  });
  const several = {
    'GET /api/v1/mappings': {
      body: [row('prm3', 'oty3', 'contractor'), row('prm9', 'oty9', 'staff'), row('prm2', 'oty2', 'partner')],
    },
    'GET /api/v1/mappings/prm3': { body: { ...row('prm3', 'oty3', 'contractor'), properties: {} } },
    'GET /api/v1/mappings/prm9': { body: { ...mapping, ...row('prm9', 'oty9', 'staff') } },
  };

  it('exists once per user type: all are read, the default one by its flag and not by its name, and what Okta does not show is named', async () => {
    const { okta } = await scriptedOrg(
      routes({
        ...several,
        'GET /api/v1/meta/types/user': {
          body: [
            { id: 'oty3', name: 'contractor', default: false },
            { id: 'oty9', name: 'staff', default: true },
          ],
        },
      }),
    );
    expect(await okta.mappings('0oa1')).toEqual({
      readable: [
        { ...read, id: 'prm9', userType: { id: 'oty9', name: 'staff', isDefault: true } },
        { id: 'prm3', userType: { id: 'oty3', name: 'contractor', isDefault: false }, properties: {} },
      ],
      unreadable: [{ id: 'oty2', name: 'partner' }],
    });
  });

  it.each([
    ['the one that is called user', ['contractor', 'user'], 'oty9'],
    ['else the first by id', ['contractor', 'staff'], 'oty3'],
  ])(
    'of the default user type is, where the types cannot be read, %s',
    async (_, [first = '', second = ''], expected) => {
      const { okta } = await scriptedOrg(
        routes({
          'GET /api/v1/mappings': { body: [row('prm9', 'oty9', second), row('prm3', 'oty3', first)] },
          'GET /api/v1/mappings/prm3': { body: row('prm3', 'oty3', first) },
          'GET /api/v1/mappings/prm9': { body: row('prm9', 'oty9', second) },
          'GET /api/v1/meta/types/user': { status: 403, body: oktaError('E0000006', 'No permission') },
        }),
      );
      const { readable } = await okta.mappings('0oa1');
      expect(readable.map(({ userType }) => [userType.id, userType.isDefault])).toEqual([
        [expected, true],
        [expected === 'oty9' ? 'oty3' : 'oty9', false],
      ]);
    },
  );

  it.each([
    ['nothing', 204, ''],
    ['an empty body', 200, ''],
  ])('is updated when Okta answers with %s', async (_, status, body) => {
    const { okta, server } = await scriptedOrg(routes({ 'POST /api/v1/mappings/prm2': { status, body } }));
    await okta.updateMapping('prm2', { title: null });
    expect(server.requests.map(({ body: sent }) => sent)).toEqual([
      '{"properties":{"title":{"expression":null,"pushStatus":null}}}',
    ]);
  });

  it('of a profile source is not changed by Okta: an explanation of its own', async () => {
    const refusal = oktaError(
      'E0000001',
      'Api validation failed: properties',
      'Profile mastering enabled apps support push status only',
    );
    const { okta } = await scriptedOrg(
      routes({ 'POST /api/v1/mappings/prm2': { status: 400, body: refusal } }),
    );
    expect(await errorOf(okta.updateMapping('prm2', { title: null }))).toMatchObject({
      code: 'okta-refused',
      owner: 'okta-admin',
      message: expect.stringContaining('profile source'),
      next: expect.stringContaining('To Okta'),
    });
  });
});
