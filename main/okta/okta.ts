import type { AccessPolicy } from '../../shared/single-sign-on';
import type { Wait } from '../../shared/plan';
import type { ListPage } from './calls';
import type { AccessToken } from './oauth/access';
import type { RecentReads } from './recent-answers';
import type {
  Allowance,
  App,
  AppGroup,
  AppUser,
  AppUserWithEmail,
  AssignedPerson,
  Group,
  ListedToken,
  LogEvent,
  MappingProperty,
  Mappings,
  NewSamlApp,
  NewUser,
  OktaPerson,
  Org,
  ProvisioningFeature,
  SchemaAttribute,
  SigningKey,
  User,
  UserType,
} from './types';

/** What can be known of the service app in use. */
export interface ServiceAppAccess {
  clientId: string;
  /** What Okta granted, with an access token that is fetched where there is none. @throws AppFailure when it gives none. */
  granted(): Promise<Pick<AccessToken, 'bound' | 'scopes'>>;
  /** Its admin role types; null when Okta refuses. */
  roles(): Promise<string[] | null>;
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
