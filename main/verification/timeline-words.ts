import { ownValue } from '../../shared/own-value';
import { syncStateName } from '../../shared/status-name';
import { isDeletion } from '../observe/deprovisioning';
import { logOutcomeOf } from '../observe/log-outcome';
import type { AppUser, LogEvent } from '../okta/types';

/** What an event of Okta's System Log is about. Source: Okta's list of event types. */
const subjects: Readonly<Record<string, string>> = {
  'application.user_membership.add': 'Assignment in Okta',
  'application.user_membership.remove': 'Unassignment in Okta',
  'application.provision.user.push': 'Creation at Oktopost',
  'application.provision.user.push_profile': 'Profile sent to Oktopost',
  'application.provision.user.verify_exists': 'Search at Oktopost',
  'application.provision.user.sync': 'Synchronisation with Oktopost',
  'application.provision.user.reactivate': 'Reactivation at Oktopost',
  'application.provision.user.deactivate': 'Deactivation at Oktopost',
  'application.provision.user.delete': 'Deletion at Oktopost',
  'application.provision.user.delete.schedule': 'Scheduled deletion at Oktopost',
};

/** An event in one line: what, how it went, and Okta's reason. A kind of event without a name here is shown as Okta names it. */
export function eventWords(event: LogEvent): string {
  const { eventType, displayMessage, outcome } = event;
  const reason = outcome?.reason ? `, ${outcome.reason}` : '';
  const warning = isDeletion(event)
    ? '. This org has Okta delete accounts of unassigned users at Oktopost.'
    : '';
  return `${ownValue(subjects, eventType) ?? displayMessage ?? eventType}: ${resultWords(event)}${reason}${warning}`;
}

function resultWords(event: LogEvent): string {
  switch (logOutcomeOf(event)) {
    case 'success':
      return 'done';
    case 'failure':
      return 'failed';
    case 'undecided':
      return event.outcome?.result.toLowerCase() ?? 'unknown';
  }
}

export function appUserWords({ syncState, externalId }: AppUser): string {
  const id = externalId === null ? 'no id from Oktopost yet' : `id at Oktopost ${externalId}`;
  return `App user: ${syncStateName(syncState)}, ${id}`;
}
