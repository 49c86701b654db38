import type { AttributeRow } from '../../shared/verification';
import type { AppUser, LogEvent } from '../okta/types';
import type { ScimUser } from '../oktopost/types';

export interface Look {
  appUser: AppUser | null;
  events: LogEvent[];
  atOktopost: ScimUser | null;
  /** False when Oktopost could not be asked. */
  oktopostRead: boolean;
}

/** Failed, or not even tried: an app user that Okta does not synchronise was assigned while provisioning was off. */
export function cannotSucceed({ appUser, events }: Look): boolean {
  if (appUser?.syncState === 'ERROR' || events.some(isFailure)) return true;
  return appUser !== null && appUser.externalId === null && appUser.syncState === 'DISABLED';
}

export const isFailure = (event: LogEvent): boolean =>
  event.outcome?.result === 'FAILURE' || event.severity === 'ERROR';

export const stillComing = (rows: readonly AttributeRow[]): boolean =>
  rows.some(({ state }) => state === 'not-there-yet');

/**
 * Events of the app that name this user, since the assignment: what an earlier assignment left in the log is not this one's.
 * Some events target only the app user (`0ua…`), whose alternate id is the user name.
 */
export function eventsOfTest(events: readonly LogEvent[], userId: string, email: string): LogEvent[] {
  const own = events.filter(({ targets }) =>
    targets.some(
      ({ id, type, alternateId }) =>
        (type === 'User' || type === 'AppUser') &&
        (id === userId || alternateId?.toLowerCase() === email.toLowerCase()),
    ),
  );
  const assigned = own.map(({ eventType }) => eventType).lastIndexOf('application.user_membership.add');
  return own.slice(Math.max(assigned, 0));
}
