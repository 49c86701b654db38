import { describe, expect, it } from 'vitest';
import { routes, scriptedOrg } from '../testing';

describe('the profile mapping', () => {
  const mapping = {
    id: 'prm2',
    source: { id: 'oty1', type: 'user' },
    target: { id: '0oa1', type: 'appuser' },
    properties: {
      givenName: { expression: 'user.firstName', pushStatus: 'DONT_PUSH' },
      title: { expression: null, pushStatus: null },
      none: null,
    },
  };
  const read = {
    id: 'prm2',
    properties: { givenName: { expression: 'user.firstName', pushStatus: 'DONT_PUSH' } },
  };

  it('is the one from the user, and changes by named attributes only', async () => {
    const { okta, server } = await scriptedOrg(
      routes({
        'GET /api/v1/mappings': {
          body: [
            { id: 'prm1', source: { id: '0oa1', type: 'appuser' } },
            { id: 'prm2', source: { id: 'oty1', type: 'user' } },
          ],
        },
        'GET /api/v1/mappings/prm2': { body: mapping },
        'POST /api/v1/mappings/prm2': { body: mapping },
      }),
    );
    expect(await okta.mapping('0oa1')).toEqual(read);
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

  it('is null when there is none', async () => {
    const { okta } = await scriptedOrg(routes({ 'GET /api/v1/mappings': { body: [] } }));
    expect(await okta.mapping('0oa1')).toBeNull();
  });
});
