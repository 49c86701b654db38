import { describe, expect, it } from 'vitest';
import { audience, regions } from '../../../shared/oktopost';
import { asObject } from '../json';
import { errorOf, oktaError, routes, scriptedOrg } from '../testing';

const acsUrl = regions.us.acsUrl;

/** A custom SAML app as Okta returns it, with settings that the SDK drops. */
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
    const { okta, server } = await scriptedOrg(routes({ 'POST /api/v1/apps': { body: app('0oa1') } }));
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
    const { okta, server } = await scriptedOrg(({ query, headers }) => {
      const page = Number(query.get('after') ?? 0);
      const next = `<http://${headers.host ?? ''}/api/v1/apps?after=${page + 1}>; rel="next"`;
      const self = `<http://${headers.host ?? ''}/api/v1/apps?after=${page}>; rel="self"`;
      return { headers: { Link: page < 2 ? `${self}, ${next}` : self }, body: pages[page] };
    });
    const found = await okta.findApps(
      ({ signOn }) => signOn?.audience === audience && signOn.ssoAcsUrl === acsUrl,
    );
    expect(found.map(({ id }) => id)).toEqual(['0oa2', '0oa3']);
    expect(server.requests[0]?.query.get('includeNonDeleted')).toBe('true');
    expect((await okta.findAppByNote('run-7'))?.id).toBe('0oa3');
    expect(await okta.findAppByNote('run-8')).toBeNull();
  });

  it('are not listed endlessly', async () => {
    const { okta } = await scriptedOrg(({ headers }) => ({
      headers: { Link: `<http://${headers.host ?? ''}/api/v1/apps?after=1>; rel="next"` },
      body: [],
    }));
    expect(await errorOf(okta.findAppByNote('x'))).toMatchObject({ code: 'unreadable-answer' });
  });

  it('keep unknown fields, nulls, numbers and escapes byte for byte when they are changed', async () => {
    const text = String.raw`{ "id":"0oa1", "name":"oktopost","label":"Old","status":"ACTIVE","signOnMode":"SAML_2_0",
      "created":"2026-11-23T10:00:00.000Z", "lastUpdated": "2026-11-23T10:00:01.000Z" ,"features":[],"future":[1.0,null,{}],
      "credentials":{"userNameTemplate":{"template":"login","type":"BUILT_IN","later":{"a":null}},"signing":{"kid":"k1"}},
      "settings":{"app":{"siteId":12345678901234567890,"rate":1.50,"e":1E+2,"site":"B\u00fcro \/ \ud83d\ude00","__proto__":{"x":1}},
        "notes":{"admin":null},"signOn":{"ssoAcsUrl":null,"defaultRelayState":"","unknown":[[]]}},"_links":{"help":{"href":"x"}}}`;
    const { okta, server } = await scriptedOrg(
      routes({
        'GET /api/v1/apps/0oa1': { headers: { 'Content-Type': 'application/json' }, body: text },
        'PUT /api/v1/apps/0oa1': { body: app('0oa1') },
      }),
    );
    await okta.changeApp('0oa1', (raw) => {
      raw['label'] = 'New';
      asObject(asObject(raw, 'credentials'), 'userNameTemplate')['template'] = 'email';
    });
    const expected = text
      .replace('"Old"', '"New"')
      .replace('"login"', '"email"')
      .replace(',"_links":{"help":{"href":"x"}}', '');
    expect(server.requests[1]?.body).toBe(expected);
  });

  it('are null when not found, and keep the raw response', async () => {
    const { okta } = await scriptedOrg(routes({ 'GET /api/v1/apps/0oa1': { body: app('0oa1') } }));
    expect((await okta.app('0oa1'))?.raw).toEqual(app('0oa1'));
    expect(await okta.app('0oa9')).toBeNull();
  });

  it('give their metadata and their keys', async () => {
    const { okta, server } = await scriptedOrg(
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
    const { okta, server } = await scriptedOrg(
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
    const { okta } = await scriptedOrg(routes({ [`PUT ${at}`]: answer }));
    expect(await okta.enableProvisioningFeature('0oa1')).toBe('refused');
  });

  it('is null when Okta does not report it', async () => {
    const { okta } = await scriptedOrg(routes({ [`GET ${at}`]: off }));
    expect(await okta.provisioningFeature('0oa1')).toBeNull();
    expect(await okta.provisioningFeature('0oa2')).toBeNull();
  });

  it('is a missing right, not a refusal, on 403', async () => {
    const { okta } = await scriptedOrg(() => ({ status: 403, body: oktaError('E0000006', 'No permission') }));
    expect(await errorOf(okta.enableProvisioningFeature('0oa1'))).toMatchObject({ code: 'missing-right' });
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

  it('is the user-to-app one, and updates named attributes only', async () => {
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

it('the app user schema distinguishes base attributes from custom ones, which can be deleted', async () => {
  const at = '/api/v1/meta/schemas/apps/0oa1/default';
  const { okta, server } = await scriptedOrg(
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
    {
      name: 'userName',
      title: 'Username',
      required: true,
      base: true,
      definition: { title: 'Username', required: true },
    },
    { name: 'title', title: 'Title', required: false, base: false, definition: { title: 'Title' } },
    { name: 'plain', title: 'plain', required: true, base: false, definition: {} },
  ]);
  await okta.deleteSchemaAttributes('0oa1', ['title']);
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    definitions: { custom: { id: '#custom', type: 'object', properties: { title: null } } },
  });
  await okta.addSchemaAttributes('0oa1', { title: { title: 'Title' } });
  expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
    definitions: { custom: { id: '#custom', type: 'object', properties: { title: { title: 'Title' } } } },
  });
});
