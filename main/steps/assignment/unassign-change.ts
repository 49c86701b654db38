import type { Change } from '../../../shared/plan';
import type { AppUser } from '../../okta/types';
import { accountDetails, unassignmentWarnings } from './history';
import type { Deactivating } from './deactivation';
import type { AccountDetails } from './history';

/** Id of the change that unassigns somebody. */
export const unassignId = (userId: string): string => `unassign-${userId}`;

interface Unassigned {
  userId: string;
  name: string;
  login: string;
  /** Null: not assigned. */
  appUser: AppUser | null;
}

/** The change that unassigns somebody, and what to journal of the account. `note`: what is to be known of the assignment. */
export function planUnassignment(
  { userId, name, login, appUser }: Unassigned,
  deactivating: Deactivating,
  undo: string,
  note: string | null = null,
): { change: Change; account: AccountDetails | null } {
  const account =
    appUser === null ? null : accountDetails(appUser, { name, login }, deactivating.deactivation);
  return {
    account,
    change: {
      id: unassignId(userId),
      title: `Unassign ${name}`,
      verb: 'delete',
      rows: [
        {
          setting: `assignment:${userId}`,
          now: appUser?.userName ?? login,
          after: null,
          verb: 'remove',
          note,
        },
      ],
      warnings: appUser === null ? [] : unassignmentWarnings(appUser, deactivating),
      pushes: account?.isSent === true ? 1 : 0,
      undo,
      irreversibleEffect: null,
    },
  };
}
