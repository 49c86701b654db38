/** Okta's own Node SDK on the practice org, unchanged. Its defects: Okta facts, section 4. */
import { Client, SamlApplication } from '@okta/okta-sdk-nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addScimAttributes } from '../world/app-template';
import { likelyProfile } from '../profile';
import type { OktaApp } from '../world/state';
import { noContract, samlApp, startTestOrg } from '../testing/test-org';
import type { TestOrg } from '../testing/test-org';

/** All items of an SDK list; an empty page with a next one is null (defect 7). */
async function collect<T>(items: AsyncIterable<T | null>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) if (item !== null) found.push(item);
  return found;
}

const given = (id: string | undefined): string => {
  if (id === undefined) throw new Error('no id');
  return id;
};

describe('Okta’s Node SDK on the practice org', () => {
  let org: TestOrg;
  let sdk: Client;
  let appId: string;
  let userId: string;

  const saml = (label: string): SamlApplication => Object.assign(new SamlApplication(), samlApp, { label });
  const refused = (status: number, errorCode: string) => ({ status, errorCode });
  const state = (): OktaApp => {
    const app = org.world.state.apps[appId];
    if (app === undefined) throw new Error('no app');
    return app;
  };

  beforeAll(async () => {
    org = await startTestOrg({ profile: { ...likelyProfile, featuresPut: 'works' } });
    sdk = new Client({
      orgUrl: org.okta.orgUrl,
      token: org.okta.apiToken,
      // Defect 1: the default cache never expires.
      cacheMiddleware: null,
    });
    const application = saml('By the SDK');
    const app = await sdk.applicationApi.createApplication({ application, activate: true });
    appId = given(app.id);
    const [user] = await collect(
      await sdk.userApi.listUsers({ search: 'profile.email eq "kenji.mori@bellwether.example"' }),
    );
    userId = given(user?.id);
  });
  afterAll(() => org.stop());

  describe('applicationApi', () => {
    it('createApplication, getApplication', async () => {
      const app = await sdk.applicationApi.getApplication({ appId });
      expect(app).toBeInstanceOf(SamlApplication);
      expect(app).toMatchObject({
        label: 'By the SDK',
        status: 'ACTIVE',
        name: 'bellwether_bythesdk_1',
        settings: { signOn: { audience: 'urn:oktopost:sp', ssoAcsUrl: 'https://app.oktopost.com/auth/acs' } },
      });
    });

    it('listApplications, page by page', async () => {
      const apps = await collect(await sdk.applicationApi.listApplications({ limit: 1 }));
      expect(apps.map(({ label }) => label)).toEqual([
        'Expensr',
        'Oktopost',
        'Oktopost (test)',
        'By the SDK',
      ]);
      const begun = await collect(await sdk.applicationApi.listApplications({ q: 'by the' }));
      expect(begun.map(({ id }) => id)).toEqual([appId]);
    });

    it('replaceApplication', async () => {
      const application = saml('By the SDK, renamed');
      expect(await sdk.applicationApi.replaceApplication({ appId, application })).toMatchObject({
        id: appId,
        label: 'By the SDK, renamed',
      });
    });

    it('activateApplication, deactivateApplication, deleteApplication', async () => {
      const { applicationApi } = sdk;
      const application = saml('Short-lived');
      const short = given((await applicationApi.createApplication({ application, activate: false })).id);
      const status = async () => (await applicationApi.getApplication({ appId: short })).status;
      expect(await status()).toBe('INACTIVE');
      await applicationApi.activateApplication({ appId: short });
      expect(await status()).toBe('ACTIVE');
      await expect(applicationApi.deleteApplication({ appId: short })).rejects.toMatchObject(
        refused(403, 'E0000056'),
      );
      await applicationApi.deactivateApplication({ appId: short });
      await applicationApi.deleteApplication({ appId: short });
      await expect(status()).rejects.toMatchObject(refused(404, 'E0000007'));
    });

    it('getDefaultProvisioningConnectionForApplication and its update change and reveal nothing', async () => {
      const unknown = { status: 'UNKNOWN' };
      const { applicationApi } = sdk;
      expect(await applicationApi.getDefaultProvisioningConnectionForApplication({ appId })).toMatchObject(
        unknown,
      );
      const sent = await applicationApi.updateDefaultProvisioningConnectionForApplication({
        appId,
        activate: true,
        ProvisioningConnectionRequest: { profile: { authScheme: 'TOKEN', token: 'any' } },
      });
      expect(sent).toMatchObject(unknown);
    });

    it('getFeatureForApplication, updateFeatureForApplication', async () => {
      const feature = { appId, name: 'USER_PROVISIONING' } as const;
      await expect(sdk.applicationApi.getFeatureForApplication(feature)).rejects.toMatchObject({
        ...refused(400, 'E0000001'),
        errorCauses: [{ errorSummary: 'Provisioning is not supported.' }],
      });
      state().provisioning = 'SCIM';
      const on = { status: 'ENABLED' } as const;
      const CapabilitiesObject = { create: { lifecycleCreate: on }, update: { profile: on } };
      await sdk.applicationApi.updateFeatureForApplication({ ...feature, CapabilitiesObject });
      expect(await sdk.applicationApi.getFeatureForApplication(feature)).toMatchObject({
        status: 'ENABLED',
        capabilities: { create: { lifecycleCreate: on }, update: { profile: on } },
      });
      state().provisioning = 'NONE';
    });

    it('assignUserToApplication, getApplicationUser, listApplicationUsers, unassignUserFromApplication', async () => {
      const { applicationApi } = sdk;
      const appUser = {
        id: userId,
        scope: 'USER',
        credentials: { userName: 'k@bellwether.example' },
      } as const;
      await applicationApi.assignUserToApplication({ appId, appUser });
      await expect(applicationApi.assignUserToApplication({ appId, appUser })).rejects.toMatchObject(
        refused(409, 'E0000062'),
      );
      const expected = { ...appUser, status: 'ACTIVE', syncState: 'DISABLED' };
      expect(await applicationApi.getApplicationUser({ appId, userId })).toMatchObject(expected);
      const listed = await collect(await applicationApi.listApplicationUsers({ appId, limit: 500 }));
      expect(listed).toMatchObject([expected]);
      await applicationApi.unassignUserFromApplication({ appId, userId });
      await expect(applicationApi.getApplicationUser({ appId, userId })).rejects.toMatchObject(
        refused(404, 'E0000007'),
      );
    });

    it('assignGroupToApplication', async () => {
      const [group] = await collect(await sdk.groupApi.listGroups({ q: 'Contractors' }));
      const groupId = given(group?.id);
      const assigned = await sdk.applicationApi.assignGroupToApplication({ appId, groupId });
      expect(assigned).toMatchObject({ id: groupId, priority: 0 });
    });

    it('listApplicationKeys', async () => {
      const keys = await collect(await sdk.applicationApi.listApplicationKeys({ appId }));
      expect(keys).toMatchObject([{ kid: state().kid, kty: 'RSA', use: 'sig', e: 'AQAB' }]);
    });
  });

  it('profileMappingApi: list, get, update', async () => {
    addScimAttributes(state(), 'with-types');
    const { profileMappingApi } = sdk;
    const mappings = await collect(await profileMappingApi.listProfileMappings({ targetId: appId }));
    expect(mappings).toMatchObject([{ source: { type: 'user' }, target: { id: appId, type: 'appuser' } }]);
    const mappingId = given(mappings[0]?.id);
    const before = await profileMappingApi.getProfileMapping({ mappingId });
    expect(before.properties).toMatchObject({
      givenName: { expression: 'user.firstName', pushStatus: 'DONT_PUSH' },
    });
    const givenName = { expression: 'user.firstName', pushStatus: 'PUSH' } as const;
    await profileMappingApi.updateProfileMapping({
      mappingId,
      profileMapping: { properties: { givenName } },
    });
    const { properties } = await profileMappingApi.getProfileMapping({ mappingId });
    expect(properties).toMatchObject({ givenName, familyName: { pushStatus: 'DONT_PUSH' } });
  });

  it('schemaApi: getApplicationUserSchema, updateApplicationUserProfile', async () => {
    const shirtSize = { title: 'Shirt size', type: 'string' } as const;
    const properties = { shirtSize };
    await sdk.schemaApi.updateApplicationUserProfile({
      appInstanceId: appId,
      body: { definitions: { custom: { id: '#custom', type: 'object', properties } } },
    });
    const schema = await sdk.schemaApi.getApplicationUserSchema({ appInstanceId: appId });
    expect(schema.definitions?.custom?.properties).toMatchObject(properties);
  });

  it('systemLogApi: listLogEvents, whose `until` ends the pages', async () => {
    const events = await collect(
      await sdk.systemLogApi.listLogEvents({
        filter: `target.id eq "${appId}"`,
        since: new Date(Date.now() - 3_600_000).toISOString(),
        until: new Date().toISOString(),
        limit: 2,
      }),
    );
    expect(events.map(({ eventType }) => eventType)).toEqual(
      expect.arrayContaining(['application.lifecycle.update', 'application.user_membership.add']),
    );
  });

  it('userApi: getUser, listUsers', async () => {
    expect(await sdk.userApi.getUser({ userId })).toMatchObject({ profile: { login: 'kmori' } });
    const users = await collect(await sdk.userApi.listUsers({ limit: 25 }));
    expect(users).toHaveLength(59);
  });

  it('roleAssignmentApi: listAssignedRolesForUser', async () => {
    const me = given((await sdk.userApi.getUser({ userId: 'me' })).id);
    const roles = await collect(await sdk.roleAssignmentApi.listAssignedRolesForUser({ userId: me }));
    expect(roles).toMatchObject([{ type: 'SUPER_ADMIN' }]);
  });

  it('orgSettingApi: getOrgSettings', async () => {
    expect(await sdk.orgSettingApi.getOrgSettings()).toMatchObject({ subdomain: 'bellwether' });
  });

  it('matches Okta’s description', ({ skip }) => {
    expect(org.contradictions() ?? skip(noContract)).toEqual([]);
  });
});
