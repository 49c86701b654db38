import { isUnread } from '../../shared/verification';
import { ownValue } from '../../shared/own-value';
import { isTokenCertain, isTokenRead } from '../../shared/token-change';
import type { PastedToken, Push, TokenChange } from '../../shared/token-change';
import type { Explanation, TestSnapshot } from '../../shared/verification';
import type { ConnectionRefusal, Session } from './session';
import { sawDeletion } from './lives';
import { provenByLife } from './proven-by-life';
import { isAgainstConnection, refutedSteps, withoutStatements } from './refuted-steps';
import { appKindOf } from './target';

type Tests = Pick<Session, 'test' | 'earlierPass'>;

/** The test that passed last; a later one of another user does not undo what it proved. Null: none did. */
export const provingTest = ({ test, earlierPass }: Tests): TestSnapshot | null =>
  test.state === 'passed' ? test : earlierPass;

/** The test that the set-up is judged by: a user who is unassigned again after a failure leaves the pass of an earlier one. */
export const countedTest = ({ test, earlierPass }: Tests): TestSnapshot =>
  test.state !== 'passed' && test.decision === 'unassigned' ? (earlierPass ?? test) : test;

/** The test by which the connection is judged: one that goes on, or that failed for a reason of its user, leaves the pass of an earlier one. */
function testOfConnection(tests: Tests): TestSnapshot {
  const test = countedTest(tests);
  const isAgainst = test.explanation !== null && isAgainstConnection(test.explanation.id);
  return isAgainst ? test : (provingTest(tests) ?? test);
}

/** What is kept of the tests before one of this user begins: the user's own earlier pass is to be proven again. */
export function earlierPassFor(userId: string, tests: Tests): TestSnapshot | null {
  const passed = provingTest(tests);
  return passed?.user?.id === userId ? null : passed;
}

type Connection = Pick<Session, 'connectionSince' | 'tokenChange' | 'pastedToken'>;

/** Whether a test tells of the connection as it is now: nobody has filled in another one since. */
export const isOfConnection = ({ endedAt }: TestSnapshot, { connectionSince }: Connection): boolean =>
  endedAt !== null && endedAt >= (connectionSince ?? '');

/**
 * Whether a test tells of the token that Okta has now. While a new one was pasted and Oktopost was not read to refuse the one before, Okta
 * may send with either, whatever an admin says of its revocation: only who was assigned after the refusal is proof.
 */
export const isOfToken = (test: TestSnapshot, session: Connection): boolean => {
  const { pasted, revoked } = session.tokenChange;
  if (!isOfConnection(test, session)) return false;
  const since = pasted === null ? session.pastedToken?.since : readAt(revoked);
  if (since === undefined) return pasted === null;
  return (test.assignedAt ?? '') > since;
};

/** When Oktopost was read to refuse the token before; an admin's word is no such reading. */
const readAt = (revoked: TokenChange['revoked']): string | undefined =>
  revoked?.how === 'read' ? revoked.at : undefined;

/**
 * The token that Okta has once the walk is over, as it was pasted after the connection was filled in. Null: it is the one that was filled
 * in. `now`, ISO 8601: no test from before proves it where the one before was not read as refused.
 */
export function pastedTokenOf({ tokenChange, pastedToken }: Connection, now: string): PastedToken | null {
  const { pasted, revoked } = tokenChange;
  if (pasted === null) return pastedToken;
  const refusedAt = readAt(revoked) ?? null;
  return {
    by: pasted.by,
    since: refusedAt ?? now,
    isBeforeRefused: refusedAt !== null,
    push: lastPush({ tokenChange, pastedToken }),
  };
}

/** What Okta sent with the token that it has now, once Oktopost refused the one before. */
function lastPush({
  tokenChange,
  pastedToken,
}: Pick<Connection, 'tokenChange' | 'pastedToken'>): Push | null {
  const { pasted, sent } = tokenChange;
  if (pasted === null) return pastedToken?.push ?? null;
  return sent !== null && isTokenRead(tokenChange) ? pushOf(sent) : null;
}

const pushOf = ({ eventId, at, who }: Push): Push => ({ eventId, at, who });

/**
 * What Okta sent with the token that it has now, once Oktopost refused the one before: it reached Oktopost, which took the token. Null:
 * nothing that was read; the connection was filled in again since; or only a file says so.
 */
export function pushProof(session: Connection & Pick<Session, 'handedOver'>): Push | null {
  const push = lastPush(session);
  const since = session.connectionSince;
  if (push === null || since === null) return null;
  return push.at < since || push.at < (session.handedOver?.at ?? '') ? null : push;
}

type Failure = Pick<Explanation, 'id' | 'what' | 'next'>;

/** Causes, by their id in the catalogue, for which Oktopost refuses whatever Okta sends, with what is filled in wrong. An outage is none. */
const refusedSettings: Readonly<Record<string, ConnectionRefusal['setting']>> = {
  'token-refused': 'connection.authorization',
  'sign-in-refused': 'connection.authorization',
  'access-refused': 'connection.authorization',
  'wrong-address': 'connection.base-url',
  'other-identifier': 'connection.unique-identifier',
};

/** Whether whoever failed for this cause failed since Oktopost refuses whatever Okta sends. */
export const isRefusalCause = (id: string): boolean => Object.hasOwn(refusedSettings, id);

/** What came of what Okta sent. `isRead`: an arrival was read, at Oktopost where its accounts can be. */
export interface Sent {
  /** When it began, ISO 8601: of what was stated later it tells nothing. */
  from: string;
  at: string;
  /** `at` of one: when Okta logged it, where that was read. */
  failures: readonly (Failure & { at?: string | undefined })[];
  isRead: boolean;
  /** When Okta logged the newest arrival. Left out: it was not before `from`. */
  arrivedAt?: string | undefined;
  /** Okta first looked for the person by the field that the connection names, as at an assignment. Left out: it need not have. */
  hasSearched?: boolean;
}

type Known = Tests &
  Connection &
  Pick<Session, 'statedAt' | 'statedBy' | 'handedOver' | 'connectionRefused' | 'mapping'>;

const hasPasted = ({ tokenChange, pastedToken }: Connection): boolean =>
  tokenChange.pasted !== null || pastedToken !== null;

/** What `afterSending` says. */
export type AfterSending = Pick<
  Session,
  'connectionRefused' | 'statedAt' | 'statedBy' | 'connectionSince' | 'mapping'
>;

/**
 * What is to be remembered of the connection after Okta sent somebody: that Oktopost refused whatever it sends, or that it works again, and
 * what is left of what an admin stated before. What Oktopost has against one person (400, 409) tells nothing of it.
 */
export function afterSending(
  session: Known,
  of: ConnectionRefusal['of'],
  { from, at, failures, isRead, arrivedAt, hasSearched = false }: Sent,
): AfterSending {
  const [told] = failures
    .flatMap(({ id, what, next, at: failedAt = at }): ConnectionRefusal[] => {
      const setting = ownValue(refusedSettings, id);
      if (setting === undefined) return [];
      const refusal = { at: failedAt, of, isOfTokenBefore: false, setting, what, next };
      return isOverBy(session, refusal) ? [] : [ofToken(session, refusal)];
    })
    .sort((a, b) => b.at.localeCompare(a.at));
  const refuted = refutedSteps(session, {
    from,
    causes: failures.map(({ id }) => id),
    isOwn: of === 'test' || of === 'life-cycle',
    isProven: hasPasted(session) || connectionProof({ ...session, connectionRefused: null }) !== null,
  });
  const before = session.connectionRefused;
  // Read again, it is the one that is known.
  const isNew = told !== undefined && (before === null || told.at > before.at);
  const refusal = isNew ? told : before;
  const isLater =
    (!isNew && (arrivedAt === undefined || from >= (refusal?.at ?? ''))) ||
    (arrivedAt ?? '') > (refusal?.at ?? '');
  const showsRight =
    isRead && isLater && (hasSearched || refusal?.setting !== 'connection.unique-identifier');
  return { ...withoutStatements(session, refuted, at), connectionRefused: showsRight ? null : refusal };
}

/** The connection was stated as filled in since, or the walk to another token ended. */
function isOverBy({ statedAt, pastedToken }: Known, { at, setting }: ConnectionRefusal): boolean {
  if ((statedAt.connection ?? statedAt.authenticate ?? '') > at) return true;
  return setting === 'connection.authorization' && (pastedToken?.since ?? '') > at;
}

/** Whether it was sent with the token from before the one that is stated as pasted. */
function ofToken({ tokenChange: { pasted } }: Known, refusal: ConnectionRefusal): ConnectionRefusal {
  const isBefore = pasted !== null && (refusal.at < pasted.at || refusal.at <= (pasted.after?.at ?? ''));
  return { ...refusal, isOfTokenBefore: isBefore && refusal.setting === 'connection.authorization' };
}

/**
 * What Oktopost refused last; null where nothing, or where the admin says to have pasted another token since: what was refused was sent
 * with the one before.
 */
export const standingRefusal = ({
  connectionRefused,
}: Pick<Session, 'connectionRefused'>): ConnectionRefusal | null =>
  connectionRefused?.isOfTokenBefore === true ? null : connectionRefused;

/** What is known of a refusal once the admin says that another token was pasted. Taken back (`isPasted` false), it counts again. */
export function afterPaste(
  { connectionRefused }: Pick<Session, 'connectionRefused'>,
  isPasted: boolean,
): Pick<Session, 'connectionRefused'> {
  if (connectionRefused?.setting !== 'connection.authorization') return { connectionRefused };
  return { connectionRefused: { ...connectionRefused, isOfTokenBefore: isPasted } };
}

/** The step of which Oktopost's refusal tells, by the kind of app integration; null: it has refused nothing. */
export function refusedStep(
  session: Pick<Session, 'connectionRefused' | 'destination' | 'region'>,
): 'connection' | 'authenticate' | null {
  if (standingRefusal(session) === null) return null;
  return appKindOf(session) === 'custom' ? 'connection' : 'authenticate';
}

/**
 * What is known against what Okta sends next. `refused`: Oktopost refused what it sent last. `unproven`: nothing shows that Okta has the
 * token that is valid now. `deletes`: in place of a deactivation, by what was seen.
 */
export type SendingDoubt = 'refused' | 'unproven' | 'deletes';

/** Null: nothing is known against it. A new token is in doubt once the one before is revoked, until something was sent with it. */
export function sendingDoubt(
  session: Tests &
    Connection &
    Pick<Session, 'connectionRefused' | 'lifeCycle' | 'earlierLives' | 'deletionSeen'>,
): SendingDoubt | null {
  if (standingRefusal(session) !== null) return 'refused';
  const { tokenChange, pastedToken } = session;
  const isInDoubt =
    tokenChange.pasted === null
      ? pastedToken !== null && pastedToken.push === null
      : tokenChange.revoked !== null && !isTokenCertain(tokenChange);
  const test = testOfConnection(session);
  // The doubt begins with the revocation, read or stated, and so ends with a test from after it.
  const isSince = tokenChange.pasted !== null && (test.assignedAt ?? '') > (tokenChange.revoked?.at ?? '');
  const isTested = test.state === 'passed' && (isSince || isOfToken(test, session));
  if (isInDoubt && !isTested) return 'unproven';
  return sawDeletion(session) ? 'deletes' : null;
}

/** How the connection was proven: by a test, or after a new token by what Okta sent with it. */
export type ConnectionProof = { by: 'test'; account: string; at: string } | { by: 'push'; push: Push };

/** The user name of the account as it was read at Oktopost. */
const accountIn = (rows: Session['test']['rows']): string | null =>
  rows.find(({ attribute }) => attribute === 'userName')?.oktopost ?? null;

/**
 * What proves the SCIM connection, which Okta never shows: a test that passed, whose account was read at Oktopost, and which ended after
 * the admin said that the connection is filled in. Of a token that was pasted since, what Okta sent with it is proof. Null: nothing is, a
 * later test speaks against it, Oktopost has refused what Okta sent since, or only a file says so.
 */
export function connectionProof(
  session: Tests & Connection & Pick<Session, 'handedOver' | 'connectionRefused'>,
): ConnectionProof | null {
  if (standingRefusal(session) !== null) return null;
  const test = testOfConnection(session);
  const { state, user, rows, endedAt } = test;
  if (state !== 'passed' || user === null || endedAt === null || session.connectionSince === null)
    return null;
  if (isUnread(rows) || !isOfConnection(test, session) || endedAt < (session.handedOver?.at ?? ''))
    return null;
  if (isOfToken(test, session)) return { by: 'test', account: accountIn(rows) ?? user.email, at: endedAt };
  const push = pushProof(session);
  return push === null ? null : { by: 'push', push };
}

/**
 * Whether all that is filled in of the connection is proven. Somebody who arrived proves everything but Push Profile Updates, which only a
 * life-cycle test does: until then the rest of it is the admin's word.
 */
export function isConnectionProven(
  session: Parameters<typeof connectionProof>[0] & Parameters<typeof provenByLife>[0],
): boolean {
  const updates = provenByLife(session, 'connection.push-profile-updates');
  if (connectionProof(session) === null || updates?.how !== 'proven-by-life-cycle') return false;
  return updates.at >= (session.connectionSince ?? '');
}
