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
}

/**
 * Oktopost's SCIM server, read only: only Okta writes to Oktopost. Throws `AppFailure`: `token-refused`
 * on 401 (token or region), `unreachable`, `timed-out`, `unreadable-answer`, `oktopost-refused`.
 */
export interface OktopostScim {
  readonly baseUrl: string;
  /** The number of users of the account: the cheapest request that verifies the token. */
  countUsers(signal?: AbortSignal): Promise<number>;
  findByUserName(userName: string, signal?: AbortSignal): Promise<ScimUser | null>;
  user(id: string, signal?: AbortSignal): Promise<ScimUser | null>;
}
