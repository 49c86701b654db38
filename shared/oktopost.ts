/**
 * Every string that Oktopost or Okta may change, once, with its source.
 * `article`: Oktopost's help article "Configure SCIM Provisioning with Okta". `help pages`: other public pages of Oktopost.
 */
import { z } from 'zod';

export const regionSchema = z.enum(['us', 'eu']);
export type Region = z.infer<typeof regionSchema>;

/** The advocacy board needs a custom app integration; the platform's pre-built app is another road. */
export const destinationSchema = z.enum(['board']);

/** Source: article, "Provisioning to Board", steps 2 and 5. The EU ACS URL is written there without `https://`. */
export const regions: Record<
  Region,
  { name: string; acsUrl: string; boardScimBaseUrl: string; appUrl: string }
> = {
  us: {
    name: 'United States',
    acsUrl: 'https://app.oktopost.com/auth/acs',
    boardScimBaseUrl: 'https://board.oktopost.com/scim/v2',
    appUrl: 'https://app.oktopost.com',
  },
  eu: {
    name: 'Europe',
    acsUrl: 'https://eu-app.oktopost.com/auth/acs',
    boardScimBaseUrl: 'https://eu-board.oktopost.com/scim/v2',
    appUrl: 'https://eu-app.oktopost.com',
  },
};

/** Source: article, step 2. */
export const audience = 'urn:oktopost:sp';

/** Source: article, step 1 ("may be: Oktopost Social Advocacy"). */
export const suggestedLabel = 'Oktopost Social Advocacy';

/** Source: article, step 2 ("Default Relay State: null"). */
export const defaultRelayState = null;

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

/** Source: article, step 5. The article's "Authentication mode: HTTP" is Okta's *HTTP Header*. */
export const scim = {
  uniqueIdentifier: 'userName',
  authenticationMode: 'HTTP Header',
  supportedActions: ['Push New Users', 'Push Profile Updates'],
} as const;

/** Source: article, step 6. Okta's own labels. */
export const toAppOptions = ['Create Users', 'Update User Attributes', 'Deactivate Users'] as const;

/** What `features` of an app gains as SCIM and the To App boxes are switched on. Source: Okta facts, section 1 (likely). */
export const oktaFeatures = {
  scim: 'SCIM_PROVISIONING',
  toApp: ['PUSH_NEW_USERS', 'PUSH_PROFILE_UPDATES', 'PUSH_USER_DEACTIVATION'],
} as const;

/** Where Oktopost makes the SCIM token. Source: article, step 5. */
export const tokenPlace = ['Settings', 'Security', 'Provisioning'] as const;

/** Kept attributes of the app user profile and the Okta expression for each. Source: article, step 7 and "Support attributes". */
export const keptAttributes = {
  givenName: 'user.firstName',
  familyName: 'user.lastName',
} as const;
export const optionalEmail = { name: 'email', expression: 'user.email' } as const;
