import { assignedUser } from '../../shared/verification';
import type { TestSnapshot } from '../../shared/verification';

/** The test as it is shown: of whom is unassigned by now, the explanation says only what is still to be done. */
export function shownTest(test: TestSnapshot): TestSnapshot {
  const { explanation } = test;
  if (explanation === null || assignedUser(test) !== null) return test;
  const { next, nextOnceUnassigned = next } = explanation;
  return { ...test, explanation: { ...explanation, next: nextOnceUnassigned } };
}
