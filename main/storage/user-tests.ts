import { z } from 'zod';
import { listOf } from '../../shared/bounded-json';
import { testSnapshotSchema, userRowSchema } from '../../shared/verification';
import type { TestSnapshot } from '../../shared/verification';

const { assignedAt, endedAt, state, verdict, rows, unassignment } = testSnapshotSchema.shape;

/** What a test of one user found. `eventIds`: of Okta's System Log. */
export const userTestSchema = z.strictObject({
  user: userRowSchema,
  assignedAt,
  endedAt,
  state,
  verdict,
  rows,
  eventIds: listOf(z.string()),
  unassignment,
});
export type UserTest = z.infer<typeof userTestSchema>;

/** The session is written at each change of a test; one of them has some 2 kB. */
const mostEarlierTests = 40;

/** As the session has them. */
interface Tests {
  earlierTests: readonly UserTest[];
  earlierPass: TestSnapshot | null;
  test: TestSnapshot;
}

/** Every test of one user that is known, oldest first; the present one is the last. */
export function userTestsOf({ earlierTests, earlierPass, test }: Tests): UserTest[] {
  const passed = earlierPass === null ? null : foundBy(earlierPass);
  // Of a long row, and in sessions of version 21, only it was kept.
  const isKept = earlierTests.some((each) => each.assignedAt === passed?.assignedAt);
  return [isKept ? null : passed, ...earlierTests, foundBy(test)].filter((each) => each !== null);
}

/** What is kept when another test of one user begins. */
export const earlierTestsFor = (tests: Tests): UserTest[] => userTestsOf(tests).slice(-mostEarlierTests);

function foundBy(test: TestSnapshot): UserTest | null {
  const { user, timeline } = test;
  if (user === null) return null;
  return {
    user,
    assignedAt: test.assignedAt,
    endedAt: test.endedAt,
    state: test.state,
    verdict: test.verdict,
    rows: test.rows,
    eventIds: timeline.flatMap(({ eventId }) => eventId ?? []),
    unassignment: test.unassignment,
  };
}
