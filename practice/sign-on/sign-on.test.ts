import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { regions } from '../../shared/oktopost';
import { certificateOf } from '../okta/certificates';
import { usersOf } from '../world/directory';
import { newApp, newAppIds } from '../world/app-template';
import { newId } from '../world/ids';
import { startPractice } from '../practice';
import type { Practice } from '../practice';
import { createProvisioning } from '../provisioning/provisioning';
import { readSignOnResponse, signOnRequest, signOnResponse } from '../saml';
import type { OktaApp, OktaUser } from '../world/state';

let practice: Practice;
let app: OktaApp;
let grace: OktaUser;
let signOnUrl: string;
let certificate: string;

beforeEach(async () => {
  practice = await startPractice({ users: 20, provisionDelayMs: 0, logLagMs: 0, catalogueApp: 'none' });
  const { world } = practice;
  app = newApp({
    ...newAppIds(newId, world.now().toISOString()),
    name: 'bellwether_oktopostsocialadvocacy_1',
    label: 'Oktopost Social Advocacy',
    acsUrl: regions.us.acsUrl,
    audience: 'urn:oktopost:sp',
  });
  world.state.apps[app.id] = app;
  const found = usersOf(world.state).find(({ profile }) => profile['firstName'] === 'Grace');
  if (found === undefined) throw new Error('nobody is called Grace');
  grace = found;
  createProvisioning(world).assign(app, grace.id);
  const { x5c } = await certificateOf(world, app);
  certificate = `-----BEGIN CERTIFICATE-----\n${x5c}\n-----END CERTIFICATE-----`;
  signOnUrl = `${practice.okta.orgUrl}/app/${app.name}/exk${app.id.slice(3)}/sso/saml`;
});
afterEach(() => practice.stop());

interface Shown {
  status: number;
  text: string;
  location: string | null;
}

async function ask(address: string, form?: Record<string, string>, origin?: string): Promise<Shown> {
  const answer = await fetch(address, {
    redirect: 'manual',
    ...(form === undefined
      ? {}
      : {
          method: 'POST',
          headers: { origin: origin ?? new URL(address).origin },
          body: new URLSearchParams(form),
        }),
  });
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') };
}
const oktopost = (): string => practice.world.origins.oktopost;
const hidden = (page: string, name: string): string => {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? [];
  if (value === undefined) throw new Error(`no ${name} in ${page}`);
  return value;
};
const settingsPage = (): string => `${oktopost()}/settings/security/single-sign-on`;
const setUp = (change: Partial<Record<'issuer' | 'signOnUrl' | 'certificate', string>> = {}) =>
  ask(settingsPage(), {
    issuer: `http://www.okta.com/exk${app.id.slice(3)}`,
    signOnUrl,
    certificate,
    ...change,
  });
const arrive = (page: string, acs = '/auth/acs') =>
  ask(`${oktopost()}${acs}`, { SAMLResponse: hidden(page, 'SAMLResponse') }, practice.okta.orgUrl);
const events = () =>
  practice.world.state.log.filter(({ eventType }) => eventType === 'user.authentication.sso');

describe('a sign-in from Oktopost', () => {
  it('sends a request to Okta and gets the response to it', async () => {
    expect((await setUp()).status).toBe(303);
    const { status, location } = await ask(`${oktopost()}/auth/login-sso`);
    expect(status).toBe(303);
    expect(location?.startsWith(signOnUrl)).toBe(true);
    const who = await ask(location ?? '');
    expect(who.text).toContain('Sign in as Grace Garcia');
    const SAMLRequest = hidden(who.text, 'SAMLRequest');
    const okta = await ask(location ?? '', { user: grace.id, SAMLRequest });
    expect(events()).toMatchObject([
      {
        actor: { id: grace.id },
        outcome: { result: 'SUCCESS' },
        debugData: { initiationType: 'SP_INITIATED' },
      },
    ]);
    const there = await arrive(okta.text);
    // Her address at Oktopost differs in case only.
    expect(there.text).toContain(
      'grace.garcia@bellwether.example is signed in at Oktopost, and lands on the app',
    );
    expect((await arrive(okta.text)).text).toContain('did not begin here');
  });

  it('reports missing settings before single sign-on is set up', async () => {
    const { status, text } = await ask(`${oktopost()}/auth/login-sso`);
    expect(status).toBe(409);
    expect(text).toContain('Settings &gt; Security &gt; Single Sign-On');
  });

  it('redirects to no other identity provider than the practice Okta', async () => {
    await setUp({ signOnUrl: 'https://evil.example/sso' });
    expect(await ask(`${oktopost()}/auth/login-sso`)).toMatchObject({ status: 409, location: null });
  });
});

describe('a sign-in from the tile', () => {
  const fromTile = async (user = grace.id): Promise<Shown> =>
    ask(`${practice.okta.orgUrl}/home/${app.name}/${app.id}/aln${app.id}`, { user });

  it('starts on the dashboard, and lands by the relay state', async () => {
    await setUp();
    app.body.settings['signOn'] = {
      ssoAcsUrl: regions.us.acsUrl,
      audience: 'urn:oktopost:sp',
      defaultRelayState: '2',
    };
    const dashboard = await ask(`${practice.okta.orgUrl}/app/UserHome`);
    expect(dashboard.text).toContain(`/home/${app.name}/${app.id}/`);
    const okta = await fromTile();
    expect(events()).toMatchObject([{ debugData: { initiationType: 'IDP_INITIATED' } }]);
    const there = await ask(
      `${oktopost()}/auth/acs`,
      { SAMLResponse: hidden(okta.text, 'SAMLResponse'), RelayState: hidden(okta.text, 'RelayState') },
      practice.okta.orgUrl,
    );
    expect(there.text).toContain('lands on the board');
  });

  it('works by its URL when the tile is hidden', async () => {
    await setUp();
    app.body.visibility['hide'] = { iOS: false, web: true };
    expect((await ask(`${practice.okta.orgUrl}/app/UserHome`)).text).not.toContain(app.id);
    expect((await fromTile()).status).toBe(200);
  });

  it('is refused for a user not assigned or not active, without an event', async () => {
    const other = usersOf(practice.world.state).find(({ id }) => id !== grace.id)?.id ?? '';
    expect((await fromTile(other)).status).toBe(403);
    grace.status = 'SUSPENDED';
    expect((await fromTile()).status).toBe(403);
    expect(events()).toEqual([]);
  });

  it('is refused by Oktopost for another issuer, another region, or without an account', async () => {
    expect((await arrive((await fromTile()).text)).text).toContain('knows the issuer');
    await setUp();
    const { text } = await fromTile();
    expect((await arrive(text, '/eu/auth/acs')).text).toContain('is meant for');
    for (const user of Object.values(practice.world.state.oktopost.us.users)) user.active = false;
    expect((await arrive(text)).text).toContain('No active user here has the email');
  });
});

describe('Settings, Security, Single Sign-On', () => {
  it.each([
    [{ issuer: '' }, 'Issuer'],
    [{ signOnUrl: 'here' }, 'Sign-on URL'],
    [{ certificate: 'none' }, 'Certificate'],
  ])('refuses %j', async (change, field) => {
    const { status, text } = await setUp(change);
    expect(status).toBe(422);
    expect(text).toContain(`${field}: `);
    expect(practice.world.state.oktopost.us.singleSignOn).toBeUndefined();
  });

  it('refuses forms of other origins', async () => {
    expect((await ask(settingsPage(), { issuer: 'x' }, 'https://evil.example')).status).toBe(403);
  });
});

describe('the messages', () => {
  it('keep all characters of names', () => {
    const response = {
      issuer: 'http://www.okta.com/exk1',
      audience: 'urn:oktopost:sp',
      recipient: regions.us.acsUrl,
      nameId: `o'brien+"<&>@acme.example`,
      inResponseTo: null,
      validUntil: '2026-11-24T02:03:04.000Z',
    };
    const xml = signOnResponse(response, new Date());
    expect(readSignOnResponse(Buffer.from(xml).toString('base64'))).toEqual(response);
    expect(readSignOnResponse('bm90aGluZw==')).toBeNull();
  });

  it('have a new request id each time', () => {
    const ask1 = signOnRequest(signOnUrl, { issuer: 'a', acsUrl: 'b', at: new Date() });
    expect(signOnRequest(signOnUrl, { issuer: 'a', acsUrl: 'b', at: new Date() }).id).not.toBe(ask1.id);
  });
});
