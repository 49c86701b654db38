import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { destinationSchema, regionSchema, suggestedLabels } from '../../shared/oktopost';
import { statementSchema } from '../../shared/left-to-do';
import {
  noTokenChange,
  olderTokenSchema,
  pastedTokenSchema,
  tokenChangeSchema,
} from '../../shared/token-change';
import { certificateChangeSchema, noCertificateChange } from '../../shared/certificate-change';
import {
  accountsLeftSchema,
  appChoiceSchema,
  mappingStateSchema,
  userNamesSchema,
} from '../../shared/snapshot';
import { signInsSchema } from '../../shared/single-sign-on';
import type { SignInCheck } from '../../shared/single-sign-on';
import { lifeCycleSchema, noLifeCycle } from '../../shared/life-cycle';
import { noTest, testSnapshotSchema } from '../../shared/verification';
import type { Unassignment } from '../../shared/verification';
import { guidedStepIdSchema, screenIdSchema } from '../../shared/screens';
import type { GuidedStepId } from '../../shared/screens';
import { checkSchema } from '../../shared/plan';
import { time } from '../../shared/time';
import { addressSchema, rightSchema } from '../../shared/connection';
import { statedElsewhere } from './account-elsewhere';
import { userTestSchema } from './user-tests';
import { statedLeftInactive } from './left-inactive';
import { migrate } from './migrations/migrate';
import { sessionMigrations } from './migrations/session';

export const sessionVersion = 26;

const connectionRefusalSchema = z.strictObject({
  at: time,
  /** Of what Okta sent for whom. */
  of: z.enum(['test', 'life-cycle', 'rollout', 'token-change', 'undo']),
  /** An admin says that another token was pasted into Okta since. */
  isOfTokenBefore: z.boolean(),
  setting: z.enum(['connection.authorization', 'connection.base-url', 'connection.unique-identifier']),
  what: z.string(),
  next: z.string(),
});
export type ConnectionRefusal = z.infer<typeof connectionRefusalSchema>;

/**
 * What is remembered of a set-up between starts. Holds no secret. A change of shape is a new `version`, with a migration in
 * `migrations/session.ts` and a fixture of it in `fixtures/`.
 */
const deletionSeenSchema = z.strictObject({ person: z.string(), at: time });

const sessionSchema = z.strictObject({
  version: z.literal(sessionVersion),
  /**
   * Set when this set-up was imported from a file: who saved it and when. The journal then holds that file's entries, marked as
   * imported, and `app` is only what Okta's admin note names or what was adopted here. `skippedLines` were no entry there.
   */
  handedOver: z
    .strictObject({ by: z.string().nullable(), at: time, skippedLines: z.number().int().nonnegative() })
    .nullable(),
  /** Written into the app's admin note: a create whose answer was lost is looked up by it. */
  setupId: z.string(),
  mode: z.enum(['unset', 'practice', 'real']),
  screen: screenIdSchema,
  destination: destinationSchema.nullable(),
  region: regionSchema.nullable(),
  /** The admin confirmed a target that Oktopost's article does not document. */
  confirmedUndocumentedTarget: z.boolean(),
  label: z.string(),
  appChoice: appChoiceSchema,
  address: addressSchema.nullable(),
  org: z
    .strictObject({
      name: z.string(),
      subdomain: z.string(),
      login: z.string().nullable(),
      roles: listOf(z.string()).nullable(),
      rights: listOf(rightSchema),
      checkedAt: time,
    })
    .nullable(),
  /** Uses the token of the practice org, which is fetched at every start. */
  practiceToken: z.boolean(),
  /** Of the service app, when one was entered last; null: an API token was, or nothing yet. Its key is a secret, and not here. */
  clientId: z.string().nullable(),
  oktopostCheckedAt: time.nullable(),
  app: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      label: z.string(),
      status: z.string(),
      createdByUs: z.boolean(),
      /** Older versions kept here what an answer named; links are made from `address` alone. */
      adminOrigin: z.string().nullable(),
    })
    .nullable(),
  /** An existing app integration that an opened summary names as the one to use; null: chosen with the plan. */
  adopt: z.string().nullable(),
  appChecks: listOf(checkSchema),
  /** When Okta was read for `appChecks`. */
  appCheckedAt: time.nullable(),
  /** As last read. */
  tileHidden: z.boolean(),
  /** No request that writes leaves while this is on. */
  planOnly: z.boolean(),
  changedSomething: z.boolean(),
  userNames: userNamesSchema,
  /** Whom a plan that was approved and applied left with this user name, and their email then. */
  keptUserNames: listOf(
    z.strictObject({ userId: z.string(), userName: z.string().nullable(), email: z.string().nullable() }),
  ),
  /** When each guided step was last read as done, and when the admin confirmed it. */
  readBackAt: z.record(guidedStepIdSchema, time.nullable()),
  statedAt: z.record(guidedStepIdSchema, time.nullable()),
  /** Login of the Okta token's owner at that time; null when Okta did not report one, or it was not recorded. */
  statedBy: z.record(guidedStepIdSchema, z.string().nullable()),
  /**
   * Since when the connection of now may stand: an admin said that it is filled in, or what was read showed that it is another one than was
   * said. What Okta sent before proves nothing of it. Null: neither.
   */
  connectionSince: time.nullable(),
  /** Whether `features` of the app integration ever showed SCIM: then its absence there means that it is off. */
  featuresShowScim: z.boolean(),
  toAppByApi: z.enum(['not-tried', 'worked', 'refused']),
  mapping: mappingStateSchema,
  test: testSnapshotSchema,
  /** The test of another user that passed before this one began; a later failure does not undo what it proved. */
  earlierPass: testSnapshotSchema.nullable(),
  /** What tests of one user found before `test`, oldest first; of a long row of them the newest. */
  earlierTests: listOf(userTestSchema),
  /**
   * Oktopost refused what Okta sent, after a test had proved the connection or a new token was pasted; null as soon as it took it again, or
   * it was filled in again.
   */
  connectionRefused: connectionRefusalSchema.nullable(),
  lifeCycle: lifeCycleSchema,
  /**
   * What life-cycle tests found before, oldest first: each test that another one followed, and of a phase that failed and was tried
   * again that phase alone. At most `mostEarlierLives`.
   */
  earlierLives: listOf(lifeCycleSchema),
  /** Okta's log had it that Okta deletes the accounts of whom it unassigns, first seen of this person; life-cycle tests tell of their own. */
  deletionSeen: deletionSeenSchema.nullable(),
  signIns: signInsSchema,
  /** Okta's id of the key with which it signed when it was last read; what is said of `signIns` is of that one. Null: not read yet. */
  signingKid: z.string().nullable(),
  /** The fingerprint of that key's certificate as it was first read. Null: not read yet. */
  signingFingerprint: z.string().nullable(),
  /** A new SCIM token, as far as it came. */
  tokenChange: tokenChangeSchema,
  /** Walks before it whose token was pasted, with what they proved: oldest first, of many the newest. */
  earlierTokenChanges: listOf(tokenChangeSchema),
  /** Null: the token is the one with which the connection was filled in. */
  pastedToken: pastedTokenSchema.nullable(),
  /**
   * By which the tokens of the walk are recognised when they are entered again: `before` is what Okta has as long as the new one is not
   * pasted, `made` the new one. Null: no walk has begun since the connection was filled in. Never leaves this computer.
   */
  tokenPrints: z
    .strictObject({ salt: z.string(), before: z.string().nullable(), made: z.string().nullable() })
    .nullable(),
  /** Of changes that were left before it was revoked, oldest first. */
  olderTokens: listOf(olderTokenSchema),
  /** A new signing certificate, as far as it came. */
  certificateChange: certificateChangeSchema,
  /** What the admin states of the app integration that cannot be read, oldest first. */
  statements: listOf(statementSchema),
  /**
   * When this set-up last wrote the app integration, which may reset _Update application username on_, and whether an admin said since how
   * it is set. Null: never.
   */
  updateOnWritten: z.strictObject({ at: time, isStatedSince: z.boolean() }).nullable(),
  /** A summary of the app integration was read, at whatever start. */
  summaryRead: z.boolean(),
  /** How many accounts an undo left active at Oktopost, or may have, in short, and when that was read. Null: none, or nothing is undone. */
  accountsLeft: accountsLeftSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The account of the test user is followed from before the request that unassigns leaves. */
export const followingUnassignment = (unassignedAt: string): Unassignment => ({
  state: 'following',
  unassignedAt,
  endedAt: null,
  lastLookAt: null,
  verdict: null,
  explanation: null,
});

export const emptyByGuidedStep: Record<GuidedStepId, null> = {
  'scim-on': null,
  connection: null,
  authenticate: null,
  'to-app': null,
};

export const noUserNames: Session['userNames'] = { looked: null, triedAt: null, skipped: false };

export const noSignIn: SignInCheck = {
  startedAt: null,
  asked: null,
  after: null,
  event: null,
  other: null,
  result: 'open',
  decidedAt: null,
  decidedBy: null,
};

const noMapping = { checks: [], checkedAt: null, appliedAt: null, skipped: null };

/** What was observed of, or stated about, an app integration, before anything was. */
const nothingOfApp = {
  userNames: noUserNames,
  keptUserNames: [],
  readBackAt: emptyByGuidedStep,
  statedAt: emptyByGuidedStep,
  statedBy: emptyByGuidedStep,
  connectionSince: null,
  toAppByApi: 'not-tried',
  test: noTest,
  earlierPass: null,
  earlierTests: [],
  connectionRefused: null,
  lifeCycle: noLifeCycle,
  earlierLives: [],
  deletionSeen: null,
  signIns: { later: false, checks: { 'from-oktopost': noSignIn, 'from-okta': noSignIn }, failed: [] },
  signingKid: null,
  signingFingerprint: null,
  tokenChange: noTokenChange,
  earlierTokenChanges: [],
  pastedToken: null,
  tokenPrints: null,
  certificateChange: noCertificateChange,
  updateOnWritten: null,
  summaryRead: false,
  accountsLeft: null,
} satisfies Partial<Session>;

export function newSession(): Session {
  return {
    version: sessionVersion,
    handedOver: null,
    setupId: randomUUID(),
    mode: 'unset',
    screen: 'welcome',
    destination: null,
    region: null,
    confirmedUndocumentedTarget: false,
    label: suggestedLabels.board,
    appChoice: { relayState: null },
    address: null,
    org: null,
    practiceToken: false,
    clientId: null,
    oktopostCheckedAt: null,
    app: null,
    adopt: null,
    appChecks: [],
    appCheckedAt: null,
    tileHidden: false,
    planOnly: false,
    changedSomething: false,
    ...nothingOfApp,
    featuresShowScim: false,
    mapping: { ...noMapping, choice: { keepWorkEmail: false, deleteSchemaAttributes: false } },
    olderTokens: [],
    statements: [],
  };
}

/** Resets everything that was observed of, or stated about, the previous app integration. */
export const resetForNewApp = ({ mapping, statements }: Session): Partial<Session> => ({
  ...nothingOfApp,
  statements: [...statedElsewhere(statements), ...statedLeftInactive(statements)],
  mapping: { ...mapping, ...noMapping },
});

/**
 * What may be shown of a session: as long as Okta has not named the app integration of a set-up from a file, nothing that the file
 * says was done with it. The session keeps that, for the org that has the app integration.
 */
export const shownSession = (session: Session): Session =>
  session.handedOver !== null && session.app === null ? { ...session, ...resetForNewApp(session) } : session;

/** After an undo nothing of the set-up is known to exist in Okta; the admin's choices are kept. */
export const afterUndo = (session: Session): Partial<Session> => ({
  ...resetForNewApp(session),
  olderTokens: [],
  app: null,
  appChecks: [],
  appCheckedAt: null,
  tileHidden: false,
});

/** A session as it was stored, of this version or an older one; null when it is none. */
export function readSession(stored: unknown): Session | null {
  const parsed = sessionSchema.safeParse(migrate(stored, sessionMigrations));
  return parsed.success ? parsed.data : null;
}
