import { exampleSummary, madeAt } from '../../shared/testing/summary';
import type { UserTest } from '../storage/user-tests';

const { test } = exampleSummary;
if (test === null) throw new Error('the example has no test');
const { user, verdict, rows, logEventIds: eventIds } = test;

/** A test of one user that passed; every value is made up. */
export const exampleUserTest: UserTest = {
  user,
  assignedAt: madeAt,
  endedAt: madeAt,
  state: 'passed',
  verdict,
  rows,
  eventIds,
  unassignment: null,
};
