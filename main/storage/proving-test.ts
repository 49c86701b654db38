import { isUnread } from '../../shared/verification';
import { ownValue } from '../../shared/own-value';
import type { Explanation, TestSnapshot } from '../../shared/verification';
import type { ConnectionRefusal, Session } from './session';

type Tests = Pick<Session, 'test' | 'earlierPass'>;

/** The test that passed last; a later one of another user does not undo what it proved. Null: none did. */
export const provingTest = ({ test, earlierPass }: Tests): TestSnapshot | null =>
  test.state === 'passed' ? test : earlierPass;

/** The test that the set-up is judged by: a user who is unassigned again after a failure leaves the pass of an earlier one. */
export const countedTest = ({ test, earlierPass }: Tests): TestSnapshot =>
  test.state !== 'passed' && test.decision === 'unassigned' ? (earlierPass ?? test) : test;

/** What is kept of the tests before one of this user begins: the user's own earlier pass is to be proven again. */
export function earlierPassFor(userId: string, tests: Tests): TestSnapshot | null {
  const passed = provingTest(tests);
  return passed?.user?.id === userId ? null : passed;
}

type Connection = Pick<Session, 'statedAt' | 'tokenChange'>;

/** Whether a test tells of the connection as it is now: the admin has not filled it in again since. */
export const isOfConnection = ({ endedAt }: TestSnapshot, { statedAt }: Connection): boolean =>
  endedAt !== null && endedAt >= (statedAt.connection ?? '');

/**
 * Whether a test tells of the token that Okta has now. While a new one was pasted and the one before is not revoked, Okta may send with
 * either: only who was assigned after the revocation is proof.
 */
export const isOfToken = (test: TestSnapshot, session: Connection): boolean => {
  const { pasted, revoked } = session.tokenChange;
  if (!isOfConnection(test, session)) return false;
  return pasted === null || (revoked !== null && (test.assignedAt ?? '') > revoked.at);
};

type Failure = Pick<Explanation, 'id' | 'what' | 'next'>;

/** Causes, by their id in the catalogue, for which Oktopost refuses whatever Okta sends, with what is filled in wrong. An outage is none. */
const refusedSettings: Readonly<Record<string, ConnectionRefusal['setting']>> = {
  'token-refused': 'connection.authorization',
  'sign-in-refused': 'connection.authorization',
  'access-refused': 'connection.authorization',
  'wrong-address': 'connection.base-url',
};

/**
 * What is to be remembered of the connection after Okta sent somebody: that Oktopost refused it, once a test has proved the connection,
 * or that it works again. `isRead`: an arrival was read at Oktopost.
 */
export function afterSending(
  session: Tests & Pick<Session, 'connectionRefused'>,
  of: ConnectionRefusal['of'],
  { at, failures, isRead }: { at: string; failures: readonly Failure[]; isRead: boolean },
): Pick<Session, 'connectionRefused'> {
  for (const { id, what, next } of failures) {
    const setting = ownValue(refusedSettings, id);
    if (setting !== undefined && (provingTest(session) !== null || session.connectionRefused !== null)) {
      return { connectionRefused: { at, of, setting, what, next } };
    }
  }
  return { connectionRefused: isRead ? null : session.connectionRefused };
}

/**
 * What proves the SCIM connection, which Okta never shows: a test that passed, whose account was read at Oktopost, and which ended after
 * the admin said that the connection is filled in. Null: nothing does, a later test has failed, Oktopost has refused what Okta sent since,
 * or only a file says so.
 */
export function connectionProof(
  session: Tests & Connection & Pick<Session, 'handedOver' | 'connectionRefused'>,
): { login: string; at: string } | null {
  if (session.connectionRefused !== null) return null;
  const test = countedTest(session);
  const { state, user, rows, endedAt } = test;
  if (state !== 'passed' || user === null || endedAt === null || session.statedAt.connection === null)
    return null;
  if (isUnread(rows) || !isOfToken(test, session) || endedAt < (session.handedOver?.at ?? '')) return null;
  return { login: user.login, at: endedAt };
}
