import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { webcrypto } from 'node:crypto';
import type { AccountId } from './accounts';
import type { Profile } from '../profile';
import type {
  ApiToken,
  LogEntry,
  OktaApp,
  OktaUser,
  OktopostToken,
  PracticeRole,
  PracticeState,
  ScimConnection,
} from './state';

/** The result of a SCIM operation. The System Log text is derived from `phase` and `status`. */
export type ScimOutcome<T = null> =
  | { ok: true; value: T }
  | {
      ok: false;
      phase: 'verify_exists' | 'create' | 'update' | 'deactivate' | 'test';
      /** HTTP status, or null without a readable response. */
      status: number | null;
      /** `detail` of the SCIM error, the network error, or Okta's own sentence. */
      detail: string | null;
      /** `unreachable`: no connection; `unreadable`: a response that Okta cannot parse; `own-words`: Okta has a sentence for it. */
      kind: 'refused' | 'unreachable' | 'unreadable' | 'own-words';
    };

/** A user as sent by the SCIM client: mapped, non-empty values only. */
export interface ScimPerson {
  /** Okta user id, sent as `externalId`. */
  oktaUserId: string;
  userName: string;
  /** App user profile attribute (`givenName`, `familyName`, `email`, …) to value. */
  attributes: Record<string, string>;
}

/** Okta's SCIM client. Source: Okta facts, section 3. */
export interface ScimClient {
  /** `GET /Users?startIndex=1&count=2` and nothing else. */
  testConnector(connection: ScimConnection): Promise<ScimOutcome>;
  /** `GET /Groups?startIndex=1&count=100`, where Import Groups is on. Source: Okta as recorded, section 5. */
  readGroups(connection: ScimConnection): Promise<ScimOutcome>;
  /** Assign or reassign: filter, then POST, or GET and PUT with the account active. Returns the account's id. */
  push(connection: ScimConnection, person: ScimPerson): Promise<ScimOutcome<{ externalId: string }>>;
  update(connection: ScimConnection, person: ScimPerson, externalId: string): Promise<ScimOutcome>;
  /** GET, then PUT with `active: false`, or PATCH for a catalogue app; never DELETE. */
  deactivate(connection: ScimConnection, externalId: string): Promise<ScimOutcome>;
  /** DELETE; only where the org has deletion switched on. */
  remove(connection: ScimConnection, externalId: string): Promise<ScimOutcome>;
}

export type GenerateKeyPair = () => Promise<webcrypto.CryptoKeyPair>;

export interface WorldOptions {
  profile: Profile;
  /** Milliseconds between assignment and the SCIM request. */
  provisionDelayMs: number;
  /** Milliseconds until a System Log entry can be read. */
  logLagMs: number;
}

/** The practice org in memory: state, clock, scheduling. Handlers change `state` and call `save`. */
export interface World {
  readonly state: PracticeState;
  readonly options: WorldOptions;
  /** Set once the servers listen. Same origin for org and admin console. */
  origins: { okta: string; oktopost: string };
  readonly scimClient: ScimClient;
  /** Of a new signing key. */
  readonly generateKeyPair: GenerateKeyPair;
  now(): Date;
  /** Marks the state as changed, to be written soon. */
  save(): void;
  /** `00u…` and the like, 20 characters; later ids are greater. */
  newId(prefix: string): string;
  log(entry: Omit<LogEntry, 'uuid' | 'published' | 'transaction'> & { job?: boolean }): void;
  /** Runs after `delayMs`; failures are logged to stderr. `idle` resolves when nothing is queued or running. */
  later(delayMs: number, work: () => Promise<void>): void;
  idle(): Promise<void>;
  close(): void;
}

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export function sameHash(secret: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(secret), 'hex'), Buffer.from(hash, 'hex'));
}

/** Creates an Okta API token; its value is returned once and only its hash is stored. */
export function createApiToken(
  world: World,
  name: string,
  role: PracticeRole,
): { token: ApiToken; text: string } {
  const text = `00${randomBytes(30).toString('base64url')}`;
  const admin = adminFor(world);
  const created = world.now();
  const token: ApiToken = {
    id: world.newId('00T'),
    name,
    hash: hashOf(text),
    userId: admin.id,
    role,
    created: created.toISOString(),
    lastUpdated: created.toISOString(),
    expiresAt: expiryAfter(created),
  };
  world.state.apiTokens[token.id] = token;
  world.save();
  return { token, text };
}

const expiryAfter = (use: Date): string => new Date(use.getTime() + 30 * 86_400_000).toISOString();

/** A token expires 30 days after its last use. Updated at most once a minute. */
export function renewApiToken(world: World, token: ApiToken): void {
  const now = world.now();
  if (Date.parse(expiryAfter(now)) - Date.parse(token.expiresAt) < 60_000) return;
  token.expiresAt = expiryAfter(now);
  world.save();
}

export function revokeApiToken(world: World, id: string): void {
  delete world.state.apiTokens[id];
  world.save();
}

/** Creates a SCIM token of a practice Oktopost account; its value is returned once. */
export function createOktopostToken(
  world: World,
  account: AccountId,
  name: string,
): { token: OktopostToken; text: string } {
  const text = randomBytes(24).toString('base64url');
  const token: OktopostToken = {
    id: world.newId('tok'),
    name,
    hash: hashOf(text),
    created: world.now().toISOString(),
    lastUsed: null,
  };
  world.state.oktopost[account].tokens[token.id] = token;
  world.save();
  return { token, text };
}

const admins = new WeakMap<PracticeState, OktaUser>();

/** The admin, who owns all API tokens: the first user, who cannot be deactivated. */
export function adminFor({ state }: World): OktaUser {
  const admin = admins.get(state) ?? Object.values(state.users)[0];
  if (admin === undefined) throw new Error('the practice org has no admin user');
  admins.set(state, admin);
  return admin;
}

/** Provisioning works when it is on, the connection is saved and Create Users is ticked. */
export function provisions({ provisioning, connection, toApp, status }: OktaApp): boolean {
  return status === 'ACTIVE' && provisioning !== 'NONE' && connection !== null && toApp.create;
}
