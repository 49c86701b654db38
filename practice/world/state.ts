import type { AccountId } from './accounts';

/** The state file: plain JSON. Times are ISO 8601 in UTC with milliseconds, as in Okta. */
export interface OktaUser {
  id: string;
  status:
    | 'STAGED'
    | 'PROVISIONED'
    | 'ACTIVE'
    | 'SUSPENDED'
    | 'DEPROVISIONED'
    | 'LOCKED_OUT'
    | 'PASSWORD_EXPIRED'
    | 'RECOVERY';
  created: string;
  activated: string | null;
  statusChanged: string | null;
  lastLogin: string | null;
  lastUpdated: string;
  passwordChanged: string | null;
  /** `login`, `email`, `firstName`, `lastName` and further directory attributes. */
  profile: Record<string, string | null>;
  /** The default user type when unset. */
  typeId?: string;
  /** Made through the API: not sourced from a directory, even where the others are. */
  madeInOkta?: true;
}

/** An email that Okta sent. */
export interface SentEmail {
  to: string;
  kind: 'activation';
  at: string;
}

export interface OktaGroup {
  id: string;
  created: string;
  lastUpdated: string;
  lastMembershipUpdated: string;
  type: 'OKTA_GROUP' | 'BUILT_IN';
  profile: { name: string; description: string };
  memberIds: string[];
}

export interface AppUser {
  /** The Okta user's id. */
  id: string;
  /** The id of the app user (`0ua…`), used in System Log targets. */
  appUserId: string;
  externalId: string | null;
  created: string;
  lastUpdated: string;
  scope: 'USER' | 'GROUP';
  status: 'STAGED' | 'PROVISIONED' | 'ACTIVE';
  statusChanged: string;
  syncState: 'DISABLED' | 'ERROR' | 'OUT_OF_SYNC' | 'SYNCHRONIZED' | 'SYNCING';
  lastSync: string | null;
  userName: string;
  /** The mapped profile: as of the assignment, updated only for pushed attributes. */
  profile: Record<string, string>;
  /** Assigned while provisioning was off, so nothing is ever sent. Marked red on the Assignments tab. */
  assignedBeforeProvisioning: boolean;
  /** The tooltip text of the last failure, or null. */
  lastError: string | null;
}

/** Provisioning > Integration, as it was saved. */
export interface ScimConnection {
  baseUrl: string;
  uniqueIdentifier: string;
  pushNewUsers: boolean;
  pushProfileUpdates: boolean;
  pushGroups: boolean;
  importNewUsers: boolean;
  importGroups: boolean;
  authenticationMode: 'HTTP_HEADER' | 'BASIC' | 'OAUTH2';
  /** Without the `Bearer ` prefix, unless `tokenAsTyped`. */
  token: string;
  /** Saved in a console that puts nothing in front of the token. */
  tokenAsTyped?: boolean;
  /** Catalogue apps activate and deactivate by PATCH; otherwise by GET and PUT. */
  activatesBy?: 'PATCH';
}

export interface ToApp {
  create: boolean;
  update: boolean;
  deactivate: boolean;
}

export interface MappingRow {
  expression: string;
  pushStatus: 'PUSH' | 'DONT_PUSH';
}

export interface SchemaProperty {
  title: string;
  type: string;
  required: boolean;
  /** Where the value goes in a SCIM user; a custom attribute of before SCIM has neither, and is not sent. */
  externalName?: string;
  externalNamespace?: string;
  /** Whatever else was sent for it. */
  more?: Record<string, unknown>;
}

/** A user type of the org beside the default one. */
export interface UserType {
  id: string;
  name: string;
  displayName: string;
}

export type LoggedValue = string | boolean | null;

/** A throw-away signing key of an app. It signs for the practice org only. */
export interface SigningKey {
  kid: string;
  /** The certificate, DER in base64. */
  x5c: string;
  /** PKCS #8, DER in base64. */
  privateKey: string;
  created: string;
  expiresAt: string;
}

export interface OktaApp {
  id: string;
  name: string;
  label: string;
  status: 'ACTIVE' | 'INACTIVE';
  signOnMode: string;
  created: string;
  lastUpdated: string;
  /** The signing key in use. */
  kid: string;
  /** Oldest first; absent until the first use. */
  signingKeys?: readonly SigningKey[];
  /** `accessibility`, `visibility`, `credentials`, `settings` as Okta returns them. */
  body: {
    accessibility: Record<string, unknown>;
    visibility: Record<string, unknown>;
    credentials: Record<string, unknown>;
    settings: Record<string, unknown>;
    licensing?: Record<string, unknown>;
  };
  /** General > App Settings > Provisioning; `API`: a catalogue app whose API integration is enabled. Not writable by public API. */
  provisioning: 'NONE' | 'SCIM' | 'API';
  connection: ScimConnection | null;
  toApp: ToApp;
  schema: { base: Record<string, SchemaProperty>; custom: Record<string, SchemaProperty> };
  toAppMapping: { id: string; properties: Record<string, MappingRow> };
  /** The mappings of other user types than the default one, by the id of the type. */
  typeMappings?: Record<string, OktaApp['toAppMapping']>;
  fromAppMapping: { id: string; properties: Record<string, MappingRow> };
  users: Record<string, AppUser>;
  /** Unassigned users whose deactivation is pending, by `appUserId`. */
  leaving?: Record<string, AppUser>;
  groups: Record<string, { priority: number; lastUpdated: string }>;
  /** What the System Log last said of its settings: the next event tells what changed since. */
  logged?: Record<string, LoggedValue>;
  /** The sign-on policy; the org's default when unset. */
  accessPolicyId?: string;
}

export const practiceRoles = [
  'SUPER_ADMIN',
  'APP_ADMIN',
  'READ_ONLY_ADMIN',
  'CUSTOM',
  'CUSTOM_NO_LOGS',
] as const;
export type PracticeRole = (typeof practiceRoles)[number];

export interface ApiToken {
  id: string;
  name: string;
  /** SHA-256 in hex; the token itself is not stored. */
  hash: string;
  userId: string;
  role: PracticeRole;
  created: string;
  lastUpdated: string;
  expiresAt: string;
}

/** A public key as it is registered for a service app. */
export interface RegisteredKey {
  kid: string;
  kty: string;
  [member: string]: unknown;
}

/** An API Services app integration: a client of the org's authorization server. */
export interface ServiceApp {
  /** The client id, which is the app's id too. */
  id: string;
  label: string;
  created: string;
  keys: readonly RegisteredKey[];
  /** Okta API Scopes > Granted. */
  scopes: readonly string[];
  /** Admin roles; without one every call is refused. */
  role: PracticeRole | null;
  /** "Require Demonstrating Proof of Possession (DPoP) header in token requests", which is on for new apps. */
  dpop: boolean;
}

export interface LogEntry {
  uuid: string;
  published: string;
  eventType: string;
  legacyEventType: string | null;
  severity: 'INFO' | 'WARN' | 'ERROR';
  displayMessage: string;
  outcome: { result: 'SUCCESS' | 'FAILURE'; reason: string | null };
  actor: { id: string; type: string; alternateId: string; displayName: string };
  target: {
    id: string;
    type: string;
    alternateId: string;
    displayName: string;
    changeDetails?: { from: Record<string, LoggedValue>; to: Record<string, LoggedValue> };
  }[];
  transaction: { type: 'WEB' | 'JOB'; id: string };
  debugData?: Record<string, string>;
}

/** A user of a practice Oktopost account, with the attributes that Oktopost supports. */
export interface OktopostUser {
  id: string;
  userName: string;
  givenName: string;
  familyName: string;
  /** With the profile `userNames=any` only; absent when the user name is the email. */
  email?: { value: string; primary?: boolean } | null;
  /** Null when removed, which counts as true. */
  active: boolean | null;
  externalId: string | null;
  created: string;
  lastModified: string;
}

export interface OktopostToken {
  id: string;
  name: string;
  hash: string;
  created: string;
  lastUsed: string | null;
}

/** The identity provider settings of an Oktopost account. */
export interface SingleSignOn {
  issuer: string;
  signOnUrl: string;
  /** PEM; more than one during a roll-over. */
  certificate: string;
  /** The box *Require SSO*. Source: Oktopost facts, "Sign-on". */
  requireSso?: boolean;
}

export interface OktopostAccount {
  licences: number;
  users: Record<string, OktopostUser>;
  tokens: Record<string, OktopostToken>;
  /** Team settings > failed migrations. */
  failedMigrations: { at: string; email: string; reason: string }[];
  singleSignOn?: SingleSignOn;
}

export interface PracticeState {
  version: 2;
  org: { id: string; companyName: string; subdomain: string; created: string };
  ports: { okta: number; oktopost: number } | null;
  users: Record<string, OktaUser>;
  /** Beside the default one. */
  userTypes?: Record<string, UserType>;
  groups: Record<string, OktaGroup>;
  apps: Record<string, OktaApp>;
  apiTokens: Record<string, ApiToken>;
  /** None when unset. */
  serviceApps?: Record<string, ServiceApp>;
  /** None when unset. */
  emails?: SentEmail[];
  /** Users who are super admins beside the owner of the tokens. */
  superAdminIds?: string[];
  log: LogEntry[];
  /** Tasks that the admin marked as completed, by the id of their log entry. */
  completedTasks?: readonly string[];
  oktopost: Record<AccountId, OktopostAccount>;
}
