import { audience, regions } from '../../shared/oktopost';
import { defaultSettings, defaultSignOn, newApp, scimBase } from './app-template';
import type { NewAppIds } from './app-template';
import type { MappingRow, OktaApp } from './state';

/** Okta's catalogue has *some* key for Oktopost's app; the true one is not known, so nothing may rely on this one. */
export const catalogueKey = 'oktopost';
export const catalogueLabel = 'Oktopost';

/** A pre-built app integration. The name of a custom one begins with the org's subdomain and an underscore. */
export const isCatalogueApp = ({ name }: OktaApp): boolean => name === catalogueKey;

/** What such an app has that a custom one has not: fields of its own in `settings.app`, overrides in `settings.signOn`. */
export const catalogueSettings = (): Record<string, unknown> => ({
  ...defaultSettings(),
  app: { subDomain: null, siteURL: null, attributeMap: null, legacyRoles: null },
});

export const catalogueSignOn = (): Record<string, unknown> => ({
  ...defaultSignOn(),
  ssoAcsUrlOverride: null,
  audienceOverride: null,
  recipientOverride: null,
  destinationOverride: null,
  samlAssertionLifetimeSeconds: null,
  configuredAttributeStatements: [],
});

/** Create and update, other than in an app of the wizard. What Okta does for this app is not known. */
const pushed = (expression: string): MappingRow => ({ expression, pushStatus: 'PUSH' });

interface NewCatalogueApp extends NewAppIds {
  label: string;
}

/** Oktopost's app as the catalogue makes it. It serves the US platform only. Source: Oktopost facts, "Two destinations, two regions". */
export function newCatalogueApp(given: NewCatalogueApp): OktaApp {
  const { acsUrl, appUrl } = regions.us;
  const app = newApp({ ...given, name: catalogueKey, acsUrl, audience });
  const { credentials, accessibility, visibility, settings } = app.body;
  return {
    ...app,
    body: {
      accessibility,
      visibility: { ...visibility, appLinks: { oktopost_link: true, oktopost_board_link: false } },
      credentials,
      licensing: { seatCount: 0 },
      settings: {
        ...settings,
        app: {
          subDomain: 'app',
          siteURL: appUrl,
          attributeMap: { role: 'publisher', tags: ['Büro', '=kept', ''] },
          legacyRoles: false,
        },
        signOn: {
          ...catalogueSignOn(),
          ssoAcsUrl: acsUrl,
          recipient: acsUrl,
          destination: acsUrl,
          audience,
          samlAssertionLifetimeSeconds: 300,
        },
      },
    },
    schema: { base: { ...scimBase }, custom: {} },
    toAppMapping: {
      ...app.toAppMapping,
      properties: {
        givenName: pushed('user.firstName'),
        familyName: pushed('user.lastName'),
        email: pushed('user.email'),
      },
    },
  };
}
