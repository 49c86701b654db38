import { capitalised } from '../../counted';
import type { Advice } from './advice';

const collectThen = 'copy the message with its time for Oktopost support';
const collect = capitalised(collectThen);

/** What Oktopost's own server has to do with it. Source: failures list, by row; messages, by id. */
export const server = {
  /** Row 5; M9 and M17. */
  'already-exists': {
    what: 'Oktopost already has a user with this email. Upper and lower case count as the same.',
    owner: 'oktopost',
    next: 'Look for the email in Oktopost. Ask Oktopost support to link that user or to free the email.',
    resend: 'again',
    place: 'oktopost',
  },
  /** M12. */
  'exists-unseen': {
    what: 'Oktopost has this user already, probably as an inactive account that its search leaves out, so Okta tries to create the user a second time. The email is not the cause.',
    owner: 'oktopost',
    next: `${collect}: the search by user name has to find inactive users too.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** Row 6. */
  'search-finds-nobody': {
    what: 'The user seems to exist at Oktopost, yet Oktopost’s search by user name does not find them, so Okta cannot link them.',
    owner: 'oktopost',
    next: `${collect}: the SCIM filter on userName answers with an empty list.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** M21: row 4, while Create Users is on. */
  'match-not-found': {
    what: 'Okta found no matching user at Oktopost and created none, although Create Users is on.',
    owner: 'oktopost',
    next: `Look at the To App boxes once more. If Create Users is on: ${collectThen}, Oktopost’s answer to Okta’s search is the cause.`,
    resend: 'none',
    place: 'to-app',
  },
  /** M24. */
  'duplicate-users': {
    what: 'Oktopost has more than one user who fits, so Okta cannot tell which one is meant.',
    owner: 'oktopost',
    next: 'Look for the duplicates in Oktopost and ask Oktopost support to remove or merge them.',
    resend: 'again',
    place: 'oktopost',
  },
  /** M1. */
  'empty-answer': {
    what: 'Oktopost answered without the user. The account may have been created all the same.',
    owner: 'oktopost',
    next: `Look in Oktopost whether the account is there before you try again. ${collect}: the answer has no body.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** M2. */
  'reactivation-delayed': {
    what: 'Oktopost took the reactivation, but its answer did not say that the user is active.',
    owner: 'oktopost',
    next: `Wait: Okta repeats it by itself. If it stays so, ${collectThen}: the answer lacks “active: true”.`,
    onceUnassigned: `Assign the user again. If it comes back, ${collectThen}: the answer lacks “active: true”.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** M22. */
  'reactivation-refused': {
    what: 'Oktopost did not accept how Okta makes a user active again.',
    owner: 'oktopost',
    next: `Look whether the user was unassigned before and is inactive in Oktopost. ${collect}: its SCIM refuses the reactivation.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** Row 12; M25. */
  'answer-unreadable': {
    what: 'Okta could not read Oktopost’s answer.',
    owner: 'oktopost',
    next: `${collect}: the answer’s content type, or numbers sent as text, are the usual reasons.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** M25: 406 and 415. */
  'media-type-refused': {
    what: 'Oktopost’s server refused the media type that Okta uses (application/scim+json).',
    owner: 'oktopost',
    next: `${collect}: its SCIM has to accept application/scim+json in Accept and Content-Type.`,
    resend: 'none',
    place: 'oktopost',
  },
  /** Row 13. */
  slow: {
    what: 'Oktopost has not answered Okta in time.',
    owner: 'oktopost',
    next: 'Look again in some minutes: Okta may still be at it. If it stays so, ask Oktopost support.',
    onceUnassigned: 'Assign the user again later. If it comes back, ask Oktopost support.',
    resend: 'none',
    place: 'assignments',
  },
  /** Row 14. */
  'rate-limited': {
    what: 'Oktopost asked Okta to slow down.',
    owner: 'oktopost',
    next: 'Do nothing: Okta tries again by itself, at first after about 5 minutes, then less often. Look again later.',
    onceUnassigned: 'Assign the user again in some minutes.',
    resend: 'none',
    place: 'assignments',
  },
  /** Row 18; M19. */
  'licence-limit': {
    what: 'Oktopost’s account seems to have no free seat for this user.',
    owner: 'oktopost',
    next: 'Free a seat in Oktopost or ask Oktopost for more. The user stays listed among the failed migrations in Oktopost’s team settings and can be tried again.',
    onceUnassigned: 'Free a seat in Oktopost or ask Oktopost for more. Then assign the user again.',
    resend: 'none',
    place: 'oktopost',
  },
  /** Okta's texts for "Bad Gateway" and similar are not known: failures list, "What has no known text". */
  'server-fault': {
    what: 'Oktopost’s server, or something before it, answered with a fault of its own.',
    owner: 'oktopost',
    next: `Wait some minutes and try again. If it comes back, ${collectThen}.`,
    resend: 'again',
    place: 'oktopost',
  },
} as const satisfies Record<string, Advice>;
