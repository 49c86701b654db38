import { X509Certificate } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, record } from '../world/people';
import { addedByScim } from '../../shared/oktopost';
import { parseProfile } from '../profile';
import { createProvisioning } from '../provisioning/provisioning';
import { idOf, noContract, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

describe('the practice org’s management API', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg({ users: 450 });
  });
  afterAll(() => org.stop());

  const create = async (label: string): Promise<string> =>
    idOf((await org.api('POST', '/api/v1/apps?activate=true', { ...samlApp, label })).body);

  it('creates an app with 200, no self link, and features that cannot be set', async () => {
    const { status, body } = await org.api('POST', '/api/v1/apps', {
      ...samlApp,
      label: 'Oktopost Social Advocacy',
      features: ['SCIM_PROVISIONING'],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'bellwether_oktopostsocialadvocacy_1',
      status: 'ACTIVE',
      features: [],
      settings: { signOn: { audience: 'urn:oktopost:sp', defaultRelayState: null } },
    });
    expect(record(record(body)['_links'])['self']).toBeUndefined();
    const put = await org.api('PUT', `/api/v1/apps/${idOf(body)}`, {
      ...samlApp,
      features: ['SCIM_PROVISIONING'],
    });
    expect(record(put.body)['features']).toEqual([]);
  });

  it('names a second app of the same label _2', async () => {
    await create('Twin');
    const second = await org.api('POST', '/api/v1/apps', { ...samlApp, label: 'Twin' });
    expect(record(second.body)['name']).toBe('bellwether_twin_2');
  });

  it('refuses the label of another app, new or renamed, where the profile says so', async () => {
    const strict = await startTestOrg({ profile: parseProfile('duplicateLabels=refused') });
    const path = '/api/v1/apps';
    const { body } = await strict.api('POST', path, { ...samlApp, label: 'First' });
    await strict.api('POST', path, { ...samlApp, label: 'Second' });
    const twin = { ...samlApp, label: 'Second' };
    expect((await strict.api('POST', path, twin)).body).toMatchObject({ errorCode: 'E0000001' });
    expect((await strict.api('PUT', `${path}/${idOf(body)}`, twin)).body).toMatchObject({
      errorCode: 'E0000001',
    });
    const own = { ...samlApp, label: 'First' };
    expect((await strict.api('PUT', `${path}/${idOf(body)}`, own)).status).toBe(200);
    await strict.stop();
  });

  it.each([
    ['no label', { ...samlApp, label: '' }, 400, 'E0000001'],
    ['no sign-on settings', { ...samlApp, settings: {} }, 400, 'E0000001'],
    ['broken JSON', '{"label":', 400, 'E0000003'],
  ])('refuses a create with %s', async (_name, body, status, errorCode) => {
    const answer = await org.api('POST', '/api/v1/apps', body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ errorCode, errorLink: errorCode });
    expect(String(record(answer.body)['errorId'])).toMatch(/^oae/);
  });

  it('refuses a wrong token with E0000011', async () => {
    const answer = await org.api('GET', '/api/v1/apps', undefined, { authorization: 'SSWS wrong' });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ errorCode: 'E0000011' });
  });

  it('deletes only deactivated apps', async () => {
    const id = await create('Short-lived');
    expect((await org.api('DELETE', `/api/v1/apps/${id}`)).body).toMatchObject({ errorCode: 'E0000056' });
    await org.api('POST', `/api/v1/apps/${id}/lifecycle/deactivate`);
    expect((await org.api('DELETE', `/api/v1/apps/${id}`)).status).toBe(204);
    expect((await org.api('GET', `/api/v1/apps/${id}`)).body).toMatchObject({ errorCode: 'E0000007' });
  });

  it('adds by SCIM the attributes that the product knows, each with its place in SCIM; a conflicting one hinders the switch', async () => {
    const id = await create('SCIM attributes');
    const app = org.world.state.apps[id];
    if (app === undefined) throw new Error('no app');
    const provisioning = createProvisioning(org.world);
    app.schema.custom = { title: { title: 'Title', type: 'string', required: false } };
    expect(provisioning.switchScimOn(app)).toMatch(/conflicts with custom property/);
    expect(app.provisioning).toBe('NONE');
    app.schema.custom = { own: { title: 'Own', type: 'string', required: false } };
    expect(provisioning.switchScimOn(app)).toBeNull();
    const { base, custom } = app.schema;
    const added = Object.entries({ ...base, ...custom }).filter(
      ([, { externalNamespace }]) => externalNamespace !== undefined,
    );
    expect(added.map(([name]) => name).sort()).toEqual([...addedByScim, 'userName'].sort());
    expect(custom['own']).toEqual({ title: 'Own', type: 'string', required: false });
  });

  it('reveals nothing about provisioning of a custom app while it is off', async () => {
    const id = await create('Features');
    const feature = await org.api('PUT', `/api/v1/apps/${id}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: { status: 'ENABLED' } },
    });
    expect(feature.status).toBe(400);
    expect(feature.body).toMatchObject({
      errorCauses: [{ errorSummary: 'Provisioning is not supported.' }],
    });
    const connection = await org.api('POST', `/api/v1/apps/${id}/connections/default`, {
      profile: { authScheme: 'TOKEN', token: 'x' },
    });
    expect(connection.status).toBe(200);
    expect(connection.body).toEqual({
      authScheme: 'UNKNOWN',
      status: 'UNKNOWN',
      profile: { authScheme: 'UNKNOWN' },
    });
  });

  it('lists mappings without properties and merges changes; deletes a schema attribute only when it is unmapped', async () => {
    const id = await create('Mapping');
    const list = await org.api('GET', `/api/v1/mappings?targetId=${id}`);
    const mappings = Array.isArray(list.body) ? list.body.filter(isObject) : [];
    expect(mappings).toHaveLength(1);
    expect(mappings[0]).not.toHaveProperty('properties');
    const path = `/api/v1/mappings/${idOf(mappings[0])}`;
    const schemaPath = `/api/v1/meta/schemas/apps/${id}/default`;
    const added = await org.api('POST', schemaPath, {
      definitions: {
        custom: { id: '#custom', type: 'object', properties: { badge: { title: 'Badge', type: 'string' } } },
      },
    });
    expect(added.status).toBe(200);
    await org.api('POST', path, { properties: { badge: { expression: 'user.title', pushStatus: 'PUSH' } } });
    expect((await org.api('GET', path)).body).toMatchObject({
      properties: { badge: { pushStatus: 'PUSH' } },
    });
    const remove = {
      definitions: { custom: { id: '#custom', type: 'object', properties: { badge: null } } },
    };
    expect((await org.api('POST', schemaPath, remove)).status).toBe(400);
    await org.api('POST', path, { properties: { badge: { expression: null, pushStatus: null } } });
    expect((await org.api('POST', schemaPath, remove)).status).toBe(200);
    const base = { definitions: { base: { id: '#base', type: 'object', properties: { userName: null } } } };
    expect((await org.api('POST', schemaPath, base)).status).toBe(400);
  });

  it('returns SAML metadata and keys with one valid certificate', async () => {
    const id = await create('Certificates');
    const keys = await org.api('GET', `/api/v1/apps/${id}/credentials/keys`);
    const [key] = Array.isArray(keys.body) ? keys.body.filter(isObject) : [];
    const x5c = Array.isArray(key?.['x5c']) ? String(key['x5c'][0]) : '';
    expect(new X509Certificate(Buffer.from(x5c, 'base64')).subject).toContain('bellwether');
    const metadata = await org.api('GET', `/api/v1/apps/${id}/sso/saml/metadata?kid=${String(key?.['kid'])}`);
    expect(metadata.headers.get('content-type')).toContain('xml');
    const parsed: unknown = new XMLParser({ removeNSPrefix: true }).parse(String(metadata.body));
    expect(JSON.stringify(parsed)).toContain(x5c);
  });

  it('paginates and filters the log, with an endless next page without `until`', async () => {
    const id = await create('Logged');
    const since = new Date(Date.now() - 60_000).toISOString();
    const filter = encodeURIComponent(`target.id eq "${id}"`);
    const open = await org.api('GET', `/api/v1/logs?since=${since}&filter=${filter}`);
    expect(open.headers.get('link')).toContain('rel="next"');
    expect(open.body).toMatchObject([{ eventType: 'application.lifecycle.create' }]);
    const until = new Date(Date.now() + 1000).toISOString();
    const closed = await org.api('GET', `/api/v1/logs?since=${since}&until=${until}&filter=${filter}`);
    expect(closed.headers.get('link')).not.toContain('rel="next"');
  });

  it('returns the org without a token, and the token’s owner with one', async () => {
    const known = await fetch(`${org.okta.orgUrl}/.well-known/okta-organization`);
    expect(await known.json()).toMatchObject({ _links: { organization: { href: org.okta.orgUrl } } });
    const me = await org.api('GET', '/api/v1/users/me');
    expect((await org.api('GET', `/api/v1/users/${idOf(me.body)}/roles`)).body).toMatchObject([
      { type: 'SUPER_ADMIN' },
    ]);
    expect((await org.api('GET', '/api/v1/org')).body).toMatchObject({
      companyName: 'Bellwether Outfitters',
    });
    expect((await org.api('GET', '/api/v1/api-tokens')).body).toHaveLength(1);
  });

  it('serves a client of a proxy: absolute target, Host without port, empty Proxy-Authorization', async () => {
    const { request } = await import('node:http');
    const { hostname, port } = new URL(org.okta.orgUrl);
    const status = await new Promise<{ status: number | undefined; link: unknown }>((resolve, reject) => {
      const call = request(
        {
          host: hostname,
          port,
          path: `http://${hostname}/api/v1/apps?limit=1`,
          headers: { host: hostname, 'proxy-authorization': '', authorization: `SSWS ${org.okta.apiToken}` },
        },
        (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, link: answer.headers.link });
        },
      );
      call.on('error', reject);
      call.end();
    });
    expect(status.status).toBe(200);
    expect(String(status.link)).toContain(`<${org.okta.orgUrl}/api/v1/apps?limit=1`);
  });

  it('answers an unknown endpoint with E0000022', async () => {
    expect((await org.api('GET', '/api/v1/nothing')).body).toMatchObject({ errorCode: 'E0000022' });
  });

  it('matched Okta’s description in all these responses', ({ skip }) => {
    expect(org.contradictions() ?? skip(noContract)).toEqual([]);
  });
});
