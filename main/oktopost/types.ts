/** An Oktopost account's user as SCIM tells it. */
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
 * Oktopost's SCIM server, read only: this product never writes to Oktopost, Okta does. Throws `AppFailure`: `token-refused`
 * on 401 (token or region), `unreachable`, `timed-out`, `unreadable-answer`, `oktopost-refused`.
 */
export interface OktopostScim {
  readonly baseUrl: string;
  /** How many users the account has: the cheapest request that proves the token. */
  countUsers(signal?: AbortSignal): Promise<number>;
  findByUserName(userName: string, signal?: AbortSignal): Promise<ScimUser | null>;
  user(id: string, signal?: AbortSignal): Promise<ScimUser | null>;
}
