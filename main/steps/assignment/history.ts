import { z } from 'zod';
import type { AppUser } from '../../okta/types';
import { valueHistoriesOf } from '../../plans/history';
import type { BeforeAfter, ValueHistory } from '../../plans/history';
import type { AppliedChange } from '../../storage/applied-changes';

/** Null: not assigned. Through a group is never ours: such a user can only be removed through the group. */
export type Assigned = 'assigned' | 'assigned through a group' | null;

export function assignedOf(appUser: AppUser | null): Assigned {
  if (appUser === null) return null;
  return appUser.scope === 'GROUP' ? 'assigned through a group' : 'assigned';
}

const detailsSchema = z.looseObject({ userId: z.string() });

/** By user id: whom this set-up assigned or unassigned. */
export function assignmentHistories(
  appliedChanges: readonly AppliedChange[],
): Map<string, ValueHistory<Assigned>> {
  return valueHistoriesOf<Assigned>(
    appliedChanges.flatMap(({ changeId, details, confirmed }): BeforeAfter<Assigned>[] => {
      const { data } = detailsSchema.safeParse(details);
      if (data === undefined) return [];
      const key = data.userId;
      if (changeId.startsWith('assign')) return [{ key, before: null, after: 'assigned', confirmed }];
      if (changeId.startsWith('unassign')) return [{ key, before: 'assigned', after: null, confirmed }];
      return [];
    }),
  );
}

/** Someone whose account at Oktopost Okta deactivates because an undo unassigned them. */
export interface PendingDeactivation {
  userId: string;
  userName: string;
  since: Date;
}

const deactivationSchema = z.looseObject({ userId: z.string(), deactivates: z.string() });

export function pendingDeactivations(appliedChanges: readonly AppliedChange[]): PendingDeactivation[] {
  return appliedChanges.flatMap(({ details, at }) => {
    const { data } = deactivationSchema.safeParse(details);
    return data === undefined
      ? []
      : [{ userId: data.userId, userName: data.deactivates, since: new Date(at) }];
  });
}
