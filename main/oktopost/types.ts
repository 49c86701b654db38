/** A user of an Oktopost account, as its SCIM server returns it. */
export interface ScimUser {
  id: string;
  userName: string;
  givenName: string | null;
  familyName: string | null;
  /** The primary work email. */
  email: string | null;
  active: boolean;
  externalId: string | null;
  /** By the roles that the server shows; null: it shows none, as Oktopost's own. */
  isAdmin: boolean | null;
}

/** What a search for one user name brought. */
export interface UserSearch {
  /** The user of that name, in this spelling where there are several; null: nobody fits. */
  user: ScimUser | null;
  /** False: the server answered with other people and not with all, so null does not mean that there is nobody. */
  conclusive: boolean;
  /** The server answered with other people than the one who was asked for: Okta may link to the wrong account. */
  others: boolean;
  /** The search tells upper and lower case apart: the user was found in lower case, and not as asked for. */
  onlyInLowerCase: boolean;
  /** What else is odd about the answer, each a sentence. */
  remarks: readonly string[];
}

/** What the request brought that Okta's *Test Connector Configuration* sends. Source: Okta facts, section 3. */
export interface ConnectorTest {
  latencyMs: number;
  /** Without parameters, in small letters; null: the answer has none. */
  mediaType: string | null;
  /** Of `totalResults`, `startIndex` and `itemsPerPage`, those that are there and no whole number. */
  notIntegers: readonly string[];
  /** The server's clock ahead of this computer's, in milliseconds; null: the answer has no date. */
  clockAheadMs: number | null;
  encrypted: boolean;
}

/** The first users of the account's list. */
export interface UserList {
  users: readonly ScimUser[];
  /** These are all. */
  isWhole: boolean;
}

/** One page of the account's list. */
export interface AccountPage {
  users: readonly ScimUser[];
  /** Entries of the page, those that cannot be read included: the next page begins after them. */
  entries: number;
  /** Of the whole list; null where the server does not say. */
  total: number | null;
}

/**
 * Oktopost's SCIM server, read only: only Okta writes to Oktopost. Throws `AppFailure`: `token-refused`
 * on 401 (token or region), `unreachable`, `timed-out`, `unreadable-answer`, `rate-limited`, `oktopost-refused`.
 */
export interface OktopostScim {
  readonly baseUrl: string;
  /** The number of users of the account: the cheapest request that verifies the token. Reads no user. */
  countUsers(signal?: AbortSignal): Promise<number>;
  /** Sends Okta's own test request. */
  testConnector(signal?: AbortSignal): Promise<ConnectorTest>;
  /** At most 100 users, in the order of the server. */
  firstUsers(signal?: AbortSignal): Promise<UserList>;
  /**
   * The users from `startIndex` (from 1) on, at most `count` of them. Waits where the server asks for patience: `onWait` gets till
   * when, and null afterwards.
   */
  page(
    range: { startIndex: number; count: number },
    signal?: AbortSignal,
    onWait?: (until: Date | null) => void,
  ): Promise<AccountPage>;
  /** Compares the user name itself, ignoring case: some servers ignore filters, others tell upper and lower case apart. */
  findByUserName(userName: string, signal?: AbortSignal): Promise<UserSearch>;
  /** Null: there is no account with this id, or none any more. */
  user(id: string, signal?: AbortSignal): Promise<ScimUser | null>;
}
