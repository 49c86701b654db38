import { expect } from 'playwright/test';
import { z } from 'zod';
import { regions } from '../../shared/oktopost';
import type { Region } from './assistant';
import { testUser } from './walk';

const appSchema = z.looseObject({
  label: z.string(),
  provisioning: z.string(),
  connection: z.looseObject({}).nullable(),
  toApp: z.looseObject({}),
  body: z.looseObject({ settings: z.looseObject({ signOn: z.looseObject({}) }) }),
  toAppMapping: z.looseObject({ properties: z.record(z.string(), z.looseObject({})) }),
  users: z.record(z.string(), z.looseObject({ userName: z.string(), syncState: z.string() })),
});

const stateSchema = z.looseObject({
  apps: z.record(z.string(), appSchema),
  oktopost: z.record(
    z.string(),
    z.looseObject({
      users: z.record(z.string(), z.looseObject({ userName: z.string(), active: z.boolean() })),
    }),
  ),
});

/** The labels of all app integrations, sorted. */
export function appsOf(stateOfOrg: unknown): string[] {
  return Object.values(stateSchema.parse(stateOfOrg).apps)
    .map(({ label }) => label)
    .sort();
}

/** The practice org's own state after the road: what the article asks for, set, and the one user at Oktopost. */
export function expectSetUp(stateOfOrg: unknown, region: Region): void {
  const state = stateSchema.parse(stateOfOrg);
  const ours = Object.values(state.apps).filter(({ label }) => label === 'Oktopost Social Advocacy');
  expect(ours).toHaveLength(1);
  const { acsUrl, boardScimBaseUrl } = regions[region];
  expect(ours[0]).toMatchObject({
    provisioning: 'SCIM',
    connection: {
      baseUrl: boardScimBaseUrl,
      uniqueIdentifier: 'userName',
      pushNewUsers: true,
      pushProfileUpdates: true,
      pushGroups: false,
      importNewUsers: false,
      authenticationMode: 'HTTP_HEADER',
    },
    toApp: { create: true, update: true, deactivate: true },
    body: {
      settings: { signOn: { ssoAcsUrl: acsUrl, audience: 'urn:oktopost:sp', defaultRelayState: null } },
    },
    toAppMapping: {
      properties: {
        givenName: { expression: 'user.firstName', pushStatus: 'PUSH' },
        familyName: { expression: 'user.lastName', pushStatus: 'PUSH' },
      },
    },
  });
  expect(Object.keys(ours[0]?.toAppMapping.properties ?? {}).sort()).toEqual(['familyName', 'givenName']);
  expect(Object.values(ours[0]?.users ?? {})).toMatchObject([
    { userName: testUser.email, syncState: 'SYNCHRONIZED' },
  ]);
  const arrived = Object.values(state.oktopost[region]?.users ?? {}).filter(
    ({ userName }) => userName === testUser.email,
  );
  expect(arrived).toMatchObject([{ active: true }]);
}
