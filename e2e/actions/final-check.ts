import { expect } from 'playwright/test';
import { z } from 'zod';
import { regions } from '../../shared/oktopost';
import type { Region } from './assistant';
import { testUser } from './walk';

const appSchema = z.looseObject({
  name: z.string(),
  label: z.string(),
  provisioning: z.string(),
  connection: z.looseObject({}).nullable(),
  toApp: z.looseObject({}),
  body: z.looseObject({ settings: z.looseObject({ signOn: z.looseObject({}) }) }),
  toAppMapping: z.looseObject({ properties: z.record(z.string(), z.looseObject({})) }),
  users: z.record(z.string(), z.looseObject({ userName: z.string(), syncState: z.string() })),
});

const stateSchema = z.looseObject({
  users: z.record(z.string(), z.looseObject({ profile: z.record(z.string(), z.string().nullable()) })),
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

/** The practice org's state after the set-up: the article's settings, and the one user at Oktopost. */
export function expectSetUp(stateOfOrg: unknown, region: Region): void {
  const { acsUrl, boardScimBaseUrl } = regions[region];
  const made = { label: 'Oktopost Social Advocacy', acsUrl, scimBaseUrl: boardScimBaseUrl, account: region };
  expectCustom(stateOfOrg, made);
}

/** The same for the platform. */
export function expectPlatformInEurope(stateOfOrg: unknown): void {
  const { acsUrl, platformScimBaseUrl: scimBaseUrl } = regions.eu;
  expectCustom(stateOfOrg, { label: 'Oktopost', acsUrl, scimBaseUrl, account: 'eu-platform' });
}

/** The pre-built app: user names are emails, the API integration is on, and the one user is at Oktopost's platform. */
export function expectCatalogue(stateOfOrg: unknown): void {
  const state = stateSchema.parse(stateOfOrg);
  const app = Object.values(state.apps).find(({ name }) => name === 'oktopost');
  expect(app).toMatchObject({
    provisioning: 'API',
    toApp: { create: true, update: true, deactivate: true },
    body: { credentials: { userNameTemplate: { template: '${source.email}', type: 'BUILT_IN' } } },
  });
  const emails = Object.values(state.users).map(({ profile }) => String(profile['email']).toLowerCase());
  const isShared = (email: unknown): boolean =>
    emails.filter((each) => each === String(email).toLowerCase()).length > 1;
  for (const [id, { userName }] of Object.entries(app?.users ?? {})) {
    const email = state.users[id]?.profile['email'];
    // Of two who share one, nobody is changed.
    if (!isShared(email)) expect(userName).toBe(email);
  }
  const arrived = Object.values(state.oktopost['us-platform']?.users ?? {}).filter(
    ({ userName }) => userName === testUser.email,
  );
  expect(arrived).toMatchObject([{ active: true }]);
  // Nobody at the board: an account provisions one kind of user.
  expect(Object.values(state.oktopost['us']?.users ?? {}).map(({ userName }) => userName)).not.toContain(
    testUser.email,
  );
}

interface Made {
  label: string;
  acsUrl: string;
  scimBaseUrl: string;
  /** Of the practice Oktopost. */
  account: string;
}

function expectCustom(stateOfOrg: unknown, { label, acsUrl, scimBaseUrl, account }: Made): void {
  const state = stateSchema.parse(stateOfOrg);
  const ours = Object.values(state.apps).filter((app) => app.label === label && app.name !== 'oktopost');
  expect(ours).toHaveLength(1);
  expect(ours[0]).toMatchObject({
    provisioning: 'SCIM',
    connection: {
      baseUrl: scimBaseUrl,
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
  const arrived = Object.values(state.oktopost[account]?.users ?? {}).filter(
    ({ userName }) => userName === testUser.email,
  );
  expect(arrived).toMatchObject([{ active: true }]);
}
