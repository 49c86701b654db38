import { loggedSettings } from './logged-settings';
import type { MappingRow, OktaApp, PracticeState, SchemaProperty } from './state';

const text = (title: string, required = false): SchemaProperty => ({ title, type: 'string', required });

/** The app user schema of a SAML wizard app until SCIM is on. Source: Okta facts, section 1, "Order that works". */
const samlBase: Record<string, SchemaProperty> = { userName: text('Username', true) };

/** The attributes that SCIM adds. Base attributes cannot be deleted, custom ones can. */
export const scimBase: Record<string, SchemaProperty> = {
  userName: text('Username', true),
  givenName: text('Given name'),
  familyName: text('Family name'),
  email: text('Email'),
};
const scimCustom: Record<string, [title: string, expression: string]> = {
  middleName: ['Middle name', 'user.middleName'],
  honorificPrefix: ['Honorific prefix', 'user.honorificPrefix'],
  honorificSuffix: ['Honorific suffix', 'user.honorificSuffix'],
  title: ['Title', 'user.title'],
  displayName: ['Display name', 'user.displayName'],
  nickName: ['Nickname', 'user.nickName'],
  profileUrl: ['Profile Url', 'user.profileUrl'],
  primaryPhone: ['Primary phone', 'user.primaryPhone'],
  streetAddress: ['Street address', 'user.streetAddress'],
  locality: ['Locality', 'user.city'],
  region: ['Region', 'user.state'],
  postalCode: ['Postal Code', 'user.zipCode'],
  country: ['Country', 'user.countryCode'],
  preferredLanguage: ['Preferred language', 'user.preferredLanguage'],
  locale: ['Locale Name', 'user.locale'],
  timezone: ['Timezone', 'user.timezone'],
  userType: ['User type', 'user.userType'],
  employeeNumber: ['Employee number', 'user.employeeNumber'],
  costCenter: ['Cost center', 'user.costCenter'],
  organization: ['Organization', 'user.organization'],
  division: ['Division', 'user.division'],
  department: ['Department', 'user.department'],
  managerDisplayName: ['Manager display name', 'user.manager'],
};

/** Default of a new mapping row: apply on create only. Source: Okta facts, section 2, "Mappings". */
const onCreate = (expression: string): MappingRow => ({ expression, pushStatus: 'DONT_PUSH' });

/** Switches SCIM on: adds its attributes to the app user schema and the mapping; existing ones are unchanged. */
export function addScimAttributes(app: OktaApp): void {
  app.schema = {
    base: { ...scimBase },
    custom: Object.fromEntries(Object.entries(scimCustom).map(([name, [title]]) => [name, text(title)])),
  };
  app.toAppMapping.properties = {
    givenName: onCreate('user.firstName'),
    familyName: onCreate('user.lastName'),
    email: onCreate('user.email'),
    ...Object.fromEntries(
      Object.entries(scimCustom).map(([name, [, expression]]) => [name, onCreate(expression)]),
    ),
    ...app.toAppMapping.properties,
  };
}

/** The ids of a new app. */
export interface NewAppIds {
  id: string;
  kid: string;
  at: string;
  mappingIds: [string, string];
}

export const newAppIds = (newId: (prefix: string) => string, at: string): NewAppIds => ({
  id: newId('0oa'),
  kid: newId('kid'),
  at,
  mappingIds: [newId('prm'), newId('prm')],
});

interface NewApp extends NewAppIds {
  name: string;
  label: string;
  acsUrl: string;
  audience: string;
}

/** `{subdomain}_{label in lower case, letters and digits}_{number}`, as the wizard and the API name an app. */
export function wizardAppName({ apps, org }: PracticeState, label: string): string {
  const stem = `${org.subdomain}_${label.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  const taken = new Set(Object.values(apps).map(({ name }) => name));
  let number = 1;
  while (taken.has(`${stem}_${String(number)}`)) number += 1;
  return `${stem}_${String(number)}`;
}

/** A SAML app integration as created by the wizard, with all defaults. */
export function newApp({ id, name, label, kid, at, mappingIds, acsUrl, audience }: NewApp): OktaApp {
  const [toApp, fromApp] = mappingIds;
  const app: OktaApp = {
    id,
    name,
    label,
    status: 'ACTIVE',
    signOnMode: 'SAML_2_0',
    created: at,
    lastUpdated: at,
    kid,
    body: {
      accessibility: defaultAccessibility(),
      visibility: defaultVisibility(),
      credentials: { userNameTemplate: { template: '${source.login}', type: 'BUILT_IN' }, signing: { kid } },
      settings: {
        ...defaultSettings(),
        signOn: { ...defaultSignOn(), ssoAcsUrl: acsUrl, recipient: acsUrl, destination: acsUrl, audience },
      },
    },
    provisioning: 'NONE',
    connection: null,
    toApp: { create: false, update: false, deactivate: false },
    schema: { base: { ...samlBase }, custom: {} },
    toAppMapping: { id: toApp, properties: {} },
    fromAppMapping: { id: fromApp, properties: {} },
    users: {},
    groups: {},
  };
  return { ...app, logged: loggedSettings(app) };
}

export const defaultAccessibility = (): Record<string, unknown> => ({
  selfService: false,
  errorRedirectUrl: null,
  loginRedirectUrl: null,
});

export const defaultVisibility = (): Record<string, unknown> => ({
  autoLaunch: false,
  autoSubmitToolbar: false,
  hide: { iOS: false, web: false },
});

export const defaultSettings = (): Record<string, unknown> => ({
  app: {},
  notifications: { vpn: { network: { connection: 'DISABLED' }, message: null, helpUrl: null } },
  manualProvisioning: false,
  implicitAssignment: false,
  notes: { admin: null, enduser: null },
});

export const defaultSignOn = (): Record<string, unknown> => ({
  defaultRelayState: null,
  idpIssuer: 'http://www.okta.com/${org.externalKey}',
  subjectNameIdTemplate: '${user.userName}',
  subjectNameIdFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
  responseSigned: true,
  assertionSigned: true,
  signatureAlgorithm: 'RSA_SHA256',
  digestAlgorithm: 'SHA256',
  honorForceAuthn: true,
  authnContextClassRef: 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport',
  spIssuer: null,
  requestCompressed: false,
  attributeStatements: [],
  inlineHooks: [],
  allowMultipleAcsEndpoints: false,
  acsEndpoints: [],
  samlSignedRequestEnabled: false,
  slo: { enabled: false },
});
