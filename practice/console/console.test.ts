import { describe, expect, it } from 'vitest';
import { startConsole } from '../testing/console';

const scimOn = { card: 'general', do: 'save', label: 'Oktopost Social Advocacy', provisioning: 'SCIM' };

describe('the console', () => {
  it('refuses forms of other origins and hosts, without an effect', async () => {
    const { post, path, app } = startConsole();
    for (const origin of ['http://127.0.0.1:4001', 'https://evil.example', 'null', '']) {
      expect((await post(path, scimOn, origin)).status).toBe(403);
    }
    expect(app.provisioning).toBe('NONE');
  });

  it('redirects to the list of applications, which links to each', async () => {
    const { get, path } = startConsole();
    for (const home of ['/', '/admin', '/admin/dashboard']) {
      expect((await get(home)).headers).toMatchObject({ location: '/admin/apps/active' });
    }
    const { text } = await get('/admin/apps/active');
    expect(text).toContain(`href="${path}#tab-general"`);
    expect(text).toContain('Expensr');
    expect(text).toContain('Practice console – not Okta');
  });

  it('shows the seeded app without Provisioning', async () => {
    const { get, world } = startConsole();
    const other = Object.values(world.state.apps).find(({ label }) => label === 'Expensr');
    const { status, text } = await get(`/admin/app/${other?.name ?? ''}/instance/${other?.id ?? ''}`);
    expect(status).toBe(200);
    expect(text).toContain('https://expensr.example/saml/acs');
    expect(text).not.toContain('#tab-user-management');
  });

  it.each([
    '/admin/app/bellwether_oktopostsocialadvocacy_1/instance/0oanone/',
    '/admin/app/x/instance/__proto__/',
    '/admin/nothing',
  ])('has no page at %s', async (address) => {
    expect((await startConsole().get(address)).status).toBe(404);
  });

  it('has no page where name and id belong to different apps', async () => {
    const { get, path } = startConsole();
    expect((await get(path.replace('_1/', '_2/'))).status).toBe(404);
  });
});

describe('General > App Settings', () => {
  it('switches SCIM on and off', async () => {
    const { get, post, path, app, world } = startConsole();
    expect((await get(`${path}?edit=general`)).text).toContain('id="provisioning-SCIM"');
    expect(await post(path, scimOn)).toMatchObject({
      status: 303,
      headers: { location: `${path}#tab-general` },
    });
    expect(app.provisioning).toBe('SCIM');
    expect(Object.keys(app.schema.base)).toContain('givenName');
    expect(world.state.log.at(-1)?.eventType).toBe('application.lifecycle.update');
    expect((await get(path)).text).toContain('#tab-user-management/api-credentials');

    await post(path, { ...scimOn, provisioning: 'NONE' });
    expect(app.provisioning).toBe('NONE');
    expect((await get(path)).text).not.toContain('#tab-user-management');
  });

  it('offers and accepts only None where the org has no SCIM choice', async () => {
    const { get, post, path, app } = startConsole({ scimChoice: 'missing' });
    const { text } = await get(`${path}?edit=general`);
    expect(text).toContain('id="provisioning-NONE"');
    expect(text).not.toContain('id="provisioning-SCIM"');
    expect((await post(path, scimOn)).status).toBe(422);
    expect(app.provisioning).toBe('NONE');
  });

  it('escapes the label', async () => {
    const { get, post, path, app } = startConsole();
    const label = `"><script>alert('x')</script>`;
    await post(path, { ...scimOn, label });
    expect(app.label).toBe(label);
    for (const address of [path, `${path}?edit=general`, '/admin/apps/active']) {
      const { text } = await get(address);
      expect(text).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;');
      expect(text).not.toContain('<script>');
    }
  });

  it.each([
    ['', /left blank/],
    ['x'.repeat(101), /too long/],
    ['Expensr', /already exists/],
  ])('refuses the label %j', async (label, why) => {
    const { post, path, app } = startConsole({ duplicateLabels: 'refused' });
    const { status, text } = await post(path, { ...scimOn, label });
    expect(status).toBe(422);
    expect(text).toMatch(why);
    expect(text).toContain(`value="${label}"`);
    expect(app).toMatchObject({ label: 'Oktopost Social Advocacy', provisioning: 'NONE' });
  });
});

describe('Sign On > Settings', () => {
  const email = { card: 'signon', do: 'save', template: '${source.email}', pushStatus: 'PUSH' };

  it('sets the format and when the user name is updated', async () => {
    const { get, post, path, app } = startConsole();
    expect((await get(path)).text).toContain('Okta username');
    await post(path, email);
    expect(app.body.credentials['userNameTemplate']).toEqual({
      type: 'BUILT_IN',
      template: '${source.email}',
      pushStatus: 'PUSH',
    });
    expect((await get(path)).text).toMatch(/<dd>Email<\/dd>.*<dd>Create and update<\/dd>/);
  });

  it('keeps a custom template, but does not create one', async () => {
    const { get, post, path, app } = startConsole();
    const custom = { template: 'user.nick', type: 'CUSTOM', userSuffix: 'x' };
    app.body.credentials['userNameTemplate'] = custom;
    expect((await get(path)).text).toContain('Custom: user.nick');
    await post(path, { ...email, template: 'user.nick' });
    expect(app.body.credentials['userNameTemplate']).toEqual({ ...custom, pushStatus: 'PUSH' });
    expect((await post(path, { ...email, template: '${source.other}' })).status).toBe(422);
    expect((await post(path, { ...email, pushStatus: 'SOMETIMES' })).status).toBe(422);
  });
});

describe('Sign On > Update Now', () => {
  it('recomputes all user names by the current format', async () => {
    const { get, post, path, app, world, provisioning } = startConsole();
    const users = Object.values(world.state.users).filter(({ profile }) =>
      ['kmori', 'dana.reyes@bellwether.example'].includes(profile['login'] ?? ''),
    );
    for (const { id } of users) provisioning.assign(app, id);
    const names = () => users.map(({ id }) => app.users[id]?.userName);
    const signOn = { card: 'signon', do: 'save', template: '${source.email}', pushStatus: 'DONT_PUSH' };
    await post(path, signOn);
    expect(names()).toEqual(['kmori', 'dana.reyes@bellwether.example']);
    expect((await get(path)).text).toContain('Update Now</button>');
    expect(await post(path, { card: 'signon', do: 'act' })).toMatchObject({
      status: 303,
      headers: { location: `${path}#tab-signon` },
    });
    expect(names()).toEqual(['kenji.mori@bellwether.example', 'dana.reyes@bellwether.example']);
  });
});
