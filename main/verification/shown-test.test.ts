import { expect, it } from 'vitest';
import { failedTest } from '../../shared/testing/test-user';
import type { TestSnapshot } from '../../shared/verification';
import { shownTest } from './shown-test';

const nextShown = (change: Partial<TestSnapshot>, nextOnceUnassigned?: string): string | undefined => {
  const { explanation } = failedTest;
  if (explanation === null) throw new Error('the test has no explanation');
  return shownTest({
    ...failedTest,
    ...change,
    explanation: { ...explanation, next: 'Unassign, then correct.', nextOnceUnassigned },
  }).explanation?.next;
};

it('says only what is still to be done once the user is unassigned', () => {
  expect(nextShown({}, 'Correct.')).toBe('Unassign, then correct.');
  expect(nextShown({ decision: 'unassigned' }, 'Correct.')).toBe('Correct.');
  expect(nextShown({ decision: 'unassigned' })).toBe('Unassign, then correct.');
});
