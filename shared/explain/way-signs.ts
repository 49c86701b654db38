import type { Said } from './grammar';
import { refusesFilter } from './filter-meanings';
import { has, isBare, status, statusWithin } from './signs';
import type { SaidSign } from './signs';
import * as way from './transport-meanings';
import { otherThingExists } from './user-meanings';

const likely = 'likely';
/** The address, not the user, is what was not found. */
export const aboutPath = has(/\b(?:urls?|uris?|routes?|paths?|endpoints?|pages?|tenant)\b/i);
/** Later than at the first requests: the user may be what is not there. */
export const lateRequest = ({ phase }: Said): boolean => phase === 'update' || phase === 'reactivate';

/** Of connections, proxies, addresses and answers: what is left once nothing is said of a user, a value or an access. */
export const waySigns: readonly SaidSign[] = [
  {
    cause: 'no-answer',
    confidence: likely,
    matches: (said) => said.phase !== null && said.logged === null && way.saysNull(said),
  },
  {
    cause: 'slow',
    confidence: likely,
    matches: (said) => status(said, 408, 504, 524) || way.answersLate(said),
  },
  {
    cause: 'no-connection',
    confidence: 'sure',
    matches: has(/connect to .{1,300} failed: connect timed out/i),
  },
  { cause: 'no-connection', confidence: likely, matches: way.isUnreachable },
  { cause: 'too-large', confidence: likely, matches: (said) => status(said, 413, 414, 431) },
  { cause: 'media-type-refused', confidence: likely, matches: (said) => status(said, 406, 415) },
  {
    cause: 'proxy-fault',
    confidence: likely,
    matches: (said) =>
      (status(said, 502, 503) && said.complaint !== null) ||
      (said.http !== null && said.http.status > 500 && way.speaksAsProxy(said)),
  },
  { cause: 'server-fault', confidence: likely, matches: ({ http }) => http !== null && http.status >= 500 },
  {
    cause: 'wrong-address',
    confidence: likely,
    matches: (said) =>
      status(said, 300, 301, 302, 303, 307, 308, 405, 421) ||
      (status(said, 404) && (said.complaint !== null || aboutPath(said) || !lateRequest(said))),
  },
  {
    cause: 'already-exists',
    confidence: likely,
    matches: (said) => status(said, 409) && (said.complaint !== null || !otherThingExists(said)),
  },
  {
    cause: 'empty-answer',
    confidence: likely,
    matches: (said) =>
      said.phase === 'create' && status(said, 200, 201, 202, 204) && isBare(said) && said.complaint === null,
  },
  {
    cause: 'empty-answer',
    confidence: likely,
    matches: (said) => statusWithin(said, 200, 299) && way.isEmptyAnswer(said),
  },
  {
    cause: 'web-page',
    confidence: likely,
    matches: (said) => said.complaint === 'web-page' && statusWithin(said, 200, 299),
  },
  {
    cause: 'answer-unreadable',
    confidence: likely,
    matches: (said) => statusWithin(said, 200, 299) && way.isUnreadable(said) && !refusesFilter(said),
  },
  {
    cause: 'answer-unreadable',
    confidence: likely,
    matches: (said) =>
      said.logged?.result === 'failure' &&
      /^sync user\b/i.test(said.logged.title) &&
      (said.failure === '' || way.saysNull(said)),
  },
];
