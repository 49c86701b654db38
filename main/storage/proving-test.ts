import { isUnread } from '../../shared/verification';
import type { TestSnapshot } from '../../shared/verification';
import type { Session } from './session';

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

/**
 * What proves the SCIM connection, which Okta never shows: a test that passed, whose account was read at Oktopost, and which ended after
 * the admin said that the connection is filled in. Null: nothing does, a later test has failed, or only a file says so.
 */
export function connectionProof(
  session: Tests & Connection & Pick<Session, 'handedOver'>,
): { login: string; at: string } | null {
  const test = countedTest(session);
  const { state, user, rows, endedAt } = test;
  if (state !== 'passed' || user === null || endedAt === null || session.statedAt.connection === null)
    return null;
  if (isUnread(rows) || !isOfToken(test, session) || endedAt < (session.handedOver?.at ?? '')) return null;
  return { login: user.login, at: endedAt };
}
