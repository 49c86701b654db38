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

/**
 * What proves the SCIM connection, which Okta never shows: a test that passed, whose account was read at Oktopost, and which ended after
 * the admin said that the connection is filled in. Null: nothing does, a later test has failed, or only a file says so.
 */
export function connectionProof(
  session: Tests & Pick<Session, 'statedAt' | 'handedOver'>,
): { login: string; at: string } | null {
  const { state, user, rows, endedAt } = countedTest(session);
  const statedAt = session.statedAt.connection;
  if (state !== 'passed' || user === null || endedAt === null || statedAt === null) return null;
  const since = [statedAt, session.handedOver?.at ?? ''];
  return isUnread(rows) || since.some((at) => endedAt < at) ? null : { login: user.login, at: endedAt };
}
