import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOktopostToken } from '../world/world';
import { startScim } from '../testing/oktopost';
import type { ScimUnderTest } from '../testing/oktopost';

let scim: ScimUnderTest;
beforeAll(async () => {
  scim = await startScim();
});
afterAll(() => scim.practice.stop());

describe('the token', () => {
  it.each([
    ['none', {}],
    ['a wrong one', { authorization: 'Bearer nonsense' }],
    ['the right one twice called Bearer', { authorization: 'Bearer Bearer x' }],
    ['another scheme', { authorization: 'Basic eDp5' }],
  ])('refuses %s with a SCIM error', async (_, headers) => {
    const response = await fetch(`${scim.practice.oktopost.scimBaseUrl}/Users`, { headers });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(await response.json()).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '401',
    });
  });

  it('is valid in one region only, and shows when it was last used', async () => {
    const { text: euToken } = createOktopostToken(scim.practice.world, 'eu', 'test');
    const eu = scim.practice.oktopost.scimBaseUrl.replace('/scim/v2', '/eu/scim/v2');
    const at = (base: string, token: string): Promise<Response> =>
      fetch(`${base}/Users`, { headers: { authorization: `Bearer ${token}` } });
    expect((await at(eu, scim.practice.oktopost.bearerToken)).status).toBe(401);
    expect((await at(scim.practice.oktopost.scimBaseUrl, euToken)).status).toBe(401);
    const used = (): (string | null)[] =>
      Object.values(scim.practice.world.state.oktopost.eu.tokens).flatMap(({ name, lastUsed }) =>
        name === 'test' ? [lastUsed] : [],
      );
    expect(used()).toEqual([null]);
    expect((await at(eu, euToken)).status).toBe(200);
    expect(used()).toEqual([expect.any(String)]);
  });
});
