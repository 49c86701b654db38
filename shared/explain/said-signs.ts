import type { Cause } from './advice';
import { blank, isEmail } from './evidence';
import type { Evidence } from './evidence';
import type { Said } from './grammar';

/** How a cause is told by a text of Okta's. `guess`: no verbatim text is known for it, a pattern is read. */
interface SaidSign {
  cause: Cause;
  guess: boolean;
  matches: (said: Said, evidence: Evidence) => boolean;
}

const has =
  (pattern: RegExp) =>
  ({ failure }: Said): boolean =>
    pattern.test(failure);
const status = ({ http }: Said, ...wanted: number[]): boolean =>
  http !== null && wanted.includes(http.status);

const tooEarly = has(/assigned this application before provisioning was enabled/i);
const badArgument = has(/one \(or more\) of the arguments is invalid|invalid user ?name/i);
const exists = has(/already exists|must be unique/i);
const badToken = has(/\btoken (?:is |was |has )?(?:invalid|not valid|expired)|\b(?:invalid|expired) token/i);
const tooMany = has(/too many requests|rate[- ]?limit|\bthrottl/i);
const notValid = has(/VALIDATION_ERROR|\bunprocessable\b/i);
const unparsable = has(/unparsable|syntactically incorrect|violates schema/i);
const seats = /\blicen[cs]\w*|\bseats?\b|\bquotas?\b|\blimit\w*/i;
const aboutLength = has(/\bcharacters?\b|\blength\b|\blong\b/i);
const noAnswer = has(
  /\bread timed out|\bsocket ?timeout|\b(?:request|response|operation) timed out|did not (?:answer|respond)/i,
);
const noWay = has(
  /\bconnect(?:ion)? (?:to .*)?(?:timed out|refused|reset|failed|closed)|could not connect|unable to connect|unknown ?host|name or service not known|\bENOTFOUND\b|\bECONN\w+|no route to host|\bDNS\b|\bPKIX\b|\bSSL\w*|\bTLS\b|handshake|certificate/i,
);
const notRead = has(
  /\bcontent[- ]?type\b|unexpected (?:character|token|end)|(?:cannot|could not|unable to|failed to) (?:de-?serialize|parse)|\bmalformed|invalid json/i,
);
const refusedTooMuch = (said: Said): boolean =>
  (said.http === null || (said.http.status >= 400 && said.http.status < 500)) &&
  seats.test(said.detail ?? said.failure) &&
  !aboutLength(said);

/** First match wins: from Okta's own sentences to HTTP statuses. */
export const saidSigns: readonly SaidSign[] = [
  {
    cause: 'sign-in-refused',
    guess: false,
    matches: has(/credentials used to connect to the API were invalid/i),
  },
  {
    cause: 'assigned-too-early-by-group',
    guess: false,
    matches: (said, { appUser }) => tooEarly(said) && appUser?.scope === 'GROUP',
  },
  { cause: 'assigned-too-early', guess: false, matches: tooEarly },
  { cause: 'create-off', guess: false, matches: has(/matching user not found/i) },
  { cause: 'inactive', guess: false, matches: has(/user account is inactive/i) },
  { cause: 'scim-off', guess: false, matches: has(/provisioning is not enabled for the app/i) },
  {
    cause: 'username-no-email',
    guess: false,
    matches: (said) => badArgument(said) && !status(said, 401),
  },
  {
    cause: 'search-finds-nobody',
    guess: true,
    matches: (said, { atOktopost }) => exists(said) && atOktopost === 'no',
  },
  { cause: 'already-exists', guess: false, matches: exists },
  { cause: 'rate-limited', guess: false, matches: (said) => status(said, 429) || tooMany(said) },
  { cause: 'licence-limit', guess: true, matches: refusedTooMuch },
  { cause: 'already-exists', guess: false, matches: (said) => status(said, 409) },
  { cause: 'value-pattern', guess: true, matches: has(/does not match (?:the )?required pattern/i) },
  {
    cause: 'token-refused',
    guess: false,
    matches: (said) => status(said, 401) || badToken(said),
  },
  {
    cause: 'username-no-email',
    guess: true,
    matches: (said, { userName }) =>
      (status(said, 400, 422) || unparsable(said)) && !blank(userName) && !isEmail(userName),
  },
  {
    cause: 'name-missing',
    guess: false,
    matches: (said, { names }) =>
      (status(said, 400, 422) || unparsable(said)) && (blank(names.given) || blank(names.family)),
  },
  {
    cause: 'name-odd',
    guess: false,
    matches: (said) => status(said, 422) || notValid(said),
  },
  { cause: 'bad-request', guess: true, matches: (said) => status(said, 400) || unparsable(said) },
  { cause: 'slow', guess: true, matches: (said) => status(said, 408, 504) || noAnswer(said) },
  { cause: 'no-connection', guess: false, matches: has(/connect to .* failed: connect timed out/i) },
  { cause: 'no-connection', guess: true, matches: noWay },
  { cause: 'answer-unreadable', guess: true, matches: notRead },
  { cause: 'server-fault', guess: true, matches: ({ http }) => http !== null && http.status >= 500 },
  {
    cause: 'wrong-address',
    guess: true,
    // Later than at the first requests it is the user who is not there.
    matches: (said) =>
      status(said, 404) && (said.phase === null || ['verify', 'create', 'authenticate'].includes(said.phase)),
  },
];
