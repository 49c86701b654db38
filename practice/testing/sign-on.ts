import { regions } from '../../shared/oktopost';
import { startPractice } from '../practice';
import type { Practice } from '../practice';
import { likelyProfile } from '../profile';
import type { Profile } from '../profile';
import { createProvisioning } from '../provisioning/provisioning';
import { pemOf } from '../saml/response';
import { newApp, newAppIds } from '../world/app-template';
import { usersOf } from '../world/directory';
import { newId } from '../world/ids';
import { activeKeyOf } from '../world/signing-keys';
import { reusedKeyPairs } from './key-pairs';
import type { OktaApp, OktaUser } from '../world/state';

interface Shown {
  status: number;
  text: string;
  location: string | null;
}

/** A practice org with one app integration, to which Grace is assigned. */
export interface SignOnOrg {
  practice: Practice;
  app: OktaApp;
  grace: OktaUser;
  /** Okta's sign-on URL of the app, and the origin of the practice Oktopost. */
  signOnUrl: string;
  oktopost: string;
  settingsPage: string;
  /** The certificate in use, PEM. */
  certificate(): Promise<string>;
  /** Enters Okta's values at Oktopost. */
  setUp(
    change?: Partial<Record<'issuer' | 'signOnUrl' | 'certificate' | 'requireSso', string>>,
  ): Promise<Shown>;
  fromTile(user?: string): Promise<Shown>;
  /** From the dashboard to Oktopost. */
  signIn(): Promise<Shown>;
  /** Posts the response of Okta's page to an ACS of the practice Oktopost. */
  arrive(page: string, acs?: string): Promise<Shown>;
}

export async function startSignOnOrg(profile: Partial<Profile> = {}): Promise<SignOnOrg> {
  const practice = await startPractice({
    users: 20,
    provisionDelayMs: 0,
    logLagMs: 0,
    generateKeyPair: reusedKeyPairs(),
    catalogueApp: 'none',
    profile: { ...likelyProfile, ...profile },
  });
  const { world, okta } = practice;
  const app = newApp({
    ...newAppIds(newId, world.now().toISOString()),
    name: 'bellwether_oktopostsocialadvocacy_1',
    label: 'Oktopost Social Advocacy',
    acsUrl: regions.us.acsUrl,
    audience: 'urn:oktopost:sp',
  });
  world.state.apps[app.id] = app;
  const grace = usersOf(world.state).find(({ profile: { firstName } }) => firstName === 'Grace');
  if (grace === undefined) throw new Error('nobody is called Grace');
  createProvisioning(world).assign(app, grace.id);
  const { oktopost } = world.origins;
  const signOnUrl = `${okta.orgUrl}/app/${app.name}/exk${app.id.slice(3)}/sso/saml`;
  const settingsPage = `${oktopost}/settings/security/single-sign-on`;
  const org: SignOnOrg = {
    practice,
    app,
    grace,
    signOnUrl,
    oktopost,
    settingsPage,
    certificate: async () => pemOf(await activeKeyOf(world, app)),
    setUp: async (change = {}) =>
      ask(settingsPage, {
        issuer: `http://www.okta.com/exk${app.id.slice(3)}`,
        signOnUrl,
        certificate: await org.certificate(),
        ...change,
      }),
    fromTile: (user = grace.id) => ask(`${okta.orgUrl}/home/${app.name}/${app.id}/aln${app.id}`, { user }),
    signIn: async () => org.arrive((await org.fromTile()).text),
    arrive: (page, acs = '/auth/acs') =>
      ask(`${oktopost}${acs}`, { SAMLResponse: hidden(page, 'SAMLResponse') }, okta.orgUrl),
  };
  return org;
}

/** GET, or POST of a form by a page of `origin`; redirects are not followed. */
export async function ask(address: string, form?: Record<string, string>, origin?: string): Promise<Shown> {
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

/** The value of a hidden field. */
export function hidden(page: string, name: string): string {
  const [, value] = new RegExp(`name="${name}" value="([^"]*)"`).exec(page) ?? [];
  if (value === undefined) throw new Error(`no ${name} in ${page}`);
  return value;
}
