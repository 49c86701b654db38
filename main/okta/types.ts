import type { AccessPolicy } from '../../shared/single-sign-on';
import type { Wait } from '../../shared/plan';

/** An app integration as Okta answers it; only what we read is typed, the rest is kept in `raw`. */
export interface App {
  id: string;
  name: string;
  label: string;
  status: string;
  signOnMode: string;
  created: string;
  lastUpdated: string;
  features: string[];
  userNameTemplate: { template: string; type: string; pushStatus: string | null } | null;
  adminNote: string | null;
  signOn: {
    ssoAcsUrl: string | null;
    recipient: string | null;
    destination: string | null;
    audience: string | null;
    defaultRelayState: string | null;
    subjectNameIdTemplate: string | null;
    subjectNameIdFormat: string | null;
    responseSigned: boolean | null;
    assertionSigned: boolean | null;
  } | null;
  /** From `_links.help.href`; null when Okta gave none. */
  adminOrigin: string | null;
  raw: Record<string, unknown>;
}

/** What we send to create the custom SAML app integration. */
export interface NewSamlApp {
  label: string;
  acsUrl: string;
  audience: string;
  defaultRelayState: string | null;
  /** Goes to `settings.notes.admin`: a create whose answer was lost is looked up by it. */
  adminNote: string;
}

export interface AppUser {
  id: string;
  externalId: string | null;
  status: string;
  /** DISABLED, ERROR, OUT_OF_SYNC, SYNCHRONIZED, SYNCING; judge by `externalId` first. */
  syncState: string;
  scope: 'USER' | 'GROUP';
  userName: string | null;
  lastSync: string | null;
  profile: Record<string, unknown>;
}

export interface User {
  id: string;
  status: string;
  login: string;
  email: string;
  givenName: string;
  familyName: string;
  profile: Record<string, unknown>;
}

export interface MappingProperty {
  expression: string;
  pushStatus: 'PUSH' | 'DONT_PUSH';
}

/** A signing key of an app; `x5c` holds its certificate chain, base64 DER, own certificate first. */
interface SigningKey {
  kid: string;
  expiresAt: string | null;
  x5c: string[];
}

/** The user-to-app profile mapping. `userName` is no row of it; it follows the Sign On setting. */
export interface Mapping {
  id: string;
  properties: Record<string, MappingProperty>;
}

export interface SchemaAttribute {
  name: string;
  title: string;
  required: boolean;
  /** Base attributes cannot be removed; custom ones can. */
  base: boolean;
  /** As Okta defines it: what a deleted attribute is made again from. */
  definition: Record<string, unknown>;
}

export interface LogEvent {
  uuid: string;
  published: string;
  eventType: string;
  legacyEventType: string | null;
  severity: string;
  displayMessage: string | null;
  outcome: { result: string; reason: string | null } | null;
  actor: { id: string; alternateId: string | null } | null;
  targets: { id: string; type: string; alternateId: string | null; displayName: string | null }[];
  /** Of a sign-in to an app, where Okta tells it: which side began it. */
  initiation: 'idp' | 'sp' | null;
}

/** An API token as the org lists it; never its text. */
export interface ListedToken {
  name: string;
  userId: string | null;
  expiresAt: string | null;
  network: { connection: string | null; include: string[]; exclude: string[] } | null;
}

export interface Org {
  id: string;
  name: string;
  subdomain: string;
}

/** An app user with the email that the person has in Okta; null when Okta knows none. */
export interface AppUserWithEmail extends AppUser {
  name: string;
  email: string | null;
  /** Of the person, not of the assignment; null where Okta did not answer with the person. */
  login: string | null;
}

/** `ENABLED`/`DISABLED` of the USER_PROVISIONING feature; null when Okta refuses to tell (400, 404). */
export interface ProvisioningFeature {
  create: boolean;
  updateProfile: boolean;
  deactivate: boolean;
}

/** Carried to every request below it by `withContext`: a way to cancel and to show what is waited for. */
export interface CallContext {
  signal?: AbortSignal;
  onWait?: (wait: Wait | null) => void;
}

/**
 * The Okta org, as this product needs it. Every method throws `AppFailure` (shared/errors.ts) with owner, next action and
 * Okta's evidence; "not there" is null where the return type says so. Reads are always fresh (no cache).
 */
export interface Okta {
  readonly orgUrl: string;
  org(): Promise<Org>;
  /** The token's owner; null when Okta does not tell. */
  me(): Promise<User | null>;
  /** Role types; null when Okta does not tell (a 403 here proves nothing about app rights). */
  rolesOf(userId: string): Promise<string[] | null>;
  /** All API tokens of the org; null when this one may not list them. */
  apiTokens(): Promise<ListedToken[] | null>;
  /** Read probe with limit=1. 'unknown' on any answer but 2xx, 401 (throws) or 403; throws when none came. */
  canRead(area: 'apps' | 'users' | 'mappings' | 'schemas' | 'logs'): Promise<'yes' | 'no' | 'unknown'>;

  /** All app integrations that are wanted, inactive ones too (every page of the list is read). */
  findApps(isWanted: (app: App) => boolean): Promise<App[]>;
  /** The app whose admin note holds this run id; null when there is none. */
  findAppByNote(runId: string): Promise<App | null>;
  app(appId: string): Promise<App | null>;
  createSamlApp(app: NewSamlApp): Promise<App>;
  /** Read, change, PUT: all that `change` leaves alone goes back byte for byte as Okta gave it, but for the links. */
  changeApp(appId: string, change: (raw: Record<string, unknown>) => void): Promise<App>;
  deactivateApp(appId: string): Promise<void>;
  /** Okta deletes inactive apps only. */
  deleteApp(appId: string): Promise<void>;

  activateApp(appId: string): Promise<void>;

  /** The app's identity provider metadata, XML. */
  samlMetadata(appId: string): Promise<string>;
  keys(appId: string): Promise<SigningKey[]>;
  accessPolicy(policyId: string): Promise<AccessPolicy>;

  /** Whether provisioning is on at all, by the same feature: null when Okta does not tell. */
  provisioningOn(appId: string): Promise<boolean | null>;
  /** The default provisioning connection's status; null when Okta does not tell, as for most apps. */
  connectionStatus(appId: string): Promise<'ENABLED' | 'DISABLED' | null>;
  provisioningFeature(appId: string): Promise<ProvisioningFeature | null>;
  /** The one try to tick the To App boxes by API; 'refused' on 400/404. */
  enableProvisioningFeature(appId: string): Promise<'worked' | 'refused'>;
  /** Sets the boxes as they were; only where `enableProvisioningFeature` worked. */
  restoreProvisioningFeature(appId: string, boxes: ProvisioningFeature): Promise<void>;

  appUser(appId: string, userId: string): Promise<AppUser | null>;
  assign(appId: string, userId: string): Promise<AppUser>;
  unassign(appId: string, userId: string): Promise<void>;
  /** All app users with each person's email, page by page. */
  appUsersWithEmail(appId: string): AsyncIterable<AppUserWithEmail>;
  appUserWithEmail(appId: string, userId: string): Promise<AppUserWithEmail | null>;
  /** Only the user name of the assignment: how it was assigned stays as it is. */
  setUserName(appId: string, userId: string, userName: string): Promise<AppUser>;
  /** All app users, page by page. */
  appUsers(appId: string): AsyncIterable<AppUser>;
  /** All groups that are assigned to the app, page by page. */
  appGroups(appId: string): AsyncIterable<{ id: string }>;

  user(userId: string): Promise<User | null>;
  /** By beginning of first name, last name, login or email; at most `limit` (<= 200). */
  searchUsers(query: string, limit: number): Promise<User[]>;

  mapping(appId: string): Promise<Mapping | null>;
  /** Null unmaps an attribute. Merges: what is not named stays. */
  updateMapping(mappingId: string, properties: Record<string, MappingProperty | null>): Promise<Mapping>;
  appUserSchema(appId: string): Promise<SchemaAttribute[]>;
  deleteSchemaAttributes(appId: string, names: string[]): Promise<void>;
  addSchemaAttributes(appId: string, definitions: Record<string, Record<string, unknown>>): Promise<void>;

  /** Oldest first, `since` to `until`, all pages, of this app. */
  logEvents(appId: string, since: Date, until: Date): Promise<LogEvent[]>;

  /** Waits, as a wait of this context: shown with its countdown, and ended by cancelling. */
  pause(reason: string, ms: number): Promise<void>;

  /**
   * Everything awaited inside `work` uses this context. Cancelling ends waits and reads at once (`cancelled`), but lets a
   * write on its way finish.
   */
  withContext<T>(context: CallContext, work: () => Promise<T>): Promise<T>;

  /** Ends waits and reads that no `withContext` can cancel (`cancelled`); a write on its way finishes. */
  stopWaiting(): void;
}
