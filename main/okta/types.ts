import type { AccessPolicy } from '../../shared/single-sign-on';
import type { Wait } from '../../shared/plan';
import type { ListPage } from './calls';
import type { AccessToken } from './oauth/access';
import type { RecentReads } from './recent-answers';

/** What can be known of the service app in use. */
export interface ServiceAppAccess {
  clientId: string;
  /** What Okta granted, with an access token that is fetched where there is none. @throws AppFailure when it gives none. */
  granted(): Promise<Pick<AccessToken, 'bound' | 'scopes'>>;
  /** Its admin role types; null when Okta refuses. */
  roles(): Promise<string[] | null>;
}

/** An app integration. Only the fields in use are typed; `raw` has the whole response. */
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
  /** Id of the key that Okta signs with; null where Okta does not answer with it. */
  signingKid: string | null;
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
  raw: Record<string, unknown>;
}

/** What a custom SAML app integration is created from. */
export interface NewSamlApp {
  label: string;
  acsUrl: string;
  audience: string;
  defaultRelayState: string | null;
  /** For `settings.notes.admin`: finds the app integration when the response of the create was lost. */
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
  /** When they were assigned, and when Okta synchronised them last; null where Okta does not answer with it. */
  created: string | null;
  lastSync: string | null;
  profile: Record<string, unknown>;
}

/** A group that is assigned to an app. */
export interface AppGroup {
  id: string;
  /** Of several groups of a person the one with the lowest number decides; null where Okta does not answer with it. */
  priority: number | null;
  /** What its members get in the app; empty for most. */
  profile: Record<string, unknown>;
}

export interface User {
  id: string;
  status: string;
  login: string;
  email: string;
  givenName: string;
  familyName: string;
  /** Id of the user type; null where Okta does not answer with it. */
  typeId: string | null;
  /** Where the user comes from: `OKTA`, or a directory such as `ACTIVE_DIRECTORY`; null where Okta does not answer with it. */
  source: string | null;
  profile: Record<string, unknown>;
}

/** The profile of a user that is created; all of it is in every org. */
export interface NewUser {
  login: string;
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
}

export interface MappingProperty {
  expression: string;
  pushStatus: 'PUSH' | 'DONT_PUSH';
}

/** A signing key of an app; `x5c` is its certificate chain, base64 DER, leaf first. */
export interface SigningKey {
  kid: string;
  expiresAt: string | null;
  /** Null where Okta does not answer with it. */
  created: string | null;
  x5c: string[];
}

/** A user type of the org; its `name` never changes. Every org has a default one. */
export interface UserType {
  id: string;
  name: string;
}

/**
 * The user-to-app profile mapping for the people of one user type. It seldom has a row for `userName`, which is set on the Sign
 * On tab. Source: docs/facts/okta-recorded.md, section 4.
 */
export interface Mapping {
  id: string;
  userType: UserType & { isDefault: boolean };
  properties: Record<string, MappingProperty>;
}

export interface Mappings {
  /** Of the default user type first. Empty: Okta shows none. */
  readable: Mapping[];
  /** User types whose mapping Okta lists but does not show. */
  unreadable: UserType[];
}

export interface SchemaAttribute {
  name: string;
  title: string;
  required: boolean;
  /** Base attributes cannot be removed; custom ones can. */
  base: boolean;
  /** Okta's definition, from which a deleted attribute can be restored. */
  definition: Record<string, unknown>;
}

/** A value of `changeDetails` in words; null: none, or none that can be read. */
export interface LoggedValue {
  /** Okta's name of it, such as `create_users`. */
  name: string;
  from: string | null;
  to: string | null;
}

export interface LogTarget {
  id: string;
  type: string;
  alternateId: string | null;
  displayName: string | null;
  /** What changed of it; empty where Okta does not tell. */
  changes: LoggedValue[];
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
  targets: LogTarget[];
  /** Okta's own sentence about the event (`debugData.customMessage`). */
  customMessage: string | null;
  /** For a sign-in to an app: which side started it; null when Okta does not report it. */
  initiation: 'idp' | 'sp' | null;
}

/** An API token as listed by the org, without its value. */
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

/** An app user with the Okta user's email, null when there is none. */
export interface AppUserWithEmail extends AppUser {
  name: string;
  email: string | null;
  /** Of the person, not of the assignment; null where Okta did not answer with the person. */
  login: string | null;
  /** Id of the person's user type; null likewise. */
  typeId: string | null;
}

/** Who somebody is at Okta, as far as a list of a hundred thousand keeps it. */
export interface OktaPerson {
  userId: string;
  login: string;
  email: string;
  givenName: string;
  familyName: string;
  /** Empty where Okta did not answer with the person. */
  status: string;
  /** As `User.source`. */
  source: string | null;
  typeId: string | null;
}

/** What an app user holds of its person, likewise. */
export interface Assignment extends Pick<
  AppUser,
  'externalId' | 'status' | 'syncState' | 'scope' | 'userName'
> {
  /** As Okta sends them; null where they are not mapped. */
  givenName: string | null;
  familyName: string | null;
  email: string | null;
}

export interface AssignedPerson {
  person: OktaPerson;
  assignment: Assignment;
}

export interface Group {
  id: string;
  name: string;
}

/** What the rate limit of some requests leaves now, by the headers of the last answers. Times of this computer's clock. */
export interface Allowance {
  /** Requests of a minute, and what is left of them now; both without the tenth that is left to the org's other clients. */
  perWindow: number;
  remaining: number;
  until: Date;
}

/** The capabilities of the USER_PROVISIONING feature. */
export interface ProvisioningFeature {
  create: boolean;
  updateProfile: boolean;
  deactivate: boolean;
}

/** Applies to every request made inside `withContext`: cancellation, and reporting of waits. */
export interface CallContext {
  signal?: AbortSignal;
  onWait?: (wait: Wait | null) => void;
}

/**
 * The part of Okta's API that this product uses. Every method throws `AppFailure` (shared/errors.ts) with owner, next action
 * and Okta's error as evidence; not found is null where the return type has it. Reads are never cached, except
 * within `recently`.
 */
export interface Okta {
  readonly orgUrl: string;
  org(): Promise<Org>;
  /** The org's custom domain as a URL; null without one. Source: Okta facts, section 3, `_links.alternate`. */
  customDomain(): Promise<string | null>;
  /** The token's owner, read once: it is always the same one. Null when Okta refuses (403, 404). */
  me(): Promise<User | null>;
  /** The service app that the assistant signs in as; null with an API token, which has an owner instead. */
  readonly serviceApp: ServiceAppAccess | null;
  /** Admin role types; null when Okta refuses (a 403 here proves nothing about the rights on apps). */
  rolesOf(userId: string): Promise<string[] | null>;
  /** All API tokens of the org; null when the token may not list them. */
  apiTokens(): Promise<ListedToken[] | null>;
  /** Read probe with limit=1: 2xx 'yes', 403 'no', any other status 'unknown'. Throws on 401 and without a response. */
  canRead(area: 'apps' | 'users' | 'mappings' | 'schemas' | 'logs'): Promise<'yes' | 'no' | 'unknown'>;

  /** All matching app integrations, inactive ones included (reads every page of the list). */
  findApps(isWanted: (app: App) => boolean): Promise<App[]>;
  /** The app integration whose admin note contains this run id, or null. */
  findAppByNote(runId: string): Promise<App | null>;
  app(appId: string): Promise<App | null>;
  createSamlApp(app: NewSamlApp): Promise<App>;
  /** GET, edit, PUT. Whatever `change` does not touch is sent back byte for byte, `_links` excepted. */
  changeApp(appId: string, change: (raw: Record<string, unknown>) => void): Promise<App>;
  deactivateApp(appId: string): Promise<void>;
  /** Okta deletes inactive apps only. */
  deleteApp(appId: string): Promise<void>;

  activateApp(appId: string): Promise<void>;

  /** The app's IdP metadata, XML. */
  samlMetadata(appId: string): Promise<string>;
  keys(appId: string): Promise<SigningKey[]>;
  /** A new signing key beside those that are there; Okta goes on signing with the one it has. No method deletes a key. */
  generateKey(appId: string, validityYears: number): Promise<SigningKey>;
  accessPolicy(policyId: string, wanted: { rules: boolean }): Promise<AccessPolicy>;

  /** Whether provisioning is on, by the USER_PROVISIONING feature; null when Okta does not report it. */
  provisioningOn(appId: string): Promise<boolean | null>;
  /** Status of the default provisioning connection; null when Okta does not report it, as for most apps. */
  connectionStatus(appId: string): Promise<'ENABLED' | 'DISABLED' | null>;
  provisioningFeature(appId: string): Promise<ProvisioningFeature | null>;
  /** Tries to enable the To App boxes by API; 'refused' on 400/404. */
  enableProvisioningFeature(appId: string): Promise<'worked' | 'refused'>;
  /** Puts the boxes back; only where `enableProvisioningFeature` worked. */
  restoreProvisioningFeature(appId: string, boxes: ProvisioningFeature): Promise<void>;

  appUser(appId: string, userId: string): Promise<AppUser | null>;
  assign(appId: string, userId: string): Promise<AppUser>;
  /** Assigns with the user name of an assignment before it, and its values that no mapping sets; null: Okta makes the user name. */
  assignKeeping(
    appId: string,
    userId: string,
    kept: { userName: string | null; profile: Readonly<Record<string, unknown>> },
  ): Promise<AppUser>;
  unassign(appId: string, userId: string): Promise<void>;
  /** All app users with the email of their Okta user, paginated. */
  appUsersWithEmail(appId: string): AsyncIterable<AppUserWithEmail>;
  appUserWithEmail(appId: string, userId: string): Promise<AppUserWithEmail | null>;
  /** Sets the user name of an assignment and nothing else. */
  setUserName(appId: string, userId: string, userName: string): Promise<AppUser>;
  /** All app users, paginated. */
  appUsers(appId: string): AsyncIterable<AppUser>;
  /**
   * The app users with their Okta users, by pages of 500, from the `next` of an earlier page on. Okta documents neither a filter nor
   * a total for this list.
   */
  assignedPages(appId: string, from: string | null): AsyncIterable<ListPage<AssignedPerson>>;
  /** All groups assigned to the app, paginated. */
  appGroups(appId: string): AsyncIterable<AppGroup>;
  /** Whether a group is assigned to the app; null: it is not. */
  appGroup(appId: string, groupId: string): Promise<{ id: string } | null>;
  /** Its members become app users. Repeating it changes nothing. */
  assignGroup(appId: string, groupId: string): Promise<void>;
  /** Members who are assigned through no other group are unassigned. */
  unassignGroup(appId: string, groupId: string): Promise<void>;

  user(userId: string): Promise<User | null>;
  /** Names of the person's groups, the first page of them; null when the token may not read them. */
  groupNames(userId: string): Promise<string[] | null>;
  /** Whose id, login or email is one of these; one request, whose address holds each three times. At most 200 users. */
  usersNamed(names: readonly string[]): Promise<User[]>;
  /** The members of a group, by pages of 500. */
  memberPages(groupId: string, from: string | null): AsyncIterable<ListPage<OktaPerson>>;
  /** Everyone in the org, deactivated users included, by pages of 200. */
  userPages(from: string | null): AsyncIterable<ListPage<OktaPerson>>;
  /** By the start of the name; at most `limit` (<= 200). */
  searchGroups(query: string, limit: number): Promise<Group[]>;
  /** By the whole login, which Okta finds as soon as it exists. */
  userByLogin(login: string): Promise<User | null>;
  /** Without a password and not activated, so that Okta sends no email. */
  createUser(profile: NewUser): Promise<User>;
  /** Sends no email. The response holds an activation link, which is not read. */
  activateUser(userId: string): Promise<void>;
  /** What `profile` does not name is unchanged. */
  changeProfile(userId: string, profile: Partial<NewUser>): Promise<User>;
  /** Takes the user out of every app. Sends no email. */
  deactivateUser(userId: string): Promise<void>;
  /** Okta deletes deactivated users only: a first request to an active one would deactivate it. Sends no email. */
  deleteUser(userId: string): Promise<void>;
  /** By prefix of first name, last name, login or email; at most `limit` (<= 200). */
  searchUsers(query: string, limit: number): Promise<User[]>;

  /**
   * All user-to-app mappings, one for each user type, told apart by the id of the type. `known`: one that was the only one is
   * read by its id; whether a user type has got one since is not asked.
   */
  mappings(appId: string, which?: 'listed' | 'known'): Promise<Mappings>;
  /** The user types of the org; null when the token may not read them. */
  userTypes(): Promise<(UserType & { isDefault: boolean })[] | null>;
  /** Null unmaps an attribute; attributes not named are unchanged. */
  updateMapping(mappingId: string, properties: Record<string, MappingProperty | null>): Promise<void>;
  appUserSchema(appId: string): Promise<SchemaAttribute[]>;
  deleteSchemaAttributes(appId: string, names: string[]): Promise<void>;
  addSchemaAttributes(appId: string, definitions: Record<string, Record<string, unknown>>): Promise<void>;

  /** Events of this app from `since` to `until`, oldest first, all pages. */
  logEvents(appId: string, since: Date, until: Date): Promise<LogEvent[]>;
  /** As `logEvents`, the newest `most` of them; `isWhole`: there are no more. */
  newestEvents(
    appId: string,
    since: Date,
    until: Date,
    most: number,
  ): Promise<{ events: LogEvent[]; isWhole: boolean }>;
  /** Assignments of this person to the app, oldest first. */
  assignmentEvents(appId: string, userId: string, since: Date, until: Date): Promise<LogEvent[]>;
  /** As `logEvents`, only the changes of the app integration's own settings. */
  appUpdates(appId: string, since: Date, until: Date): Promise<LogEvent[]>;

  /** Of the bucket that counts requests to this path; null while no answer has told, and where none does. */
  allowance(path: string): Allowance | null;

  /** Sleeps as a reported wait of this context; cancelling ends it. */
  pause(reason: string, ms: number): Promise<void>;

  /**
   * All calls inside `work` use this context. Cancelling ends waits and reads at once (`cancelled`); a write in flight still
   * completes.
   */
  withContext<T>(context: CallContext, work: () => Promise<T>): Promise<T>;

  /**
   * Reads inside `work` may be answered by the last answer to the same request, when that is young enough and nothing was written
   * since that could have changed it. For what a plan is only shown by, never for what a write rests on.
   */
  recently<T>(reads: RecentReads, work: () => Promise<T>): Promise<T>;

  /** Cancels waits and reads whose waits no `withContext` reports elsewhere (`cancelled`); a write in flight still completes. */
  stopWaiting(): void;
}
