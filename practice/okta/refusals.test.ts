import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { createProvisioning } from '../provisioning/provisioning';
import { idOf, idsOf, madeApp, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import { record } from '../world/people';
import type { OktaApp } from '../world/state';
import { createApiToken } from '../world/world';

let org: TestOrg;
beforeAll(async () => {
  org = await startTestOrg();
});
afterAll(() => org.stop());

/** The status and the code of an error; an empty code where it is none. */
const answerOf = async (...call: Parameters<TestOrg['api']>): Promise<[number, unknown]> => {
  const { status, body } = await org.api(...call);
  return [status, record(body)['errorCode'] ?? ''];
};
const invalid = [400, 'E0000001'];
const { signOn } = samlApp.settings;
const withSignOn = (change: Record<string, unknown>) => ({ settings: { signOn: { ...signOn, ...change } } });
const withTemplate = (userNameTemplate: Record<string, unknown>) => ({ credentials: { userNameTemplate } });
const withNote = (admin: unknown) => ({ settings: { signOn, notes: { admin } } });

// Source: Okta facts, section 2, "Create", and Okta's published description.
describe('an app integration', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a label of blanks', { label: '  ' }],
    ['a number for a label', { label: 7 }],
    ['a label of 101 characters', { label: 'a'.repeat(101) }],
    ['another way to sign on', { signOnMode: 'BOOKMARK' }],
    ['nothing signed', withSignOn({ responseSigned: false, assertionSigned: false })],
    ['no allowMultipleAcsEndpoints', withSignOn({ allowMultipleAcsEndpoints: undefined })],
    ['a text for honorForceAuthn', withSignOn({ honorForceAuthn: 'true' })],
    ['a text for requestCompressed', withSignOn({ requestCompressed: 'no' })],
    ['no audience', withSignOn({ audience: '' })],
    ['a number for an audience', withSignOn({ audience: 5 })],
    ['no recipient', withSignOn({ recipient: undefined })],
    ['an empty template of user names', withTemplate({ template: '', type: 'BUILT_IN' })],
    ['a number for a template of user names', withTemplate({ template: 5, type: 'BUILT_IN' })],
    ['a note of 251 characters', withNote('a'.repeat(251))],
    ['a number for a note', withNote(5)],
  ])('is refused with %s, new or changed', async (_name, change) => {
    const { id } = await madeApp(org);
    expect(await answerOf('POST', '/api/v1/apps', { ...samlApp, ...change })).toEqual(invalid);
    expect(await answerOf('PUT', `/api/v1/apps/${id}`, { ...samlApp, ...change })).toEqual(invalid);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a label of 100 characters', { label: 'a'.repeat(100) }],
    ['the response alone signed', withSignOn({ assertionSigned: false })],
    ['the assertion alone signed', withSignOn({ responseSigned: false })],
    ['a note of 250 characters', withNote('a'.repeat(250))],
    ['no requestCompressed', withSignOn({ requestCompressed: undefined })],
  ])('is taken with %s', async (_name, change) => {
    expect((await org.api('POST', '/api/v1/apps', { ...samlApp, ...change })).status).toBe(200);
  });

  it('that is changed has its new label', async () => {
    const app = await madeApp(org);
    await org.api('PUT', `/api/v1/apps/${app.id}`, { ...samlApp, label: 'Renamed' });
    expect((await org.api('GET', `/api/v1/apps/${app.id}`)).body).toMatchObject({ label: 'Renamed' });
  });

  it.each([
    ['CUSTOM', 'ignored', 'PUSH'],
    ['BUILT_IN', 'ignored', undefined],
    ['BUILT_IN', 'kept', 'PUSH'],
  ])(
    'keeps whether user names are updated, of type %s where that is %s: %s',
    async (type, kept, expected) => {
      const { profile } = org.world.options;
      org.world.options.profile = parseProfile(`builtInPushStatus=${kept}`);
      const userNameTemplate = { template: '${source.email}', type, pushStatus: 'PUSH' };
      const { body } = await org.api('POST', '/api/v1/apps', {
        ...samlApp,
        credentials: { userNameTemplate },
      });
      org.world.options.profile = profile;
      const read = record(record(record(body)['credentials'])['userNameTemplate']);
      expect(read['pushStatus']).toBe(expected);
    },
  );

  it('is made inactive where that is asked for', async () => {
    const { body } = await org.api('POST', '/api/v1/apps?activate=false', samlApp);
    expect((await org.api('GET', `/api/v1/apps/${idOf(body)}`)).body).toMatchObject({ status: 'INACTIVE' });
  });

  it('that is inactive has no metadata, and nobody is assigned to it', async () => {
    const { id } = await madeApp(org);
    const [userId] = idsOf((await org.api('GET', '/api/v1/users?filter=status%20eq%20%22ACTIVE%22')).body);
    await org.api('POST', `/api/v1/apps/${id}/lifecycle/deactivate`);
    expect(await answerOf('GET', `/api/v1/apps/${id}/sso/saml/metadata`)).toEqual([403, 'E0000006']);
    expect(await answerOf('POST', `/api/v1/apps/${id}/users`, { id: userId })).toEqual([403, 'E0000053']);
  });

  it.each(['[]', '"text"', '{'])('is not made of %s', async (body) => {
    expect(await answerOf('POST', '/api/v1/apps', body)).toEqual([400, 'E0000003']);
  });
});

describe('an assignment', () => {
  let app: OktaApp;
  let path: string;
  let id: string;
  beforeEach(async () => {
    app = await madeApp(org);
    createProvisioning(org.world).switchScimOn(app);
    path = `/api/v1/apps/${app.id}/users`;
    [id = ''] = idsOf((await org.api('GET', '/api/v1/users?filter=status%20eq%20%22ACTIVE%22')).body);
  });

  it('of nobody, or of another scope, is refused', async () => {
    expect(await answerOf('POST', path, {})).toEqual(invalid);
    expect(await answerOf('POST', path, { id, scope: 'ORG' })).toEqual(invalid);
    expect(app.users).toEqual({});
  });

  // Source: Okta facts, section 2, "App users".
  it('brings no value of an attribute that is mapped, new or changed', async () => {
    const mapped = { profile: { givenName: 'Eve' } };
    expect(Object.keys(app.toAppMapping.properties)).toContain('givenName');
    expect(await answerOf('POST', path, { id, ...mapped })).toEqual([403, 'E0000075']);
    expect(app.users).toEqual({});
    await org.api('POST', path, { id });
    const before = structuredClone(app.users[id]);
    expect(await answerOf('POST', `${path}/${id}`, mapped)).toEqual([403, 'E0000075']);
    expect(app.users[id]).toEqual(before);
  });

  it('has the user name that it was given, and the one that it is changed to, until it is taken back', async () => {
    const given = { credentials: { userName: 'given@acme.example' } };
    expect((await org.api('POST', path, { id, ...given })).body).toMatchObject(given);
    const changed = { credentials: { userName: 'a'.repeat(100) } };
    expect((await org.api('POST', `${path}/${id}`, changed)).body).toMatchObject(changed);
    expect((await org.api('GET', `${path}/${id}`)).body).toMatchObject(changed);
    await org.api('DELETE', `${path}/${id}`);
    expect(await answerOf('GET', `${path}/${id}`)).toEqual([404, 'E0000007']);
    expect(await answerOf('DELETE', `${path}/${id}`)).toEqual([404, 'E0000007']);
  });
});

describe('an API token', () => {
  const headersOf = (text: string) => ({ authorization: `SSWS ${text}` });

  it('that has ended is refused, and each use of one that has not puts its end off', async () => {
    const { text, token } = createApiToken(org.world, 'Kept', 'SUPER_ADMIN');
    const end = new Date(org.world.now().getTime() + 60_000).toISOString();
    token.expiresAt = end;
    expect((await org.api('GET', '/api/v1/users/me', undefined, headersOf(text))).status).toBe(200);
    expect(Date.parse(token.expiresAt)).toBeGreaterThan(Date.parse(end));
    token.expiresAt = new Date(org.world.now().getTime() - 1).toISOString();
    expect(await answerOf('GET', '/api/v1/users/me', undefined, headersOf(text))).toEqual([401, 'E0000011']);
  });

  it.each([
    ['CUSTOM_NO_LOGS', '/api/v1/logs'],
    ['CUSTOM_NO_LOGS', '/api/v1/users/me/roles'],
    ['APP_ADMIN', '/api/v1/users/me/roles'],
  ] as const)('of the role %s does not read %s', async (role, path) => {
    const { text } = createApiToken(org.world, role, role);
    expect(await answerOf('GET', path, undefined, headersOf(text))).toEqual([403, 'E0000006']);
  });
});

describe('a user', () => {
  const made = async (): Promise<string> => {
    const email = `${crypto.randomUUID()}@bellwether.example`;
    const profile = { firstName: 'New', lastName: 'Person', email, login: email };
    const { body } = await org.api('POST', '/api/v1/users?activate=false', { profile });
    return `/api/v1/users/${idOf(body)}`;
  };

  it('is not activated twice', async () => {
    const path = await made();
    expect((await org.api('POST', `${path}/lifecycle/activate?sendEmail=false`)).status).toBe(200);
    expect((await org.api('GET', path)).body).toMatchObject({ status: 'PROVISIONED' });
    expect(await answerOf('POST', `${path}/lifecycle/activate?sendEmail=false`)).toEqual([403, 'E0000016']);
  });

  it('is deactivated by the first deletion, and gone after the second', async () => {
    const path = await made();
    expect((await org.api('DELETE', path)).status).toBe(204);
    expect((await org.api('GET', path)).body).toMatchObject({ status: 'DEPROVISIONED' });
    expect((await org.api('DELETE', path)).status).toBe(204);
    expect((await org.api('GET', path)).status).toBe(404);
  });

  it('that is no admin has no roles', async () => {
    expect((await org.api('GET', `${await made()}/roles`)).body).toEqual([]);
  });
});
