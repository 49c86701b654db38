import { logOutcomeOf } from './log-outcome';
import { clockSkewMs } from './okta-clock';
import type { LogEvent } from '../okta/types';

/** What Okta's System Log says of an account whose user was unassigned. */
export interface Deprovisioning {
  deactivation: 'sent' | 'failed' | 'not-logged';
  /** The event of a deactivation that failed. */
  failure: LogEvent | null;
  /** Only in an org that has Okta delete the accounts of unassigned users. */
  deletion: 'deleted' | 'scheduled' | null;
}

interface Unassigned {
  userId: string;
  userName: string;
  since: Date;
}

const types = {
  deactivate: 'application.provision.user.deactivate',
  delete: 'application.provision.user.delete',
  schedule: 'application.provision.user.delete.schedule',
} as const;

/** Whether the event is a deletion of an account at the app, or its announcement. Source: Okta as recorded, section 2. */
export const isDeletion = ({ eventType }: Pick<LogEvent, 'eventType'>): boolean =>
  eventType === types.delete || eventType === types.schedule;

/** Okta has deleted the account at the app. */
export const isDeleted = (event: LogEvent): boolean =>
  event.eventType === types.delete && logOutcomeOf(event) === 'success';

/** Okta has set the account at the app to inactive, or tried to. */
export const isDeactivation = ({ eventType }: Pick<LogEvent, 'eventType'>): boolean =>
  eventType === types.deactivate;

/** The newest event of each kind decides. `events`: oldest first. */
export function deprovisioningOf(
  events: readonly LogEvent[],
  { userId, userName, since }: Unassigned,
): Deprovisioning {
  const name = userName.toLowerCase();
  const own = events.filter(
    ({ published, targets }) =>
      Date.parse(published) >= since.getTime() - clockSkewMs &&
      targets.some(({ id, alternateId }) => id === userId || alternateId?.toLowerCase() === name),
  );
  const newest = (type: string, outcome: 'success' | 'failure'): LogEvent | null => {
    const event = own.findLast(({ eventType }) => eventType === type);
    return event !== undefined && logOutcomeOf(event) === outcome ? event : null;
  };
  const went = (type: string, outcome: 'success' | 'failure'): boolean => newest(type, outcome) !== null;
  const failure = newest(types.deactivate, 'failure');
  return {
    failure,
    deactivation: failure !== null ? 'failed' : went(types.deactivate, 'success') ? 'sent' : 'not-logged',
    deletion: went(types.delete, 'success')
      ? 'deleted'
      : went(types.schedule, 'success')
        ? 'scheduled'
        : null,
  };
}
