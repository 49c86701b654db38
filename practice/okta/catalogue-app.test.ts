import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueKey } from '../world/catalogue-app';
import { isObject, record } from '../world/people';
import { parseProfile } from '../profile';
import type { OktaApp } from '../world/state';
import { noContract, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

const listOf = (body: unknown): Record<string, unknown>[] =>
  Array.isArray(body) ? body.filter(isObject) : [];
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => record(inner)[key], value);

/** As a client sends an app back: without the nulls, which a request does not allow. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isObject(value)) return value;
  const set = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(set.map(([name, member]) => [name, withoutNulls(member)]));
}

const catalogueAppsOf = (org: TestOrg): OktaApp[] =>
  Object.values(org.world.state.apps).filter(({ name }) => name === catalogueKey);

async function withOrg(options: Parameters<typeof startTestOrg>[0], use: (org: TestOrg) => Promise<void>) {
  const org = await startTestOrg(options);
  try {
    await use(org);
    expect(org.contradictions() ?? []).toEqual([]);
  } finally {
    await org.stop();
  }
}

describe('Oktopost’s app of the catalogue', () => {
  let org: TestOrg;
  let app: OktaApp;
  let path: string;
  beforeAll(async () => {
    org = await startTestOrg();
    const [found] = catalogueAppsOf(org);
    if (found === undefined) throw new Error('no catalogue app');
    app = found;
    path = `/api/v1/apps/${app.id}`;
  });
  afterAll(() => org.stop());

  const raw = async (): Promise<Record<string, unknown>> => record((await org.api('GET', path)).body);

  it('is found by a prefix of its name or label, next to a custom app with a similar label', async () => {
    const { body } = await org.api('GET', '/api/v1/apps?q=OKTOPOST&limit=200');
    expect(listOf(body).map(({ name, label, status }) => [name, label, status])).toEqual([
      [catalogueKey, 'Oktopost', 'ACTIVE'],
      ['bellwether_oktopost_1', 'Oktopost (test)', 'ACTIVE'],
    ]);
    expect(listOf((await org.api('GET', '/api/v1/apps?q=topost')).body)).toEqual([]);
  });

  it('is unchanged by a PUT of what was read, unknown and unset fields included', async () => {
    Object.assign(record(app.body.settings['app']), { unknown: { deep: [1, { two: '' }] }, empty: '' });
    Object.assign(record(app.body.settings['signOn']), { unknownSwitch: false });
    const { lastUpdated: _before, ...before } = await raw();
    const { _links, ...sent } = before;
    const put = await org.api('PUT', path, withoutNulls(sent));
    expect(put.status).toBe(200);
    const { lastUpdated: _after, ...after } = await raw();
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
    expect(at(after, 'settings', 'app', 'unknown')).toEqual({ deep: [1, { two: '' }] });
  });

  it('loses fields omitted by a PUT', async () => {
    const { _links, settings, ...sent } = await raw();
    const { app: _app, ...kept } = record(settings);
    const { body } = await org.api('PUT', path, withoutNulls({ ...sent, settings: kept }));
    expect(at(body, 'settings', 'app')).toEqual({
      subDomain: null,
      siteURL: null,
      attributeMap: null,
      legacyRoles: null,
    });
  });

  it('has its app user schema from the start, mapped', async () => {
    const schema = await org.api('GET', `/api/v1/meta/schemas/apps/${app.id}/default`);
    expect(Object.keys(record(at(schema.body, 'definitions', 'base', 'properties')))).toEqual([
      'userName',
      'givenName',
      'familyName',
      'email',
    ]);
    const [mapping] = listOf((await org.api('GET', `/api/v1/mappings?targetId=${app.id}`)).body);
    const { body } = await org.api('GET', `/api/v1/mappings/${String(mapping?.['id'])}`);
    expect(at(body, 'properties', 'email')).toEqual({ expression: 'user.email', pushStatus: 'PUSH' });
  });

  it('has app users named by their Okta username, which can be changed by API', async () => {
    const { body } = await org.api('GET', `${path}/users`);
    const names = listOf(body).map((user) => at(user, 'credentials', 'userName'));
    expect(names).toEqual(expect.arrayContaining(['kmori', 'grace.garcia@bellwether.example']));
    const mori = listOf(body).find((user) => at(user, 'credentials', 'userName') === 'kmori');
    const one = `${path}/users/${String(mori?.['id'])}`;
    expect(mori).toMatchObject({ externalId: null, syncState: 'DISABLED', status: 'ACTIVE' });
    const credentials = { userName: 'kenji.mori@bellwether.example' };
    expect((await org.api('POST', one, { credentials })).status).toBe(200);
    expect((await org.api('GET', one)).body).toMatchObject({ credentials, syncState: 'DISABLED' });
  });

  it('has no features, and refuses USER_PROVISIONING, while provisioning is off', async () => {
    expect((await raw())['features']).toEqual([]);
    const refused = await org.api('PUT', `${path}/features/USER_PROVISIONING`, {
      create: { lifecycleCreate: { status: 'ENABLED' } },
    });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      errorCauses: [{ errorSummary: 'Provisioning is not enabled for the app instance.' }],
    });
  });

  it('matches Okta’s description', ({ skip }) => {
    expect(org.contradictions() ?? skip(noContract)).toEqual([]);
  });
});

describe('the catalogue apps of a new org', () => {
  it.each([
    ['active', ['Oktopost ACTIVE']],
    ['inactive', ['Oktopost INACTIVE']],
    ['none', []],
    ['two', ['Oktopost ACTIVE', 'Oktopost Events team ACTIVE']],
  ] as const)('%s', async (catalogueApp, expected) => {
    await withOrg({ catalogueApp, users: 20 }, (org) => {
      expect(catalogueAppsOf(org).map(({ label, status }) => `${label} ${status}`)).toEqual(expected);
      return Promise.resolve();
    });
  });
});

describe('its features once provisioning is on', () => {
  it.each([
    ['likely', ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION', 'REACTIVATE_USERS']],
    ['featuresRead=scim-only', []],
    ['featuresRead=never', []],
  ] as const)('are never SCIM_PROVISIONING: %s', async (profile, expected) => {
    await withOrg({ profile: parseProfile(profile), users: 20 }, async (org) => {
      const [app] = catalogueAppsOf(org);
      if (app === undefined) throw new Error('no catalogue app');
      app.provisioning = 'API';
      const features = async (): Promise<unknown> =>
        record((await org.api('GET', `/api/v1/apps/${app.id}`)).body)['features'];
      expect(await features()).toEqual([]);
      app.toApp = { create: true, update: true, deactivate: true };
      expect(await features()).toEqual(expected);
    });
  });
});
