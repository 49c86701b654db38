import { z } from 'zod';
import { valueHistoriesOf } from '../../plans/history';
import type { BeforeAfter, ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';
import { assignmentHistories, userIdIn } from '../assignment/history';

const renamedSchema = z.looseObject({
  userId: z.string(),
  before: z.looseObject({ userName: z.string().nullable() }),
  after: z.looseObject({ userName: z.string().nullable() }),
});

/** `rows` as the plan showed them; `after`: what Okta answered, which older journals lack. */
const assignedSchema = z.looseObject({
  rows: z.array(z.looseObject({ now: z.string().nullable(), after: z.string().nullable() })).min(1),
  after: z.looseObject({ userName: z.string().nullable() }).optional(),
});

/**
 * By user id: the user names of people whom this set-up renamed, or unassigned and assigned again. Whoever it assigned first is not in it:
 * their user name ends with the assignment.
 */
export function userNameHistories(
  appliedChanges: readonly AppliedChange[],
): Map<string, ValueHistory<string>> {
  const histories = valueHistoriesOf(appliedChanges.flatMap((change) => writeOf(change) ?? []));
  for (const [userId, { original }] of assignmentHistories(appliedChanges))
    if (original === null) histories.delete(userId);
  return histories;
}

function writeOf({ changeId, details, confirmed }: AppliedChange): BeforeAfter<string> | null {
  const renamed = renamedSchema.safeParse(details).data;
  if (renamed !== undefined) {
    const { userId: key, before, after } = renamed;
    return { key, before: before.userName ?? '', after: after.userName ?? '', confirmed };
  }
  const key = userIdIn(details);
  const assigned = assignedSchema.safeParse(details).data;
  if (key === null || assigned === undefined) return null;
  const [row] = assigned.rows;
  if (changeId.startsWith('unassign')) {
    const had = row?.now ?? '';
    return { key, before: had, after: had, confirmed };
  }
  if (!changeId.startsWith('assign')) return null;
  return { key, before: '', after: assigned.after?.userName ?? row?.after ?? '', confirmed };
}
