/**
 * Every string that Oktopost or Okta may change, once, with its source.
 * `article`: Oktopost's help article "Configure SCIM Provisioning with Okta". `help pages`: other public pages of Oktopost.
 */
import { z } from 'zod';
import { ownValue } from './own-value';

export const regionIds = ['us', 'eu'] as const;
export const regionSchema = z.enum(regionIds);
export type Region = z.infer<typeof regionSchema>;

/** The article's two destinations: advocates of the board, or the users of the platform. An account provisions one of them. */
export const destinationIds = ['board', 'admin-application'] as const;
export const destinationSchema = z.enum(destinationIds);
export type Destination = z.infer<typeof destinationSchema>;

export const destinations: Record<Destination, { name: string }> = {
  board: { name: 'advocacy board' },
  'admin-application': { name: 'admin application' },
};

export const otherDestination = (destination: Destination): Destination =>
  destination === 'board' ? 'admin-application' : 'board';

interface RegionFacts {
  name: string;
  acsUrl: string;
  boardScimBaseUrl: string;
  platformScimBaseUrl: string;
  appUrl: string;
  /** Where a sign-in begins at Oktopost. The help pages name the one of the US only. */
  loginUrl: string;
}

/**
 * Source: article, "Provisioning to Board", steps 2 and 5 (the EU ACS URL is written there without `https://`); help pages for
 * `platformScimBaseUrl` and the US `loginUrl`; the EU `loginUrl` is the same path on the EU host, which no page confirms.
 */
export const regions: Record<Region, RegionFacts> = {
  us: {
    name: 'United States',
    acsUrl: 'https://app.oktopost.com/auth/acs',
    boardScimBaseUrl: 'https://board.oktopost.com/scim/v2',
    platformScimBaseUrl: 'https://app.oktopost.com/scim/v2',
    appUrl: 'https://app.oktopost.com',
    loginUrl: 'https://app.oktopost.com/auth/login-sso',
  },
  eu: {
    name: 'Europe',
    acsUrl: 'https://eu-app.oktopost.com/auth/acs',
    boardScimBaseUrl: 'https://eu-board.oktopost.com/scim/v2',
    platformScimBaseUrl: 'https://eu-app.oktopost.com/scim/v2',
    appUrl: 'https://eu-app.oktopost.com',
    loginUrl: 'https://eu-app.oktopost.com/auth/login-sso',
  },
};

export const otherRegion = (region: Region): Region => (region === 'us' ? 'eu' : 'us');

/** Where a set-up goes, and what that asks of the app integration in Okta. */
export interface Target {
  destination: Destination;
  region: Region;
  /** `custom`: made in Okta for this; `catalogue`: Oktopost's pre-built app, which knows its own addresses. */
  app: 'custom' | 'catalogue';
  acsUrl: string;
  /** What is typed into a custom app's SCIM connection; null for the catalogue app. */
  scimBaseUrl: string | null;
  /** False: only help pages name it, so the reader is told to ask Oktopost first. */
  inArticle: boolean;
}

/**
 * Source: article; the pre-built app serves the US only, so that platform users of the EU need a custom app (help pages).
 */
export function targetOf(destination: Destination, region: Region): Target {
  const { acsUrl, boardScimBaseUrl, platformScimBaseUrl } = regions[region];
  const base = { destination, region, acsUrl };
  if (destination === 'board') {
    return { ...base, app: 'custom', scimBaseUrl: boardScimBaseUrl, inArticle: true };
  }
  return region === 'us'
    ? { ...base, app: 'catalogue', scimBaseUrl: null, inArticle: true }
    : { ...base, app: 'custom', scimBaseUrl: platformScimBaseUrl, inArticle: false };
}

/** Whether Oktopost is asked for the accounts of a set-up: those of the pre-built app nothing can read. */
export const asksOktopost = (destination: Destination, region: Region): boolean =>
  targetOf(destination, region).scimBaseUrl !== null;

/** Source: article, step 2. */
export const audience = 'urn:oktopost:sp';

/**
 * Source for the board: article, step 1 ("may be: Oktopost Social Advocacy"). No page names a custom app for the platform: that name
 * is ours, and not plain "Oktopost", which is what Okta calls the pre-built app that an org may have beside it.
 */
export const suggestedLabels: Record<Destination, string> = {
  board: 'Oktopost Social Advocacy',
  'admin-application': 'Oktopost Platform',
};

/** Of an app's label, in UTF-16 units. Source: docs/facts/okta-api.md, "Find, replace, delete". */
export const longestLabel = 100;

export const relayStateIds = ['none', 'app', 'board'] as const;
export const relayStateSchema = z.enum(relayStateIds);
export type RelayState = z.infer<typeof relayStateSchema>;

/** Source: article, step 2 ("Default Relay State: null"); `1` and `2`: help pages, on single sign-on. */
export const relayStates: Record<RelayState, string | null> = { none: null, app: '1', board: '2' };

/** Source: help pages (NameID is the user's email); format and templates: Okta's SAML defaults. */
export const saml = {
  nameIdTemplate: '${user.userName}',
  nameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
  userNameTemplate: '${source.email}',
  idpIssuer: 'http://www.okta.com/${org.externalKey}',
  authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  signatureAlgorithm: 'RSA_SHA256',
  digestAlgorithm: 'SHA256',
} as const;

/** How Okta's console calls its built-in user name templates. */
const userNameFormats: Readonly<Record<string, string>> = {
  '${source.login}': 'Okta username',
  '${fn:substringBefore(source.login, "@")}': 'Okta username prefix',
  [saml.userNameTemplate]: 'Email',
  '${fn:substringBefore(source.email, "@")}': 'Email prefix',
};

/** A user name template as Okta's console shows it; a custom one as it is. */
export const userNameFormatWords = (template: string): string =>
  ownValue(userNameFormats, template) ?? template;

/** Source: article, step 5. The article's "Authentication mode: HTTP" is Okta's *HTTP Header*. */
export const scim = {
  uniqueIdentifier: 'userName',
  authenticationMode: 'HTTP Header',
  supportedActions: ['Push New Users', 'Push Profile Updates'],
  /** The article names none of them. */
  otherActions: ['Import New Users and Profile Updates', 'Push Groups', 'Import Groups'],
} as const;

/** Source: article, step 6. Okta's own labels. */
export const toAppOptions = ['Create Users', 'Update User Attributes', 'Deactivate Users'] as const;

/** Okta's own button on the Sign On tab, and whom it reaches: nobody can be left out. Source: Okta's support article "Application Usernames Are Not Being Updated Automatically". */
export const updateNow = 'Update Now, which renames everyone who is assigned';

/** What `features` of an app gains as SCIM and the To App boxes are switched on. Source: Okta facts, section 1 (likely). */
export const oktaFeatures = {
  scim: 'SCIM_PROVISIONING',
  toApp: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
} as const;

/** How a catalogue app’s provisioning is authorised: in the browser, no token is pasted. Source: article, step 5; Okta’s own labels. */
export const authenticate = {
  configure: 'Configure API Integration',
  enable: 'Enable API integration',
  button: 'Authenticate with Oktopost',
} as const;

/** Where Oktopost makes the SCIM token. Source: article, step 5. */
export const tokenPlace = ['Settings', 'Security', 'Provisioning'] as const;

/** Where Oktopost takes what Okta says of itself. Source: help pages, on single sign-on. */
export const signOnPlace = ['Settings', 'Security', 'Single Sign-On'] as const;

/** Kept attributes of the app user profile and the Okta expression for each. Source: article, step 7 and "Support attributes". */
export const keptAttributes = {
  givenName: 'user.firstName',
  familyName: 'user.lastName',
} as const;
export const optionalEmail = { name: 'email', expression: 'user.email' } as const;

/**
 * Oktopost takes an email of type `work` only, and this row of Okta's default mapping gives an email its type, so that it is
 * mapped together with the email. Source: docs/facts/okta-recorded.md, section 4.
 */
export const emailType = {
  name: 'emailType',
  expression: "(user.email != null && user.email != '') ? 'work' : ''",
} as const;

/**
 * What switching SCIM on adds to the app user profile. Okta refuses the switch while a custom attribute has one of these names.
 * Source: docs/facts/okta-recorded.md, section 4; the names are Okta's defaults for a SCIM app.
 */
export const addedByScim: readonly string[] = [
  ...['givenName', 'familyName', 'middleName', 'honorificPrefix', 'honorificSuffix', 'email', 'emailType'],
  ...['title', 'displayName', 'nickName', 'profileUrl', 'primaryPhone', 'primaryPhoneType', 'addressType'],
  ...['streetAddress', 'locality', 'region', 'postalCode', 'country', 'preferredLanguage', 'locale'],
  ...['timezone', 'userType', 'employeeNumber', 'costCenter', 'organization', 'division', 'department'],
  'managerDisplayName',
];

/** Attributes that only say of which type another one is, by that one. Source: docs/facts/okta-recorded.md, section 4. */
export const typeOfAttribute: Readonly<Record<string, string>> = {
  [emailType.name]: optionalEmail.name,
  primaryPhoneType: 'primaryPhone',
  addressType: 'streetAddress',
};
