import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject } from '../world/people';
import { idOf, madeApp, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { createApiToken } from '../world/world';

describe('hostile input', () => {
  let org: TestOrg;
  let appId: string;
  let userIds: string[];
  beforeAll(async () => {
    org = await startTestOrg();
    ({ id: appId } = await madeApp(org));
    const { body } = await org.api('GET', '/api/v1/users?limit=200');
    const users = Array.isArray(body) ? body.filter(isObject) : [];
    userIds = users.filter(({ status }) => status === 'ACTIVE').map(idOf);
  });
  afterAll(async () => {
    await org.stop();
  });

  describe.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('the id %s', (id) => {
    it('is found nowhere', async () => {
      for (const path of [
        `/apps/${id}`,
        `/users/${id}`,
        `/groups/${id}`,
        `/apps/${appId}/users/${id}`,
        `/apps/${appId}/groups/${id}`,
      ]) {
        expect([path, (await org.api('GET', `/api/v1${path}`)).status]).toEqual([path, 404]);
      }
      expect((await org.api('POST', `/api/v1/apps/${appId}/users`, { id })).status).toBe(404);
      expect((await org.api('PUT', `/api/v1/apps/${appId}/groups/${id}`, {})).status).toBe(404);
    });
  });

  const { signOn } = samlApp.settings;
  it.each<[string, Record<string, unknown>]>([
    [
      'an ACS URL that is a script',
      { settings: { signOn: { ...signOn, ssoAcsUrl: 'javascript:alert(1)' } } },
    ],
    [
      'an ACS URL without scheme',
      { settings: { signOn: { ...signOn, ssoAcsUrl: 'eu-app.oktopost.com/a' } } },
    ],
    ['an unknown signature', { settings: { signOn: { ...signOn, signatureAlgorithm: 'FOO' } } }],
    ['a digest that is a number', { settings: { signOn: { ...signOn, digestAlgorithm: 5 } } }],
    ['an unknown name id format', { settings: { signOn: { ...signOn, subjectNameIdFormat: 'junk' } } }],
    ['attribute statements as text', { settings: { signOn: { ...signOn, attributeStatements: 'x' } } }],
    ['an unknown template type', { credentials: { userNameTemplate: { template: 'x', type: 'NOPE' } } }],
    [
      'an unknown push status',
      { credentials: { userNameTemplate: { template: 'x', type: 'CUSTOM', pushStatus: 'MAYBE' } } },
    ],
    ['visibility as text', { visibility: 'x' }],
    ['credentials as a list', { credentials: [] }],
  ])('refuses an app with %s', async (_name, change) => {
    const answer = await org.api('POST', '/api/v1/apps', { ...samlApp, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ errorCode: 'E0000001' });
  });

  it.each([
    ['a property that apps are not filtered by', 'foo eq "x"'],
    ['nothing', ''],
    ['half a comparison', 'status eq'],
    ['six thousand brackets', '('.repeat(6000)],
  ])('refuses to filter apps by %s', async (_name, filter) => {
    const answer = await org.api('GET', `/api/v1/apps?filter=${encodeURIComponent(filter)}`);
    expect(answer.status).toBe(400);
  });

  it('returns the next page also when the last row of this one was deleted', async () => {
    for (const id of userIds.slice(0, 6)) await org.api('POST', `/api/v1/apps/${appId}/users`, { id });
    const path = `/api/v1/apps/${appId}/users`;
    const seen: string[] = [];
    let next: string | undefined = `${path}?limit=2`;
    while (next !== undefined && seen.length < 20) {
      const { headers, body }: Awaited<ReturnType<TestOrg['api']>> = await org.api('GET', next);
      const rows = Array.isArray(body) ? body.map(idOf) : [];
      await org.api('DELETE', `${path}/${rows.at(-1) ?? ''}`);
      seen.push(...rows);
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]?.replace(org.okta.orgUrl, '');
    }
    expect(seen.toSorted()).toEqual(userIds.slice(0, 6).toSorted());
  });

  it('changes a user whose login is not an email address, and refuses a new such login', async () => {
    const mori = (await org.api('GET', '/api/v1/users/kmori')).body;
    const path = `/api/v1/users/${idOf(mori)}`;
    expect((await org.api('POST', path, { profile: { title: 'Buyer' } })).status).toBe(200);
    expect((await org.api('POST', path, { profile: { login: 'k' } })).status).toBe(400);
  });

  it('renames the admin, who cannot be deactivated', async () => {
    const me = idOf((await org.api('GET', '/api/v1/users/me')).body);
    const renamed = await org.api('POST', `/api/v1/users/${me}`, {
      profile: { login: 'boss@bellwether.example' },
    });
    expect(renamed.status).toBe(200);
    expect((await org.api('PUT', `/api/v1/apps/${appId}`, samlApp)).status).toBe(200);
    expect((await org.api('DELETE', `/api/v1/users/${me}`)).status).toBe(403);
  });

  it('accepts the token without a space, as Okta’s Python SDK sends it', async () => {
    const authorization = `SSWS${org.okta.apiToken}`;
    expect((await org.api('GET', '/api/v1/users/me', undefined, { authorization })).status).toBe(200);
  });

  it('lets an application admin change apps, but no users or groups', async () => {
    const authorization = `SSWS ${createApiToken(org.world, 'apps', 'APP_ADMIN').text}`;
    const asAppAdmin = (method: string, path: string, body: unknown) =>
      org.api(method, path, body, { authorization }).then(({ status }) => status);
    expect(await asAppAdmin('PUT', `/api/v1/apps/${appId}`, samlApp)).toBe(200);
    expect(await asAppAdmin('POST', `/api/v1/apps/${appId}/users`, { id: userIds[8] })).toBe(200);
    expect(await asAppAdmin('POST', '/api/v1/groups', { profile: { name: 'Mine' } })).toBe(403);
    expect(await asAppAdmin('POST', `/api/v1/users/${userIds[8] ?? ''}/lifecycle/suspend`, {})).toBe(403);
  });

  it.each(['CUSTOM', 'CUSTOM_NO_LOGS'] as const)(
    'lets a %s role change apps, but no mapping and no schema',
    async (role) => {
      const authorization = `SSWS ${createApiToken(org.world, 'ours', role).text}`;
      const asCustom = async (method: string, path: string, body: unknown) =>
        org.api(method, path, body, { authorization });
      expect((await asCustom('PUT', `/api/v1/apps/${appId}`, samlApp)).status).toBe(200);
      const { toAppMapping } = org.world.state.apps[appId] ?? expect.fail('no app');
      for (const [path, body] of [
        [`/api/v1/mappings/${toAppMapping.id}`, { properties: {} }],
        [`/api/v1/meta/schemas/apps/${appId}/default`, {}],
      ] as const) {
        expect(await asCustom('POST', path, body)).toMatchObject({
          status: 403,
          body: { errorCode: 'E0000006' },
        });
      }
    },
  );

  it.each([
    ['a first name of 51 characters', { firstName: 'a'.repeat(51) }],
    ['an empty last name', { lastName: '' }],
    ['a login of four characters', { login: 'a@bc' }],
    ['an email of 101 characters', { email: `${'a'.repeat(81)}@bellwether.example.x` }],
  ])('refuses a user with %s', async (_name, change) => {
    const profile = { firstName: 'Long', lastName: 'Name', login: 'l@x.example', email: 'l@x.example' };
    const answer = await org.api('POST', '/api/v1/users', { profile: { ...profile, ...change } });
    expect(answer.body).toMatchObject({ errorCode: 'E0000001' });
  });

  it.each([
    ['a user name of 101 characters', { credentials: { userName: 'a'.repeat(101) } }],
    ['an empty user name', { credentials: { userName: '' } }],
    ['a user name that is a number', { credentials: { userName: 5 } }],
    ['a property that the app has not', { profile: { shoeSize: '44' } }],
    ['a number for a property', { profile: { userName: 44 } }],
  ])('refuses an assignment with %s, also when it is changed', async (_name, change) => {
    const path = `/api/v1/apps/${appId}/users`;
    const [id = ''] = userIds.slice(9);
    const refused = { status: 400, body: { errorCode: 'E0000001' } };
    expect(await org.api('POST', path, { id, ...change })).toMatchObject(refused);
    await org.api('POST', path, { id });
    expect(await org.api('POST', `${path}/${id}`, change)).toMatchObject(refused);
    await org.api('DELETE', `${path}/${id}`);
  });

  it.each([
    ['apps', 201],
    ['groups', 10_001],
    ['mappings', 201],
  ])('refuses a page of %s that is longer than Okta makes them', async (list, limit) => {
    expect((await org.api('GET', `/api/v1/${list}?limit=${String(limit)}`)).status).toBe(400);
    expect((await org.api('GET', `/api/v1/${list}?limit=${String(limit - 1)}`)).status).toBe(200);
  });

  it('converts a user name to lower case where the template says so', async () => {
    const { body } = await org.api('POST', '/api/v1/apps', {
      ...samlApp,
      credentials: { userNameTemplate: { template: '${fn:toLowerCase(source.email)}', type: 'BUILT_IN' } },
    });
    const twin = idOf((await org.api('GET', '/api/v1/users/d.reyes@bellwether.example')).body);
    const assigned = await org.api('POST', `/api/v1/apps/${idOf(body)}/users`, { id: twin });
    expect(assigned.body).toMatchObject({ credentials: { userName: 'dana.reyes@bellwether.example' } });
  });

  it('refuses an invalid request target, and invalid faults', async () => {
    const { hostname, port } = new URL(org.okta.orgUrl);
    const head = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write('GET http://[::bad/api HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      });
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
      socket.once('error', reject);
    });
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    for (const body of [
      '{',
      '[{"target":"okta","path":"("}]',
      '[{"target":"okta","answer":{"status":99999}}]',
    ]) {
      const answer = await fetch(`${org.control.url}/faults`, {
        method: 'POST',
        headers: { 'x-practice-secret': org.control.secret },
        body,
      });
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });
});
