import { afterEach, describe, expect, it } from 'vitest';
import { audience, regions } from '../../../shared/oktopost';
import type { OktaConfig } from '../client';
import { all, errorOf, oktaError, routes, scriptedOrg } from '../testing';
import type { Script, TestServer } from '../../net/testing';
import { searchExpression } from './users';

const servers: TestServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
async function start(script: Script, config: Partial<OktaConfig> = {}) {
  const started = await scriptedOrg(script, config);
  servers.push(started.server);
  return started;
}

const acsUrl = regions.us.acsUrl;

/** As Okta answers a custom SAML app, with settings that Okta's SDK would drop. */
const app = (id: string, more: { signOn?: object; notes?: object } = {}) => ({
  id,
  name: 'acme_oktopost_1',
  label: 'Oktopost',
  status: 'ACTIVE',
  signOnMode: 'SAML_2_0',
  created: '2026-11-23T10:00:00.000Z',
  lastUpdated: '2026-11-23T10:00:01.000Z',
  features: [],
  credentials: {
    userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' },
    signing: { kid: 'k1' },
  },
  settings: {
    app: { unknownToTheSdk: 1 },
    manualProvisioning: true,
    notes: { admin: null, enduser: null, ...more.notes },
    signOn: { ssoAcsUrl: acsUrl, audience, defaultRelayState: null, responseSigned: true, ...more.signOn },
  },
  futureField: ['kept'],
  _links: { help: { href: 'https://acme-admin.okta.com/app/x/help' } },
});

describe('app integrations', () => {
  it('are created by exactly this request', async () => {
    const { okta, server } = await start(routes({ 'POST /api/v1/apps': { body: app('0oa1') } }));
    const made = await okta.createSamlApp({
      label: 'Oktopost',
      acsUrl,
      audience,
      defaultRelayState: null,
      adminNote: 'run 1',
    });
    expect(made).toMatchObject({ id: '0oa1', adminOrigin: 'https://acme-admin.okta.com', features: [] });
    expect(server.requests[0]?.target).toBe('/api/v1/apps?activate=true');
    expect(server.requests[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      label: 'Oktopost',
      signOnMode: 'SAML_2_0',
      accessibility: { selfService: false },
      visibility: { autoSubmitToolbar: false, hide: { iOS: false, web: false } },
      credentials: {
        userNameTemplate: { template: '${source.email}', type: 'BUILT_IN', pushStatus: 'PUSH' },
      },
      settings: {
        notes: { admin: 'run 1' },
        signOn: {
          ssoAcsUrl: 'https://app.oktopost.com/auth/acs',
          recipient: 'https://app.oktopost.com/auth/acs',
          destination: 'https://app.oktopost.com/auth/acs',
          audience: 'urn:oktopost:sp',
          idpIssuer: 'http://www.okta.com/${org.externalKey}',
          subjectNameIdTemplate: '${user.userName}',
          subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
          responseSigned: true,
          assertionSigned: true,
          signatureAlgorithm: 'RSA_SHA256',
          digestAlgorithm: 'SHA256',
          honorForceAuthn: true,
          authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
          requestCompressed: false,
          allowMultipleAcsEndpoints: false,
          attributeStatements: [],
        },
      },
    });
  });

  it('are found on every page of the list, inactive ones too', async () => {
    const pages = [
      [app('0oa1', { signOn: { audience: 'urn:other' } }), { ...app('0oa2'), status: 'INACTIVE' }],
      [],
      [app('0oa3', { notes: { admin: 'made by run-7' } }), app('0oa4', { signOn: { ssoAcsUrl: null } })],
    ];
    const { okta, server } = await start(({ query, headers }) => {
      const page = Number(query.get('after') ?? 0);
      const next = `<http://${headers.host ?? ''}/api/v1/apps?after=${page + 1}>; rel="next"`;
      const self = `<http://${headers.host ?? ''}/api/v1/apps?after=${page}>; rel="self"`;
      return { headers: { Link: page < 2 ? `${self}, ${next}` : self }, body: pages[page] };
    });
    const found = await okta.findApps({ audience, acsUrl });
    expect(found.map(({ id }) => id)).toEqual(['0oa2', '0oa3']);
    expect(server.requests[0]?.query.get('includeNonDeleted')).toBe('true');
    expect((await okta.findAppByNote('run-7'))?.id).toBe('0oa3');
    expect(await okta.findAppByNote('run-8')).toBeNull();
  });

  it('are not listed for ever', async () => {
    const { okta } = await start(({ headers }) => ({
      headers: { Link: `<http://${headers.host ?? ''}/api/v1/apps?after=1>; rel="next"` },
      body: [],
    }));
    expect(await errorOf(okta.findAppByNote('x'))).toMatchObject({ code: 'unreadable-answer' });
  });

  it('keep what we do not know when they are changed', async () => {
    const before = app('0oa1');
    const { okta, server } = await start(
      routes({
        'GET /api/v1/apps/0oa1': { body: before },
        'PUT /api/v1/apps/0oa1': ({ body }) => ({ body }),
      }),
    );
    const changed = await okta.changeApp('0oa1', (raw) => {
      raw['label'] = 'New';
    });
    expect(changed.label).toBe('New');
    // Without links; null, which Okta answers for "not set", is sent as not set.
    const { _links, ...rest } = before;
    const { ssoAcsUrl, responseSigned } = before.settings.signOn;
    expect(JSON.parse(server.requests[1]?.body ?? '')).toEqual({
      ...rest,
      label: 'New',
      settings: {
        app: { unknownToTheSdk: 1 },
        manualProvisioning: true,
        notes: {},
        signOn: { ssoAcsUrl, audience, responseSigned },
      },
    });
  });

  it('are null when they are gone, and keep their raw answer', async () => {
    const { okta } = await start(routes({ 'GET /api/v1/apps/0oa1': { body: app('0oa1') } }));
    expect((await okta.app('0oa1'))?.raw).toEqual(app('0oa1'));
    expect(await okta.app('0oa9')).toBeNull();
  });

  it('give their metadata and their keys', async () => {
    const { okta, server } = await start(
      routes({
        'GET /api/v1/apps/0oa1/sso/saml/metadata': {
          headers: { 'Content-Type': 'application/xml' },
          body: '<?xml version="1.0"?><md:EntityDescriptor/>',
        },
        'GET /api/v1/apps/0oa1/credentials/keys': {
          body: [{ kid: 'k1', kty: 'RSA', x5c: ['MII='], expiresAt: '2036-11-23T10:00:00.000Z' }],
        },
      }),
    );
    expect(await okta.samlMetadata('0oa1')).toContain('EntityDescriptor');
    expect(server.requests[0]?.headers.accept).toBe('application/xml');
    expect(await okta.keys('0oa1')).toEqual([
      { kid: 'k1', expiresAt: '2036-11-23T10:00:00.000Z', x5c: ['MII='] },
    ]);
  });
});

describe('the provisioning feature', () => {
  const at = '/api/v1/apps/0oa1/features/USER_PROVISIONING';
  const feature = (status: string) => ({
    name: 'USER_PROVISIONING',
    status,
    capabilities: {
      create: { lifecycleCreate: { status } },
      update: { profile: { status }, lifecycleDeactivate: { status }, password: { status: 'DISABLED' } },
    },
  });
  const off = {
    status: 400,
    body: oktaError(
      'E0000001',
      'Api validation failed: feature',
      'Provisioning is not enabled for the app instance.',
    ),
  };

  it('is tried with the three To App boxes', async () => {
    const { okta, server } = await start(
      routes({ [`PUT ${at}`]: { body: feature('ENABLED') }, [`GET ${at}`]: { body: feature('ENABLED') } }),
    );
    expect(await okta.enableProvisioningFeature('0oa1')).toBe('worked');
    expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual({
      create: { lifecycleCreate: { status: 'ENABLED' } },
      update: { profile: { status: 'ENABLED' }, lifecycleDeactivate: { status: 'ENABLED' } },
    });
    expect(await okta.provisioningFeature('0oa1')).toEqual({
      create: true,
      updateProfile: true,
      deactivate: true,
    });
  });

  it.each([
    ['400', off],
    ['404', { status: 404, body: oktaError('E0000007', 'Not found') }],
    ['no effect', { body: feature('DISABLED') }],
  ])('may be refused (%s)', async (_name, answer) => {
    const { okta } = await start(routes({ [`PUT ${at}`]: answer }));
    expect(await okta.enableProvisioningFeature('0oa1')).toBe('refused');
  });

  it('is null where Okta does not tell', async () => {
    const { okta } = await start(routes({ [`GET ${at}`]: off }));
    expect(await okta.provisioningFeature('0oa1')).toBeNull();
    expect(await okta.provisioningFeature('0oa2')).toBeNull();
  });

  it('is not said to be refused when the token lacks the right', async () => {
    const { okta } = await start(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await errorOf(okta.enableProvisioningFeature('0oa1'))).toMatchObject({ code: 'missing-right' });
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
    lastSync: null,
    profile: { givenName: 'A', familyName: null, custom: { deep: [1] } },
  };

  it('send no attribute, and are read, listed and removed', async () => {
    const done = { ...staged, externalId: 'x1', lastSync: '2026-11-23T10:00:05.000Z', status: 'PROVISIONED' };
    const { okta, server } = await start((request, response) => {
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
    const { okta } = await start(({ headers, path }) => ({
      headers: { Link: `<http://${headers.host ?? ''}${path}?after=1>; rel="next"` },
      body: [],
    }));
    expect(await errorOf(all(okta.appUsers('0oa1')))).toMatchObject({ code: 'unreadable-answer' });
  });
});

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
    const { okta } = await start(
      routes({ 'GET /api/v1/users/00u1': { body: user }, 'GET /api/v1/users/me': { body: user } }),
    );
    expect(await okta.user('00u1')).toMatchObject(read);
    expect((await okta.user('00u1'))?.profile).toMatchObject({ department: 'X', email: 'A@b.c' });
    expect(await okta.user('00u2')).toBeNull();
    expect(await okta.me()).toMatchObject(read);
  });

  it('are not told of by a token without the right', async () => {
    const { okta } = await start(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await okta.me()).toBeNull();
    expect(await okta.rolesOf('00u1')).toBeNull();
  });

  it('are searched by a safe expression, at most so many', async () => {
    const { okta, server } = await start(({ headers }) => ({
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
    const { okta, server } = await start(
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
    const { okta } = await start(routes({ 'GET /api/v1/mappings': { body: [] } }));
    expect(await okta.mapping('0oa1')).toBeNull();
  });
});

it('the app user schema tells base attributes from custom ones, which can be deleted', async () => {
  const at = '/api/v1/meta/schemas/apps/0oa1/default';
  const { okta, server } = await start(
    routes({
      [`GET ${at}`]: {
        body: {
          definitions: {
            base: { properties: { userName: { title: 'Username', required: true } }, required: ['userName'] },
            custom: { properties: { title: { title: 'Title' }, plain: {} }, required: ['plain'] },
          },
        },
      },
      [`POST ${at}`]: { body: {} },
    }),
  );
  expect(await okta.appUserSchema('0oa1')).toEqual([
    { name: 'userName', title: 'Username', required: true, base: true },
    { name: 'title', title: 'Title', required: false, base: false },
    { name: 'plain', title: 'plain', required: true, base: false },
  ]);
  await okta.deleteSchemaAttributes('0oa1', ['title']);
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    definitions: { custom: { id: '#custom', type: 'object', properties: { title: null } } },
  });
});

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
  const { okta, server } = await start(({ query, headers }) =>
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

describe('rights', () => {
  it.each([
    [{ body: [] }, 'yes'],
    [{ status: 403, body: oktaError('E0000006', 'No permission') }, 'no'],
    [{ status: 404, body: oktaError('E0000007', 'Not found') }, 'unknown'],
    [{ status: 401, body: oktaError('E0000015', 'Feature not enabled') }, 'unknown'],
    [{ status: 500, body: '' }, 'unknown'],
  ])('%j reads as %s', async (answer, expected) => {
    const { okta } = await start(() => answer);
    for (const area of ['apps', 'users', 'mappings', 'schemas', 'logs'] as const) {
      expect(await okta.canRead(area)).toBe(expected);
    }
  });

  it('are not judged by a refused token or by silence', async () => {
    const { okta, server } = await start(() => ({
      status: 401,
      body: oktaError('E0000011', 'Invalid token provided'),
    }));
    expect(await errorOf(okta.canRead('apps'))).toMatchObject({ code: 'token-refused' });
    await server.close();
    servers.splice(0);
    expect(await errorOf(okta.canRead('apps'))).toMatchObject({ code: 'unreachable' });
  });

  it('roles are listed by type', async () => {
    const { okta } = await start(
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
