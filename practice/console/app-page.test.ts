import { describe, expect, it } from 'vitest';
import { integrationForm, startConsole } from '../testing/console';
import { record } from '../world/people';

describe('General > SAML Settings', () => {
  const form = {
    card: 'saml',
    do: 'save',
    ssoAcsUrl: 'https://eu-app.oktopost.com/auth/acs',
    recipient: 'https://eu-app.oktopost.com/auth/acs',
    destination: 'https://eu-app.oktopost.com/auth/acs',
    audience: 'urn:oktopost:sp',
    defaultRelayState: '2',
    subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    responseSigned: 'false',
    assertionSigned: 'true',
    signatureAlgorithm: 'RSA_SHA1',
    digestAlgorithm: 'SHA1',
    attributeName0: 'email',
    attributeValue0: 'user.email',
  };

  it('are edited, logged, and shown', async () => {
    const { get, post, path, app, world } = startConsole();
    expect((await get(`${path}?edit=saml`)).text).toContain('value="https://app.oktopost.com/auth/acs"');
    expect((await post(path, form)).headers).toMatchObject({ location: `${path}#tab-general` });
    expect(app.body.settings['signOn']).toMatchObject({
      ssoAcsUrl: form.ssoAcsUrl,
      defaultRelayState: '2',
      responseSigned: false,
      assertionSigned: true,
      signatureAlgorithm: 'RSA_SHA1',
      attributeStatements: [{ type: 'EXPRESSION', name: 'email', values: ['user.email'] }],
      honorForceAuthn: true,
    });
    expect(world.state.log.at(-1)).toMatchObject({
      eventType: 'application.lifecycle.update',
      target: [{ changeDetails: { to: { sso_acs_url_override: form.ssoAcsUrl } } }],
    });
    const { text } = await get(path);
    expect(text).toContain('<dd>email = user.email</dd>');
    expect(text).toMatch(/<dt>Response<\/dt> <dd>Unsigned<\/dd>/);
  });

  it('keep statements that the form does not show, and no relay state where none is entered', async () => {
    const { post, path, app } = startConsole();
    const signOn = record(app.body.settings['signOn']);
    const groups = { type: 'GROUP', name: 'groups', filterType: 'REGEX', filterValue: '.*' };
    signOn['attributeStatements'] = [groups, { type: 'EXPRESSION', name: 'old', values: ['user.login'] }];
    const { attributeName0: _, attributeValue0: __, ...without } = form;
    await post(path, { ...without, defaultRelayState: '' });
    expect(signOn).toMatchObject({ defaultRelayState: null, attributeStatements: [groups] });
  });

  it.each([
    [{ ssoAcsUrl: 'app.oktopost.com' }, 'Single sign-on URL: must be an address'],
    [{ audience: '' }, 'Audience URI (SP Entity ID): The field cannot be left blank'],
    [{ assertionSigned: 'false' }, 'response or assertion has to be signed'],
    [{ digestAlgorithm: 'MD5' }, 'Digest Algorithm: choose one of those offered'],
    [{ attributeValue0: '' }, 'an attribute has a name and a value'],
  ])('refuse %j', async (change, why) => {
    const { post, path, app } = startConsole();
    const { status, text } = await post(path, { ...form, ...change });
    expect(status).toBe(422);
    expect(text).toContain(why);
    expect(record(app.body.settings['signOn'])['ssoAcsUrl']).toBe('https://app.oktopost.com/auth/acs');
  });

  it('of a catalogue app cannot be edited there', async () => {
    const { get, post, world } = startConsole();
    const app = Object.values(world.state.apps).find(({ name }) => name === 'oktopost');
    const path = `/admin/app/oktopost/instance/${app?.id ?? ''}/`;
    expect((await get(path)).text).not.toContain('Edit SAML Settings');
    expect((await post(path, form)).status).toBe(409);
  });
});

describe('Sign On > SAML Signing Certificates', () => {
  it('generates a certificate, hands it out, and activates it', async () => {
    const { get, post, path, app } = startConsole();
    await post(path, { card: 'certificates', do: 'generate' });
    const [first, coming] = app.signingKeys ?? [];
    expect(app.kid).toBe(first?.kid);
    const { text } = await get(path);
    expect(text).toContain('Activate certificate 2');
    expect(text).not.toContain('Activate certificate 1');
    const kid = coming?.kid ?? '';
    expect((await get(`${path}?certificate=${kid}`)).body).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    expect((await post(path, { card: 'certificates', do: 'activate', kid })).headers).toMatchObject({
      location: `${path}#tab-signon`,
    });
    expect(app.kid).toBe(kid);
    expect(app.body.credentials['signing']).toEqual({ kid });
  });

  it('refuses a certificate of another app', async () => {
    const { post, path, app } = startConsole();
    const before = app.kid;
    expect((await post(path, { card: 'certificates', do: 'activate', kid: 'kidother' })).status).toBe(409);
    expect(app.kid).toBe(before);
  });
});

describe('the status of an app integration', () => {
  it('is deactivated, asked for once more, and deleted', async () => {
    const { get, post, path, app, world } = startConsole();
    expect((await post(path, { card: 'status', do: 'delete' })).status).toBe(409);
    expect((await get(`${path}?ask=delete`)).text).not.toContain('Delete application');
    await post(path, { card: 'status', do: 'deactivate' });
    expect(app.status).toBe('INACTIVE');
    expect((await get(`${path}?ask=delete`)).text).toContain('Delete Oktopost Social Advocacy');
    expect((await post(path, { card: 'status', do: 'delete' })).headers).toMatchObject({
      location: '/admin/apps/active',
    });
    expect(world.state.apps[app.id]).toBeUndefined();
    expect((await get(path)).status).toBe(404);
    expect(world.state.log.slice(-2).map(({ eventType }) => eventType)).toEqual([
      'application.lifecycle.deactivate',
      'application.lifecycle.delete',
    ]);
  });

  it('is activated again', async () => {
    const { post, path, app } = startConsole();
    await post(path, { card: 'status', do: 'deactivate' });
    await post(path, { card: 'status', do: 'activate' });
    expect(app.status).toBe('ACTIVE');
    expect((await post(path, { card: 'status', do: 'other' })).status).toBe(409);
  });
});

describe('saving To App while Import Groups is on', () => {
  it.each([
    [{ importGroups: 'on' }, 1],
    [{}, 0],
  ])('with %j reads the groups %i times', async (change, times) => {
    const { post, path, app, provisioning, readGroups } = startConsole();
    provisioning.switchScimOn(app);
    await post(path, { ...integrationForm, ...change });
    await post(path, { card: 'to-app', do: 'save', create: 'on' });
    expect(app.toApp.create).toBe(true);
    expect(readGroups).toHaveLength(times);
  });
});
