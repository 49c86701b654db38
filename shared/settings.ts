import { z } from 'zod';
import { authenticate, relayStates, scim, toAppOptions } from './oktopost';
import { statusName } from './status-name';

/** Where a setting is shown: the sections of the summary, in their order. */
export const settingAreas = ['app', 'single-sign-on', 'provisioning', 'to-app', 'mapping'] as const;
export type SettingArea = (typeof settingAreas)[number];

interface Described {
  /** Okta's own label where Okta has one. */
  label: string;
  area: SettingArea;
}

const of = (area: SettingArea, label: string): Described => ({ area, label });

/** Settings that exist once per set-up. Files hold the ids: an id is never renamed, nor reused for another setting. */
const settings = {
  app: of('app', 'App integration'),
  'app.name': of('app', 'App name'),
  'app.sign-in-method': of('app', 'Sign-in method'),
  'app.type': of('app', 'App type'),
  'app.status': of('app', 'Status'),
  'app.admin-note': of('app', 'Application notes for admins'),
  'app.tile-hidden': of('app', 'Do not display application icon to users'),
  'app.tile-hidden-mobile': of('app', 'Do not display application icon in the Okta Mobile app'),
  'app.people': of('app', 'Assigned people'),
  'app.groups': of('app', 'Assigned groups'),
  'set-up': of('app', 'This set-up in the assistant'),
  'sign-on.acs-url': of('single-sign-on', 'Single sign-on URL'),
  'sign-on.recipient': of('single-sign-on', 'Recipient URL'),
  'sign-on.destination': of('single-sign-on', 'Destination URL'),
  'sign-on.audience': of('single-sign-on', 'Audience URI (SP Entity ID)'),
  'sign-on.relay-state': of('single-sign-on', 'Default RelayState'),
  'sign-on.name-id': of('single-sign-on', 'Name ID'),
  'sign-on.name-id-format': of('single-sign-on', 'Name ID format'),
  'sign-on.response': of('single-sign-on', 'Response'),
  'sign-on.assertion-signature': of('single-sign-on', 'Assertion Signature'),
  'sign-on.signature-algorithm': of('single-sign-on', 'Signature Algorithm'),
  'sign-on.digest-algorithm': of('single-sign-on', 'Digest Algorithm'),
  'sign-on.force-authn': of('single-sign-on', 'Honor Force Authentication'),
  'sign-on.single-logout': of('single-sign-on', 'Single Logout'),
  'sign-on.attribute-statements': of('single-sign-on', 'Attribute Statements'),
  'sign-on.certificate': of('single-sign-on', 'Signing certificate'),
  'sign-on.next-certificate': of('single-sign-on', 'Next signing certificate'),
  'user-name-format': of('single-sign-on', 'Application username format'),
  'user-name-format.kind': of('single-sign-on', 'Application username format, kind'),
  'user-name-format.suffix': of('single-sign-on', 'Application username format, suffix'),
  'user-name-format.update-on': of('single-sign-on', 'Update application username on'),
  'user-names': of('single-sign-on', 'Assigned users whose user name is not their email'),
  scim: of('provisioning', 'Provisioning'),
  'connection.base-url': of('provisioning', 'SCIM connector base URL'),
  'connection.unique-identifier': of('provisioning', 'Unique identifier field for users'),
  'connection.push-new-users': of('provisioning', scim.supportedActions[0]),
  'connection.push-profile-updates': of('provisioning', scim.supportedActions[1]),
  'connection.import-users': of('provisioning', scim.otherActions[0]),
  'connection.push-groups': of('provisioning', scim.otherActions[1]),
  'connection.import-groups': of('provisioning', scim.otherActions[2]),
  'connection.authentication-mode': of('provisioning', 'Authentication Mode'),
  'connection.authorization': of('provisioning', 'Authorization'),
  'api-integration': of('provisioning', authenticate.enable),
  'to-app.create': of('to-app', toAppOptions[0]),
  'to-app.update': of('to-app', toAppOptions[1]),
  'to-app.deactivate': of('to-app', toAppOptions[2]),
  'unused-attributes': of('mapping', 'Unused attributes of the app user profile'),
} as const satisfies Record<string, Described>;

export type PlainSettingId = keyof typeof settings;

/**
 * Parametrised settings: of an attribute of the app user profile (by its name) or of a user (by Okta's id). `mapping` is the
 * mapping of the org's default user type, `mapping-of-type` of another one: its id, its name and the attribute (`userTypeOf`).
 */
const parametrised = {
  mapping: { area: 'mapping', label: (attribute) => `Mapping of ${attribute}` },
  'mapping-of-type': {
    area: 'mapping',
    label: (parts) => {
      const { userType, attribute } = partsOfTypeMapping(parts);
      return `Mapping of ${attribute}, user type ${userType}`;
    },
  },
  attribute: { area: 'mapping', label: (attribute) => `Attribute ${attribute}` },
  'user-name': {
    area: 'single-sign-on',
    label: (_, person) => (person === undefined ? 'User name' : `User name of ${person}`),
  },
  assignment: {
    area: 'app',
    label: (_, person) => (person === undefined ? 'Assignment' : `Assignment of ${person}`),
  },
  account: {
    area: 'app',
    label: (_, person) => (person === undefined ? 'Oktopost account' : `Oktopost account of ${person}`),
  },
  /** A value of an Okta profile; the user is named by the change. */
  'okta-user': { area: 'app', label: (attribute) => `Okta profile, ${attribute}` },
} as const satisfies Record<
  string,
  { area: SettingArea; label: (of: string, person: string | undefined) => string }
>;

type ParametrisedKind = keyof typeof parametrised;

/** Identifies a setting in plans, checks, summaries and drift reports: `sign-on.acs-url`, `mapping:givenName`, `user-name:00u1`. */
export type SettingId = PlainSettingId | `${ParametrisedKind}:${string}`;

/** The parts of a setting's id. */
export type Setting = { kind: 'plain'; id: PlainSettingId } | { kind: ParametrisedKind; of: string };

/** Longer than any name of an attribute in Okta, and than id and name of a user type with one. */
const longestOf = 256;

const isPlain = (id: string): id is PlainSettingId => Object.hasOwn(settings, id);
const isParametrised = (kind: string): kind is ParametrisedKind => Object.hasOwn(parametrised, kind);

/** The parts of an id; null when it is none. `of` may hold colons itself. */
export function parseSettingId(id: string): Setting | null {
  if (isPlain(id)) return { kind: 'plain', id };
  const colon = id.indexOf(':');
  const kind = id.slice(0, Math.max(colon, 0));
  const name = id.slice(colon + 1);
  if (!isParametrised(kind) || name === '' || name.length > longestOf) return null;
  if (kind === 'mapping-of-type' && !/^[^/]+\/[^/]+\/./s.test(name)) return null;
  return { kind, of: name };
}

export const formatSettingId = (setting: Setting): SettingId =>
  setting.kind === 'plain' ? setting.id : `${setting.kind}:${setting.of}`;

export const settingIdSchema = z.custom<SettingId>(
  (value) => typeof value === 'string' && parseSettingId(value) !== null,
  'no setting that this assistant knows',
);

/** Okta shows it only where it keeps it, and a write of the app integration may reset it. */
export const updateOn = 'user-name-format.update-on' satisfies PlainSettingId;
/** Its value, in the words of Okta's console, with which a change of a user name is not taken over. */
export const createOnly = 'Create only';

/** The three To App boxes, in Okta's order. */
export const toAppSettings = ['to-app.create', 'to-app.update', 'to-app.deactivate'] as const;

/** The mapping of an attribute; `userType`: of another user type of Okta than the default one. */
export function mappingOf(
  attribute: string,
  userType: { id: string; name: string } | null = null,
): SettingId {
  if (userType === null) return `mapping:${attribute}`;
  return `mapping-of-type:${userType.id}/${userType.name.replaceAll('/', '_')}/${attribute}`;
}

/** The attribute that a mapping row is of; null for every other setting. */
export function mappedAttribute(id: SettingId): string | null {
  const setting = partsOf(id);
  if (setting.kind === 'mapping-of-type') return partsOfTypeMapping(setting.of).attribute;
  return setting.kind === 'mapping' ? setting.of : null;
}

/** The name of a user type cannot be changed in Okta, so that the id of a setting may hold it. */
function partsOfTypeMapping(parts: string): { userType: string; attribute: string } {
  const [id = '', name = '', ...attribute] = parts.split('/');
  return { userType: name || id, attribute: attribute.join('/') };
}

export function areaOf(id: SettingId): SettingArea {
  const setting = partsOf(id);
  return setting.kind === 'plain' ? settings[setting.id].area : parametrised[setting.kind].area;
}

/** The label of a setting on screen, in exports and in a terminal. `person`: name of the user of a user's setting. */
export function labelOf(id: SettingId, person?: string): string {
  const setting = partsOf(id);
  return setting.kind === 'plain'
    ? settings[setting.id].label
    : parametrised[setting.kind].label(setting.of, person);
}

/** As `labelOf`, for a table whose caption already says that its rows are attributes: their bare names. */
export function labelWithin(id: SettingId): string {
  const setting = partsOf(id);
  if (setting.kind === 'mapping-of-type') {
    const { userType, attribute } = partsOfTypeMapping(setting.of);
    return `${attribute} (${userType})`;
  }
  return setting.kind === 'mapping' || setting.kind === 'attribute' ? setting.of : labelOf(id);
}

/** A value of a setting as it is shown; plans, checks and files hold Okta's constants. */
export function shownValue(id: SettingId, value: string): string {
  switch (id) {
    case 'app.status':
      return statusName(value);
    case 'sign-on.signature-algorithm':
      return value.replace('_', '-');
    case 'sign-on.name-id-format':
      return value.replace(/^urn:oasis:names:tc:SAML:[12]\.[01]:nameid-format:/, '');
    default:
      return value;
  }
}

/** Why a setting is expected to have another value than is asked of everybody; null: it is not. */
export function exceptionOf(id: SettingId, expected: string): string | null {
  if (id === 'user-names' && expected !== '0') return 'As an applied plan announced.';
  if (id !== 'sign-on.relay-state' || expected === '(none)') return null;
  return Object.values(relayStates).includes(expected)
    ? null
    : 'Kept as it was found; Oktopost’s pages do not name it.';
}

/** @throws Error for an id that the type rules out. */
function partsOf(id: SettingId): Setting {
  const setting = parseSettingId(id);
  if (setting === null) throw new Error(`No setting has the id ${id}`);
  return setting;
}
