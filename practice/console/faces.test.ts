import { describe, expect, it } from 'vitest';
import { integrationForm, startConsole } from '../testing/console';

/** The same setting as orgs of different age show it. */
describe('the check box Enable SCIM provisioning', () => {
  const form = { card: 'general', do: 'save', label: 'Oktopost Social Advocacy' };

  it('switches SCIM on and off', async () => {
    const { get, post, path, app } = startConsole({ generalTab: 'checkbox' });
    const { text } = await get(`${path}?edit=general`);
    expect(text).toContain('<label for="enableScim">Enable SCIM provisioning</label>');
    expect(text).not.toContain('id="provisioning-SCIM"');
    await post(path, { ...form, enableScim: 'on' });
    expect(app.provisioning).toBe('SCIM');
    expect((await get(path)).text).toMatch(/<dt>Enable SCIM provisioning<\/dt> <dd>Enabled<\/dd>/);
    await post(path, form);
    expect(app.provisioning).toBe('NONE');
  });

  it('is missing in an org without SCIM', async () => {
    const { get, post, path, app } = startConsole({ generalTab: 'checkbox', scimChoice: 'missing' });
    expect((await get(`${path}?edit=general`)).text).not.toContain('enableScim');
    expect((await post(path, { ...form, enableScim: 'on' })).status).toBe(422);
    expect(app.provisioning).toBe('NONE');
  });
});

describe('the field of the token', () => {
  it.each([
    ['Authorization', 'added', true],
    ['Bearer', 'as-typed', false],
  ] as const)('is labelled %s, the prefix is %s', async (tokenLabel, tokenPrefix, hasPrefix) => {
    const { get, post, path, app, provisioning } = startConsole({ tokenLabel, tokenPrefix });
    provisioning.switchScimOn(app);
    const { text } = await get(`${path}?edit=integration`);
    expect(text).toContain(`<label for="token">${tokenLabel}</label>`);
    expect(text.includes('<span>Bearer</span>')).toBe(hasPrefix);
    expect((await post(path, { ...integrationForm, token: '' })).text).toContain(
      `${tokenLabel}: The field cannot be left blank`,
    );
    await post(path, integrationForm);
    expect(app.connection?.tokenAsTyped).toBe(hasPrefix ? undefined : true);
  });
});

describe('the menu', () => {
  it.each([
    ['2026.08', 'Applications and Resources ›', '/admin/apps/create'],
    ['older', 'Applications ›', '/admin/apps/saml-wizard/create'],
  ] as const)('has the words of %s', async (menu, part, create) => {
    const { get } = startConsole({ menu });
    const { text } = await get('/admin/apps/active');
    expect(text).toContain(
      `<span class="muted">${part}</span> <a href="/admin/apps/active">Applications</a>`,
    );
    expect(text).toContain(`href="${create}">Create App Integration</a>`);
  });
});

describe('Create App Integration', () => {
  const wizard = '/admin/apps/saml-wizard/create';
  const form = { label: 'Rehearsal 2', acsUrl: 'https://sp.example/acs', audience: 'urn:sp' };

  it('leads through the classic experience to a SAML app', async () => {
    const { get, post, world } = startConsole();
    expect((await get('/admin/apps/create')).text).toContain(`href="${wizard}">Classic experience</a>`);
    expect((await get(wizard)).text).toContain('App name');
    const { headers } = await post(wizard, form);
    const app = Object.values(world.state.apps).find(({ label }) => label === form.label);
    expect(headers).toMatchObject({
      location: `/admin/app/bellwether_rehearsal2_1/instance/${app?.id ?? ''}/#tab-general`,
    });
    expect(app?.body.settings['signOn']).toMatchObject({
      ssoAcsUrl: form.acsUrl,
      recipient: form.acsUrl,
      audience: form.audience,
    });
    expect(world.state.log.at(-1)?.eventType).toBe('application.lifecycle.create');
  });

  it.each([
    [{ label: '' }, 'Application label'],
    [{ acsUrl: 'here' }, 'Single sign-on URL'],
    [{ audience: '' }, 'Audience URI'],
  ])('refuses %j', async (change, why) => {
    const { post, world } = startConsole();
    const { status, text } = await post(wizard, { ...form, ...change });
    expect(status).toBe(422);
    expect(text).toContain(why);
    expect(Object.values(world.state.apps).map(({ label }) => label)).not.toContain(form.label);
  });
});
