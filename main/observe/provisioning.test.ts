import { describe, expect, it } from 'vitest';
import type { ProvisioningFeature, SchemaAttribute } from '../okta/types';
import { appWith, oktaWith } from '../testing/okta-objects';
import { readApiIntegration } from './api-integration';
import { readProvisioning } from './provisioning';
import { hasScimAttributes, readScim, scimConflict } from './scim';
import { readToApp } from './to-app';

const attribute = (name: string, given: Partial<SchemaAttribute> = {}): SchemaAttribute => ({
  ...{ name, title: name, required: false, base: false, definition: { externalNamespace: 'urn:scim' } },
  ...given,
});
const ofSomebody = (name: string): SchemaAttribute => attribute(name, { definition: {} });
const scimProfile = [attribute('givenName'), attribute('familyName')];
const scim = ['SCIM_PROVISIONING'];
const pushes = ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'];

describe('whether SCIM is on', () => {
  it('is shown by both names in the profile, of Okta itself', () => {
    expect(hasScimAttributes(scimProfile)).toBe(true);
    expect(
      hasScimAttributes([
        attribute('givenName', { base: true, definition: {} }),
        scimProfile[1] ?? attribute(''),
      ]),
    ).toBe(true);
    expect(hasScimAttributes([attribute('givenName')])).toBe(false);
    expect(hasScimAttributes([attribute('givenName'), ofSomebody('familyName')])).toBe(false);
    expect(hasScimAttributes([])).toBe(false);
  });

  it('is on by the features; off by their silence only where they have shown it in this org', async () => {
    const notRead = () => Promise.reject(new Error('the profile is not needed'));
    expect(await readScim(appWith({ features: scim }), false, notRead)).toEqual({ on: true, profile: null });
    expect(await readScim(appWith(), true, notRead)).toEqual({ on: false, profile: null });
    const profile = [attribute('title')];
    expect(await readScim(appWith(), false, () => Promise.resolve(profile))).toEqual({ on: null, profile });
    expect(await readScim(appWith(), false, () => Promise.resolve(scimProfile))).toMatchObject({ on: true });
  });

  it('is on for a plan by features or profile, whatever the boxes are', async () => {
    const read = (features: string[], schema: SchemaAttribute[]) =>
      readProvisioning(
        oktaWith({
          appUserSchema: () => Promise.resolve(schema),
          provisioningFeature: () => Promise.resolve(null),
        }),
        appWith({ features }),
      );
    expect(await read([], [])).toEqual({ scim: false, shown: false, boxes: null });
    expect(await read(scim, [])).toMatchObject({ scim: true, shown: true });
    expect(await read([], scimProfile)).toMatchObject({ scim: true, shown: false });
  });
});

describe('what makes Okta refuse SCIM', () => {
  it('is a custom attribute of a name that SCIM adds, and nothing else', () => {
    expect(scimConflict([])).toBeNull();
    expect(scimConflict([ofSomebody('favouriteColour')])).toBeNull();
    expect(scimConflict([attribute('title'), attribute('email', { base: true, definition: {} })])).toBeNull();
    const one = scimConflict([ofSomebody('title'), ofSomebody('favouriteColour')]);
    expect(one?.text).toContain('has a custom attribute “title”, of');
    expect(one?.next).toContain('then delete it,');
    const two = scimConflict([ofSomebody('title'), ofSomebody('email')]);
    expect(two?.text).toContain('has custom attributes “title”, “email”, of');
    expect(two?.next).toContain('then delete them,');
  });
});

describe('the To App boxes', () => {
  const read = (features: string[], feature: ProvisioningFeature | null = null) =>
    readToApp(oktaWith({ provisioningFeature: () => Promise.resolve(feature) }), appWith({ features }));

  it('are all ticked where the features name all three', async () => {
    expect(await read(pushes)).toEqual({
      boxes: [true, true, true],
      evidence: [`features: ${pushes.join(', ')}`],
    });
  });

  it.each<[string, ProvisioningFeature, boolean[], string]>([
    [
      'create',
      { create: true, updateProfile: false, deactivate: false },
      [true, false, false],
      'Create Users on',
    ],
    [
      'update',
      { create: false, updateProfile: true, deactivate: false },
      [false, true, false],
      'Update User Attributes on',
    ],
    [
      'deactivate',
      { create: false, updateProfile: false, deactivate: true },
      [false, false, true],
      'Deactivate Users on',
    ],
  ])(
    'are as the feature tells where the features do not name all: %s',
    async (_box, feature, boxes, said) => {
      const found = await read(pushes.slice(0, 2), feature);
      expect(found.boxes).toEqual(boxes);
      expect(found.evidence.join()).toContain(said);
      expect(found.evidence.join().match(/ off/g)).toHaveLength(2);
    },
  );

  it('are as far as the features name them where the feature cannot be read', async () => {
    for (const [index, push] of pushes.entries()) {
      const { boxes, evidence } = await read([...scim, push]);
      expect(boxes).toEqual(pushes.map((_push, at) => at === index));
      expect(evidence).toEqual([`features: SCIM_PROVISIONING, ${push}`]);
    }
  });

  it('are not known where nothing names them: neither on nor off', async () => {
    expect(await read([])).toEqual({ boxes: null, evidence: ['features: none shown'] });
    expect(await read(scim)).toEqual({ boxes: null, evidence: ['features: SCIM_PROVISIONING'] });
  });
});

describe('the API integration of the pre-built app', () => {
  const read = (features: string[], feature: boolean | null, connection: 'DISABLED' | 'ENABLED' | null) =>
    readApiIntegration(
      oktaWith({
        provisioningOn: () => Promise.resolve(feature),
        connectionStatus: () => Promise.resolve(connection),
      }),
      appWith({ features }),
    );

  it.each<[boolean | null, 'DISABLED' | 'ENABLED' | null, boolean | null]>([
    [true, null, true],
    [false, 'ENABLED', true],
    [null, 'ENABLED', true],
    [false, 'DISABLED', false],
    [false, null, false],
    [null, 'DISABLED', null],
    [null, null, null],
  ])('by feature %j and connection %j is %j', async (feature, connection, on) => {
    expect((await read([], feature, connection)).on).toBe(on);
  });

  it('is on by features, of whatever kind of provisioning, without being asked for', async () => {
    const notAsked = oktaWith({});
    for (const feature of [...scim, ...pushes])
      expect((await readApiIntegration(notAsked, appWith({ features: ['X', feature] }))).on).toBe(true);
    expect((await read(['IMPORT_NEW_USERS'], null, null)).on).toBeNull();
  });

  it('says what was read', async () => {
    expect((await read([], false, null)).evidence).toEqual([
      'features: none shown',
      'USER_PROVISIONING: not enabled for the app instance',
      'default connection: not reported',
    ]);
    expect((await read([], true, 'ENABLED')).evidence).toContain('USER_PROVISIONING: can be read');
    expect((await read([], null, null)).evidence).toContain('USER_PROVISIONING: not reported');
  });
});
