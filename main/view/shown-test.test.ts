import { expect, it } from 'vitest';
import { nextOf } from '../../shared/explain/advice';
import { failedTest } from '../../shared/testing/test-user';
import type { TestSnapshot } from '../../shared/verification';
import { shownTest } from './shown-test';

const nextShown = (next: string, change: Partial<TestSnapshot>): string | undefined => {
  const { explanation } = failedTest;
  if (explanation === null) throw new Error('the test has no explanation');
  return shownTest({ ...failedTest, ...change, explanation: { ...explanation, next } }).explanation?.next;
};

it.each([
  ['sent-elsewhere', /^Open Provisioning > Integration > Edit in Okta, .* Then test again\.$/],
  ['scim-off', /Then assign the user again\.$/],
] as const)('says only what is still to be done of %s once the user is unassigned', (cause, left) => {
  const next = nextOf(cause, null, 'test');
  expect(next).toMatch(/unassign/i);
  expect(nextShown(next, {})).toBe(next);
  const after = nextShown(next, { decision: 'unassigned' });
  expect(after).toMatch(left);
  expect(after).not.toMatch(/unassign/i);
});
