/** Requests of other clients: found by running Okta’s Python and Go SDKs, and from what Okta’s Terraform provider sends. */
import { X509Certificate } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, record } from '../world/people';
import { idOf, noContract, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

const items = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isObject) : [];

describe('third-party clients', () => {
  let org: TestOrg;
  beforeAll(async () => {
    org = await startTestOrg();
  });
  afterAll(() => org.stop());

  /** The settings as Terraform's provider sends them: no `requestCompressed`, no `idpIssuer`, empty overrides. */
  const terraformApp = (label: string) => {
    const { requestCompressed: _c, idpIssuer: _i, ...signOn } = samlApp.settings.signOn;
    const empty = {
      defaultRelayState: '',
      audienceOverride: '',
      destinationOverride: '',
      recipientOverride: '',
      ssoAcsUrlOverride: '',
    };
    return { ...samlApp, label, settings: { app: {}, signOn: { ...signOn, ...empty } } };
  };

  it('accepts Terraform’s SAML app and adds defaults', async () => {
    const { status, body } = await org.api('POST', '/api/v1/apps', terraformApp('From Terraform'));
    expect(status).toBe(200);
    const signOn = record(record(record(body)['settings'])['signOn']);
    expect(signOn).toMatchObject({
      requestCompressed: false,
      idpIssuer: 'http://www.okta.com/${org.externalKey}',
      defaultRelayState: '',
    });
    expect(Object.keys(signOn).filter((name) => name.endsWith('Override'))).toEqual([]);
    expect(record(record(body)['visibility'])['appLinks']).toEqual({
      bellwether_fromterraform_1_link: true,
    });
    const put = await org.api('PUT', `/api/v1/apps/${idOf(body)}`, terraformApp('From Terraform'));
    expect(record(put.body)['settings']).toEqual(record(body)['settings']);
  });

  it('replaces null by the default', async () => {
    const signOn = { ...samlApp.settings.signOn, idpIssuer: null, attributeStatements: null };
    const { body } = await org.api('POST', '/api/v1/apps', { ...samlApp, settings: { signOn } });
    expect(body).toMatchObject({
      settings: { signOn: { idpIssuer: 'http://www.okta.com/${org.externalKey}', attributeStatements: [] } },
    });
  });

  it('lists sign-on policies, assigns the default one to an app, and reassigns it', async () => {
    const { body } = await org.api('POST', '/api/v1/apps', terraformApp('With policy'));
    const listed = await org.api('GET', '/api/v1/policies?type=ACCESS_POLICY');
    const system = items(listed.body).filter((policy) => policy['system'] === true);
    const other = items(listed.body).find((policy) => policy['system'] === false);
    expect(system).toHaveLength(1);
    const linked = async (): Promise<unknown> => {
      const app = await org.api('GET', `/api/v1/apps/${idOf(body)}`);
      return record(record(app.body)['_links'])['accessPolicy'];
    };
    const link = (policy: unknown) => ({ href: `${org.okta.orgUrl}/api/v1/policies/${idOf(policy)}` });
    expect(await linked()).toEqual(link(system[0]));
    const moved = await org.api('PUT', `/api/v1/apps/${idOf(body)}/policies/${idOf(other)}`);
    expect(moved.status).toBe(204);
    expect(await linked()).toEqual(link(other));
    expect((await org.api('GET', `/api/v1/policies/${idOf(other)}`)).body).toEqual(other);
  });

  it('refuses an unknown policy and a list without a type', async () => {
    const { body } = await org.api('POST', '/api/v1/apps', terraformApp('Wrong policy'));
    const put = await org.api('PUT', `/api/v1/apps/${idOf(body)}/policies/rst0`);
    expect([put.status, record(put.body)['errorCode']]).toEqual([404, 'E0000007']);
    expect((await org.api('GET', '/api/v1/policies')).status).toBe(400);
  });

  it('returns complete keys, and metadata under the app’s external key', async () => {
    const { body } = await org.api('POST', '/api/v1/apps', terraformApp('Keys'));
    const keys = await org.api('GET', `/api/v1/apps/${idOf(body)}/credentials/keys`);
    const [key = {}] = items(keys.body);
    const [x5c] = Array.isArray(key['x5c']) ? key['x5c'] : [];
    const certificate = new X509Certificate(Buffer.from(String(x5c), 'base64'));
    const { n, e } = certificate.publicKey.export({ format: 'jwk' });
    const print = Buffer.from(certificate.fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
    expect(key).toMatchObject({ n, e, 'x5t#S256': print });
    const metadata = await org.api(
      'GET',
      `/api/v1/apps/${idOf(body)}/sso/saml/metadata?kid=${String(key['kid'])}`,
    );
    const externalKey = `exk${idOf(body).slice(3)}`;
    expect(metadata.body).toContain(`entityID="http://www.okta.com/${externalKey}"`);
    expect(metadata.body).toContain(`/${externalKey}/sso/saml"`);
  });

  it.each([
    ['search=profile.name eq "Sales"', ['Sales']],
    ['search=profile.name sw "S" and type eq "OKTA_GROUP"', ['Sales', 'Social advocates']],
    ['filter=type eq "BUILT_IN"', ['Everyone']],
    ['q=market', ['Marketing']],
  ])('finds groups by %s', async (query, names) => {
    const { body } = await org.api('GET', `/api/v1/groups?${query}`);
    expect(items(body).map(({ profile }) => record(profile)['name'])).toEqual(names);
  });

  it('refuses a group filter by properties that Okta does not filter by', async () => {
    expect((await org.api('GET', '/api/v1/groups?filter=profile.name eq "Sales"')).status).toBe(400);
  });

  const person = (login: string) => ({ login, email: login, firstName: 'Sam', lastName: 'Stranger' });
  it('activates a user with a password, and changes a password without a profile', async () => {
    const credentials = { password: { value: 'Abcd1234!x' } };
    const profile = person('sam@bellwether.example');
    const made = await org.api('POST', '/api/v1/users', { profile, credentials });
    expect(made.body).toMatchObject({ status: 'ACTIVE' });
    const put = await org.api('PUT', `/api/v1/users/${idOf(made.body)}`, { credentials });
    expect(put).toMatchObject({ status: 200, body: { profile } });
    const without = await org.api('POST', '/api/v1/users', {
      profile: person('sam2@bellwether.example'),
      credentials: { password: {} },
    });
    expect(without.body).toMatchObject({ status: 'PROVISIONED' });
  });

  it('adds a new user to the named groups, and refuses unknown groups', async () => {
    const { body } = await org.api('GET', '/api/v1/groups?q=Contractors');
    const groupId = idOf(items(body)[0]);
    const made = await org.api('POST', '/api/v1/users', {
      profile: person('sam3@bellwether.example'),
      groupIds: [groupId],
    });
    const members = await org.api('GET', `/api/v1/groups/${groupId}/users`);
    expect(items(members.body).map(idOf)).toEqual([idOf(made.body)]);
    const profile = person('sam4@bellwether.example');
    const refused = await org.api('POST', '/api/v1/users', { profile, groupIds: ['00g0'] });
    expect(refused.status).toBe(404);
    expect((await org.api('GET', '/api/v1/users/sam4@bellwether.example')).status).toBe(404);
  });

  it('serves a client of a proxy: absolute target, host without port, empty proxy authorization', async () => {
    const { port } = new URL(org.okta.orgUrl);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(
        {
          host: '127.0.0.1',
          port,
          path: 'http://bellwether.okta.example/api/v1/users/me',
          headers: {
            host: 'bellwether.okta.example',
            authorization: `SSWS ${org.okta.apiToken}`,
            'proxy-authorization': 'Basic Og==',
          },
        },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(200);
  });

  it('matches Okta’s description, except endpoints missing from the trimmed copy', ({ skip }) => {
    const found = org.contradictions() ?? skip(noContract);
    // Terraform's requests contradict the description, but Okta accepts them.
    const answers = found.filter((text) => text.includes(' answer ') || text.endsWith(': not described'));
    expect(answers.filter((text) => !text.includes('/policies'))).toEqual([]);
  });
});
