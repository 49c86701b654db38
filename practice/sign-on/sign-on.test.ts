import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usersOf } from '../world/directory';
import { record } from '../world/people';
import { readSignOnRequest, signOnRequest } from '../saml/request';
import { ask, hidden, startSignOnOrg } from '../testing/sign-on';
import type { SignOnOrg } from '../testing/sign-on';

let org: SignOnOrg;
beforeEach(async () => {
  org = await startSignOnOrg();
});
afterEach(() => org.practice.stop());

const events = () =>
  org.practice.world.state.log.filter(({ eventType }) => eventType === 'user.authentication.sso');

describe('a sign-in from Oktopost', () => {
  it('sends a request to Okta and gets the response to it', async () => {
    expect((await org.setUp()).status).toBe(303);
    const { status, location } = await ask(`${org.oktopost}/auth/login-sso`);
    expect(status).toBe(303);
    expect(location?.startsWith(org.signOnUrl)).toBe(true);
    const who = await ask(location ?? '');
    expect(who.text).toContain('Sign in as Grace Garcia');
    const SAMLRequest = hidden(who.text, 'SAMLRequest');
    const okta = await ask(location ?? '', { user: org.grace.id, SAMLRequest });
    expect(events()).toMatchObject([
      {
        actor: { id: org.grace.id },
        outcome: { result: 'SUCCESS' },
        debugData: { initiationType: 'SP_INITIATED' },
      },
    ]);
    const there = await org.arrive(okta.text);
    // Her address at Oktopost differs in case only.
    expect(there.text).toContain(
      'grace.garcia@bellwether.example is signed in at Oktopost, and lands on the app',
    );
    expect((await org.arrive(okta.text)).text).toContain('did not begin here');
  });

  it('reports missing settings before single sign-on is set up', async () => {
    const { status, text } = await ask(`${org.oktopost}/auth/login-sso`);
    expect(status).toBe(409);
    expect(text).toContain('Settings &gt; Security &gt; Single Sign-On');
  });

  it('redirects to no other identity provider than the practice Okta', async () => {
    await org.setUp({ signOnUrl: 'https://evil.example/sso' });
    expect(await ask(`${org.oktopost}/auth/login-sso`)).toMatchObject({ status: 409, location: null });
  });
});

describe('a sign-in from the tile', () => {
  it('starts on the dashboard, and lands by the relay state', async () => {
    await org.setUp();
    Object.assign(record(org.app.body.settings['signOn']), { defaultRelayState: '2' });
    const dashboard = await ask(`${org.practice.okta.orgUrl}/app/UserHome`);
    expect(dashboard.text).toContain(`/home/${org.app.name}/${org.app.id}/`);
    const okta = await org.fromTile();
    expect(events()).toMatchObject([{ debugData: { initiationType: 'IDP_INITIATED' } }]);
    const there = await ask(
      `${org.oktopost}/auth/acs`,
      { SAMLResponse: hidden(okta.text, 'SAMLResponse'), RelayState: hidden(okta.text, 'RelayState') },
      org.practice.okta.orgUrl,
    );
    expect(there.text).toContain('lands on the board');
  });

  it('works by its URL when the tile is hidden', async () => {
    await org.setUp();
    org.app.body.visibility['hide'] = { iOS: false, web: true };
    expect((await ask(`${org.practice.okta.orgUrl}/app/UserHome`)).text).not.toContain(org.app.id);
    expect((await org.fromTile()).status).toBe(200);
  });

  it('is refused for a user not assigned or not active, without an event', async () => {
    const other = usersOf(org.practice.world.state).find(({ id }) => id !== org.grace.id)?.id ?? '';
    expect((await org.fromTile(other)).status).toBe(403);
    org.grace.status = 'SUSPENDED';
    expect((await org.fromTile()).status).toBe(403);
    expect(events()).toEqual([]);
  });

  it('is refused by Oktopost for another issuer, another region, or without an account', async () => {
    expect((await org.arrive((await org.fromTile()).text)).text).toContain('knows the issuer');
    await org.setUp();
    const { text } = await org.fromTile();
    expect((await org.arrive(text, '/eu/auth/acs')).text).toContain('is meant for');
    for (const user of Object.values(org.practice.world.state.oktopost.us.users)) user.active = false;
    expect((await org.arrive(text)).text).toContain('No active user here has the email');
  });
});

describe('Settings, Security, Single Sign-On', () => {
  it.each([
    [{ issuer: '' }, 'Issuer'],
    [{ signOnUrl: 'here' }, 'Sign-on URL'],
    [{ certificate: 'none' }, 'Certificate'],
  ])('refuses %j', async (change, field) => {
    const { status, text } = await org.setUp(change);
    expect(status).toBe(422);
    expect(text).toContain(`${field}: `);
    expect(org.practice.world.state.oktopost.us.singleSignOn).toBeUndefined();
  });

  it('has the box Require SSO, which is off until it is ticked and stays as it was saved', async () => {
    const isTicked = async (): Promise<boolean> => {
      const { text } = await ask(org.settingsPage);
      expect(text).toContain('Require SSO');
      return /id="requireSso"[^>]*\schecked/.test(text);
    };
    await org.setUp();
    expect(await isTicked()).toBe(false);
    await org.setUp({ requireSso: 'on' });
    expect(await isTicked()).toBe(true);
    await org.setUp();
    expect(await isTicked()).toBe(false);
  });

  it('refuses forms of other origins', async () => {
    expect((await ask(org.settingsPage, { issuer: 'x' }, 'https://evil.example')).status).toBe(403);
  });
});

describe('the requests', () => {
  it('have a new id each time', () => {
    const request = () => signOnRequest(org.signOnUrl, { issuer: 'a', acsUrl: 'b', at: new Date() });
    expect(request().id).not.toBe(request().id);
  });

  it('keep all characters', () => {
    const issuer = `urn:"<o'brien>"&+`;
    const { id, location } = signOnRequest(org.signOnUrl, { issuer, acsUrl: 'b', at: new Date() });
    const encoded = new URL(location).searchParams.get('SAMLRequest') ?? '';
    expect(readSignOnRequest(encoded)).toEqual({ id, issuer });
    expect(readSignOnRequest('bm90aGluZw==')).toBeNull();
  });
});
