import { describe, expect, it } from 'vitest';
import { audience, regions } from '../../../shared/oktopost';
import { asObject } from '../json';
import { all, errorOf, oktaError, routes, scriptedOrg } from '../testing';

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
    expect(made).toMatchObject({ id: '0oa1', features: [] });
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

  it('are read on where the link to the next page is relative', async () => {
    const { okta } = await scriptedOrg(({ query }) =>
      query.has('after')
        ? { body: [{ id: '0oa2' }] }
        : { body: [{ id: '0oa1' }], headers: { Link: '</api/v1/apps?after=1>; rel="next"' } },
    );
    expect((await okta.findApps(() => true)).map(({ id }) => id)).toEqual(['0oa1', '0oa2']);
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
        'POST /api/v1/apps/0oa1/credentials/keys/generate': {
          body: { kid: 'k2', kty: 'RSA', x5c: ['MIJ='], created: '2026-11-23T10:00:00.000Z' },
        },
      }),
    );
    expect(await okta.samlMetadata('0oa1')).toContain('EntityDescriptor');
    expect(server.requests[0]?.headers.accept).toBe('application/xml');
    expect(await okta.keys('0oa1')).toEqual([
      { kid: 'k1', expiresAt: '2036-11-23T10:00:00.000Z', created: null, x5c: ['MII='] },
    ]);
    expect(await okta.generateKey('0oa1', 10)).toEqual({
      kid: 'k2',
      expiresAt: null,
      created: '2026-11-23T10:00:00.000Z',
      x5c: ['MIJ='],
    });
    expect(server.requests.at(-1)?.target).toContain('validityYears=10');
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

describe('the list of app integrations', () => {
  // Source: docs/facts/okta-recorded.md, section 3.
  const strangers = [
    { ...app('0oaAd'), signOnMode: null, label: null, credentials: null, settings: null },
    {
      ...app('0oaFlow'),
      name: 'okta_flow_sso',
      features: ['SCIM_PROVISIONING', 'AUTO_CONFIRM_IMPORTS', null],
    },
    {
      ...app('0oaCustom'),
      credentials: {
        userNameTemplate: { template: '${source.login}', type: 'CUSTOM', pushStatus: 'NOT_CONFIGURED' },
      },
      universalLogout: null,
      orn: 'orn:oktapreview:idp:00o1:apps:x:0oaCustom',
    },
    { ...app('0oaLogout'), universalLogout: { status: 'ENABLED' }, features: null, created: null },
    { id: '0oaBare' },
    { ...app('0oaOdd'), label: 7, name: [], status: {}, settings: { notes: 'x', signOn: { audience: 1 } } },
  ];

  it('is read whatever other people’s apps look like', async () => {
    const { okta } = await scriptedOrg(
      routes({ 'GET /api/v1/apps': { body: [...strangers, app('0oaOurs', { notes: { admin: 'run-7' } })] } }),
    );
    const found = await okta.findApps(() => true);
    expect(found.map(({ id }) => id)).toEqual([...strangers.map(({ id }) => id), '0oaOurs']);
    expect(found[0]).toMatchObject({ label: 'acme_oktopost_1', signOnMode: '', signOn: null });
    expect(found[1]?.features).toEqual(['SCIM_PROVISIONING', 'AUTO_CONFIRM_IMPORTS']);
    expect(found[2]?.userNameTemplate).toMatchObject({ type: 'CUSTOM', pushStatus: 'NOT_CONFIGURED' });
    expect((await okta.findAppByNote('run-7'))?.id).toBe('0oaOurs');
  });
});

describe('an app integration that was just created', () => {
  const missing = {
    status: 404,
    body: oktaError('E0000007', 'Not found: Resource not found: 0oa1 (AppInstance)'),
  };
  const newApp = { label: 'Oktopost', acsUrl, audience, defaultRelayState: null, adminNote: 'run 1' };

  it.each([
    ['people', '/api/v1/apps/0oa1/users', { body: [] }],
    ['groups', '/api/v1/apps/0oa1/groups', { body: [] }],
    ['schema', '/api/v1/meta/schemas/apps/0oa1/default', { body: {} }],
    ['own data', '/api/v1/apps/0oa1', { body: app('0oa1') }],
  ])('is not gone because Okta answers 404 about its %s for a while', async (_, path, answer) => {
    const early = [missing, missing];
    const { okta, clock } = await scriptedOrg(
      routes({ 'POST /api/v1/apps': { body: app('0oa1') }, [`GET ${path}`]: () => early.shift() ?? answer }),
    );
    await okta.createSamlApp(newApp);
    const reads: Record<string, () => Promise<unknown>> = {
      '/api/v1/apps/0oa1/users': () => all(okta.appUsers('0oa1')),
      '/api/v1/apps/0oa1/groups': () => all(okta.appGroups('0oa1')),
      '/api/v1/meta/schemas/apps/0oa1/default': () => okta.appUserSchema('0oa1'),
      '/api/v1/apps/0oa1': () => okta.app('0oa1'),
    };
    expect(await reads[path]?.()).not.toBeNull();
    expect(clock.slept).toHaveLength(2);
  });

  it('is gone when Okta stays with its 404; a user who is not assigned is not waited for', async () => {
    const noUser = oktaError('E0000007', 'Not found: Resource not found: 00u1 (AppUser)');
    const { okta, clock } = await scriptedOrg(
      routes({
        'POST /api/v1/apps': { body: app('0oa1') },
        'GET /api/v1/apps/0oa1/users/00u1': { status: 404, body: noUser },
        'GET /api/v1/apps/0oa1': missing,
      }),
    );
    await okta.createSamlApp(newApp);
    expect(await okta.appUser('0oa1', '00u1')).toBeNull();
    expect(clock.slept).toEqual([]);
    expect(await okta.app('0oa1')).toBeNull();
    const { length } = clock.slept;
    expect(length).toBeGreaterThan(0);
    expect(await okta.app('0oa1')).toBeNull();
    expect(clock.slept).toHaveLength(length);
  });
});

describe('a life-cycle call', () => {
  it.each([
    ['204', { status: 204 }],
    ['200 without a body', { status: 200, body: '' }],
    ['200 with an empty object', { body: {} }],
  ])('is done when Okta answers %s', async (_, answer) => {
    const { okta } = await scriptedOrg(() => answer);
    await okta.activateApp('0oa1');
    await okta.deactivateApp('0oa1');
    await okta.deleteApp('0oa1');
    await okta.unassign('0oa1', '00u1');
    await okta.deleteSchemaAttributes('0oa1', ['title']);
    await okta.addSchemaAttributes('0oa1', { title: {} });
  });

  it('is refused with what Okta said, a page of a proxy is no answer, and neither is repeated', async () => {
    const answers = [
      { status: 403, body: oktaError('E0000056', 'Delete application forbidden.') },
      { status: 401, body: oktaError('E0000015', 'You do not have permission to access the feature') },
      { headers: { 'Content-Type': 'text/html' }, body: '<html></html>' },
    ];
    const { okta, server } = await scriptedOrg(() => answers.shift() ?? { status: 204 });
    expect(await errorOf(okta.deleteApp('0oa1'))).toMatchObject({ code: 'okta-refused' });
    expect(await errorOf(okta.activateApp('0oa1'))).toMatchObject({ code: 'okta-refused' });
    expect(await errorOf(okta.deactivateApp('0oa1'))).toMatchObject({ code: 'answer-lost' });
    expect(server.requests).toHaveLength(3);
  });
});

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
    const { okta } = await scriptedOrg(routes({ 'POST /api/v1/mappings/prm2': { status, body } }));
    await okta.updateMapping('prm2', { title: null });
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
