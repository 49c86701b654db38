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
    ['people', '/api/v1/apps/0oa1/users', { body: [] }, []],
    ['groups', '/api/v1/apps/0oa1/groups', { body: [] }, []],
    ['schema', '/api/v1/meta/schemas/apps/0oa1/default', { body: {} }, []],
    ['own data', '/api/v1/apps/0oa1', { body: app('0oa1') }, expect.objectContaining({ id: '0oa1' })],
  ])('is not gone because Okta answers 404 about its %s for a while', async (_, path, answer, read) => {
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
    expect(await reads[path]?.()).toEqual(read);
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
    const { okta, server } = await scriptedOrg(() => answer);
    await okta.activateApp('0oa1');
    await okta.deactivateApp('0oa1');
    await okta.deleteApp('0oa1');
    await okta.unassign('0oa1', '00u1');
    await okta.deleteSchemaAttributes('0oa1', ['title']);
    await okta.addSchemaAttributes('0oa1', { title: {} });
    expect(server.requests.map(({ method }) => method)).toEqual([
      'POST',
      'POST',
      'DELETE',
      'DELETE',
      'POST',
      'POST',
    ]);
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
