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
