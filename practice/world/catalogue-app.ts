import { audience, regions } from '../../shared/oktopost';
import { defaultSettings, defaultSignOn, newApp, scimBase } from './app-template';
import type { NewAppIds } from './app-template';
import type { MappingRow, OktaApp } from './state';

/** The catalogue key of Oktopost's app. The real one is unknown, so nothing may rely on this one. */
export const catalogueKey = 'oktopost';
export const catalogueLabel = 'Oktopost';

/** Whether it is the pre-built app. The name of a custom app starts with the org's subdomain and an underscore. */
export const isCatalogueApp = ({ name }: OktaApp): boolean => name === catalogueKey;

/** Settings that a custom app does not have: fields in `settings.app`, overrides in `settings.signOn`. */
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

/** Applied on create and update, unlike in a wizard app. What Okta does for this app is unknown. */
const pushed = (expression: string): MappingRow => ({ expression, pushStatus: 'PUSH' });

interface NewCatalogueApp extends NewAppIds {
  label: string;
}

/** Oktopost's app as created from the catalogue. It serves the US platform only. Source: Oktopost facts, "Two destinations, two regions". */
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
