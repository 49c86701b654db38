import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseProfile } from '../profile';
import { createProvisioning } from '../provisioning/provisioning';
import { boardConnection } from '../testing/connection';
import { madeApp, noContract, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';
import type { OktaApp } from '../world/state';

/** A custom app, with SCIM switched on as in the console. */
async function appOf(org: TestOrg, scim = true): Promise<OktaApp> {
  const app = await madeApp(org);
  if (scim) expect(createProvisioning(org.world).switchScimOn(app)).toBeNull();
  return app;
}
const feature = (app: OktaApp, name = 'USER_PROVISIONING'): string =>
  `/api/v1/apps/${app.id}/features/${name}`;

describe('the features of an app, where Okta shows them', () => {
  let org: TestOrg;
  let app: OktaApp;
  beforeAll(async () => {
    org = await startTestOrg({ profile: parseProfile('featuresPut=works,connectionAfterScim=enabled') });
    app = await appOf(org);
  });
  afterAll(() => org.stop());

  const status = (on: boolean) => ({ status: on ? 'ENABLED' : 'DISABLED' });
  const shown = (create: boolean, profile: boolean, deactivate: boolean) => ({
    name: 'USER_PROVISIONING',
    ...status(create || profile || deactivate),
    capabilities: {
      create: { lifecycleCreate: status(create) },
      update: { profile: status(profile), lifecycleDeactivate: status(deactivate) },
    },
  });

  it.each([
    ['create', { create: { lifecycleCreate: status(true) } }, [true, false, false]],
    ['update', { update: { profile: status(true) } }, [false, true, false]],
    ['deactivate', { update: { lifecycleDeactivate: status(true) } }, [false, false, true]],
    ['nothing', {}, [false, false, false]],
  ] as const)('are changed by what is sent alone: %s', async (_name, body, [create, profile, deactivate]) => {
    app.toApp = { create: false, update: false, deactivate: false };
    const expected = shown(create, profile, deactivate);
    expect((await org.api('PUT', feature(app), body)).body).toMatchObject(expected);
    expect((await org.api('GET', feature(app))).body).toMatchObject(expected);
    expect((await org.api('GET', `/api/v1/apps/${app.id}/features`)).body).toMatchObject([expected]);
  });

  it('are switched off, and the others kept', async () => {
    app.toApp = { create: true, update: true, deactivate: true };
    const off = { create: { lifecycleCreate: status(false) } };
    expect((await org.api('PUT', feature(app), off)).body).toMatchObject(shown(false, true, true));
  });

  it.each([
    ['an unknown status', { update: { profile: { status: 'ON' } } }],
    ['a status that is no text', { create: { lifecycleCreate: { status: true } } }],
    ['no body', undefined],
    ['a list', '[]'],
  ])('are not changed by %s', async (_name, body) => {
    app.toApp = { create: true, update: false, deactivate: true };
    expect((await org.api('PUT', feature(app), body)).status).toBe(400);
    expect(app.toApp).toEqual({ create: true, update: false, deactivate: true });
  });

  it('are two', async () => {
    expect((await org.api('GET', feature(app, 'INBOUND_PROVISIONING'))).status).toBe(200);
    expect(await org.api('GET', feature(app, 'PASSWORD_SYNC'))).toMatchObject({
      status: 404,
      body: { errorCode: 'E0000007' },
    });
  });

  it('are none of an app without provisioning', async () => {
    const other = await appOf(org, false);
    expect(await org.api('GET', feature(other))).toMatchObject({
      status: 400,
      body: { errorCauses: [{ errorSummary: 'Provisioning is not supported.' }] },
    });
  });

  it('come with a connection by token once SCIM has one, and with an unknown one before', async () => {
    const connection = async () => (await org.api('GET', `/api/v1/apps/${app.id}/connections/default`)).body;
    expect(await connection()).toMatchObject({ status: 'UNKNOWN' });
    app.connection = boardConnection('secret');
    expect(await connection()).toEqual({
      authScheme: 'TOKEN',
      status: 'ENABLED',
      profile: { authScheme: 'TOKEN' },
    });
    app.provisioning = 'NONE';
    expect(await connection()).toMatchObject({ status: 'UNKNOWN' });
    app.provisioning = 'SCIM';
  });

  it('matched Okta’s description in all these responses', ({ skip }) => {
    const found = org.contradictions() ?? skip(noContract);
    expect(found.filter((text) => text.includes(' answer '))).toEqual([]);
  });
});

it('are refused of a custom app with SCIM too, where Okta shows them of its own apps only', async () => {
  const org = await startTestOrg({ profile: parseProfile('unknownConnection=without-scheme') });
  const app = await appOf(org);
  expect((await org.api('GET', feature(app))).status).toBe(400);
  expect((await org.api('GET', `/api/v1/apps/${app.id}/connections/default`)).body).toEqual({
    status: 'UNKNOWN',
    profile: { authScheme: 'UNKNOWN' },
  });
  expect((await org.api('POST', `/api/v1/apps/${app.id}/connections/default`, '{')).status).toBe(400);
  const activate = '/connections/default/lifecycle/activate';
  expect((await org.api('POST', `/api/v1/apps/${app.id}${activate}`)).status).toBe(204);
  expect((await org.api('POST', `/api/v1/apps/0oaNone${activate}`)).status).toBe(404);
  await org.stop();
});
