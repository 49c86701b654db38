import { addedByScim } from '../../shared/oktopost';
import type { Profile } from '../profile';
import { loggedSettings } from './logged-settings';
import type { MappingRow, OktaApp, PracticeState, SchemaProperty } from './state';

const text = (title: string, required = false): SchemaProperty => ({ title, type: 'string', required });

/** The app user schema of a SAML wizard app until SCIM is on. Source: Okta facts, section 1, "Order that works". */
const samlBase: Record<string, SchemaProperty> = { userName: text('Username', true) };

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';

const scimText = (title: string, externalName: string, required = false): SchemaProperty => ({
  ...text(title, required),
  externalName,
  externalNamespace: userUrn,
});

/** The attributes that SCIM adds. Base attributes cannot be deleted, custom ones can. */
export const scimBase: Record<string, SchemaProperty> = {
  userName: scimText('Username', 'userName', true),
  givenName: scimText('Given name', 'name.givenName'),
  familyName: scimText('Family name', 'name.familyName'),
  email: scimText('Email', 'emails.^[primary==true].value'),
};

const work = "addresses.^[type=='work']";
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Okta's rows for the type of an email, phone or address. Source: Okta as recorded, section 4. */
const typeOf = (attribute: string): string =>
  `(user.${attribute} != null && user.${attribute} != '') ? 'work' : ''`;

type ScimAttribute = [title: string, expression: string, externalName?: string];
const typeRows: Record<string, ScimAttribute> = {
  emailType: ['Email type', typeOf('email'), 'emails.^[primary==true].type'],
  primaryPhoneType: ['Primary phone type', typeOf('primaryPhone'), 'phoneNumbers.^[primary==true].type'],
  addressType: ['Address type', typeOf('streetAddress'), 'addresses.^[primary==true].type'],
};
const scimCustom: Record<string, ScimAttribute> = {
  middleName: ['Middle name', 'user.middleName', 'name.middleName'],
  honorificPrefix: ['Honorific prefix', 'user.honorificPrefix', 'name.honorificPrefix'],
  honorificSuffix: ['Honorific suffix', 'user.honorificSuffix', 'name.honorificSuffix'],
  title: ['Title', 'user.title'],
  displayName: ['Display name', 'user.displayName'],
  nickName: ['Nickname', 'user.nickName'],
  profileUrl: ['Profile Url', 'user.profileUrl'],
  primaryPhone: ['Primary phone', 'user.primaryPhone', 'phoneNumbers.^[primary==true].value'],
  streetAddress: ['Street address', 'user.streetAddress', `${work}.streetAddress`],
  locality: ['Locality', 'user.city', `${work}.locality`],
  region: ['Region', 'user.state', `${work}.region`],
  postalCode: ['Postal Code', 'user.zipCode', `${work}.postalCode`],
  country: ['Country', 'user.countryCode', `${work}.country`],
  preferredLanguage: ['Preferred language', 'user.preferredLanguage'],
  locale: ['Locale Name', 'user.locale'],
  timezone: ['Timezone', 'user.timezone'],
  userType: ['User type', 'user.userType'],
  employeeNumber: ['Employee number', 'user.employeeNumber'],
  costCenter: ['Cost center', 'user.costCenter'],
  organization: ['Organization', 'user.organization'],
  division: ['Division', 'user.division'],
  department: ['Department', 'user.department'],
  managerDisplayName: ['Manager display name', 'user.manager', 'manager.displayName'],
};
const enterpriseAttributes = new Set(Object.keys(scimCustom).slice(-6));

/** Default of a new mapping row: apply on create only. Source: Okta facts, section 2, "Mappings". */
const onCreate = (expression: string): MappingRow => ({ expression, pushStatus: 'DONT_PUSH' });

type DefaultMapping = Profile['defaultMapping'];

const customOf = (rows: DefaultMapping): Record<string, ScimAttribute> =>
  rows === 'without-types' ? scimCustom : { ...typeRows, ...scimCustom };

/** The rows of a user-to-app mapping once SCIM is on, of every user type alike. */
export function defaultMappingRows(rows: DefaultMapping): Record<string, MappingRow> {
  const override: MappingRow = { expression: 'String.substringBefore(user.email, "@")', pushStatus: 'PUSH' };
  return {
    ...(rows === 'with-user-name' ? { userName: override } : {}),
    givenName: onCreate('user.firstName'),
    familyName: onCreate('user.lastName'),
    email: onCreate('user.email'),
    ...Object.fromEntries(
      Object.entries(customOf(rows)).map(([name, [, expression]]) => [name, onCreate(expression)]),
    ),
  };
}

/**
 * Okta's refusal to switch SCIM on while a custom attribute of before has the name of one that SCIM adds; null without one.
 * Source: Okta as recorded, section 4.
 */
export function scimConflict({ schema }: OktaApp): string | null {
  const conflicts = Object.entries(schema.custom).some(
    ([name, { externalNamespace }]) => addedByScim.includes(name) && externalNamespace === undefined,
  );
  return conflicts ? 'Profile property in Okta managed template has conflicts with custom property.' : null;
}

/** Switches SCIM on: adds its attributes to the app user schema and to the mappings; existing ones are unchanged. */
export function addScimAttributes(app: OktaApp, rows: DefaultMapping): void {
  const custom: Record<string, SchemaProperty> = {};
  for (const [name, [title, , externalName = name]] of Object.entries(customOf(rows))) {
    const property = scimText(title, externalName);
    custom[name] = enterpriseAttributes.has(name) ? { ...property, externalNamespace: enterprise } : property;
  }
  app.schema = {
    base: { ...scimBase },
    custom: { ...custom, ...app.schema.custom },
  };
  for (const mapping of [app.toAppMapping, ...Object.values(app.typeMappings ?? {})]) {
    mapping.properties = { ...defaultMappingRows(rows), ...mapping.properties };
  }
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
