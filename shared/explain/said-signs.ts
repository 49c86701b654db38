import { deactivationSigns } from './deactivation-signs';
import { blank, isEmail, wasPushed } from './evidence';
import type { Evidence } from './evidence';
import { literalSigns } from './literal-signs';
import * as access from './access-meanings';
import * as user from './user-meanings';
import type { Said } from './grammar';
import { has, isBare, status, statusWithin } from './signs';
import type { SaidSign } from './signs';
import { filtersByOther, refusesFilter } from './filter-meanings';
import * as way from './transport-meanings';
import * as value from './value-meanings';
import { aboutPath, lateRequest, waySigns } from './way-signs';

const likely = 'likely';
const sure = 'sure';

/** A vendor complains of a value: it says so by 400 or 422, or by its words where there is no status. */
const refused = (said: Said): boolean => status(said, 400, 422) || said.http === null;
const unparsable = has(/unparsable|syntactically incorrect|violates schema/i);
const schema = has(
  /\bschema\b|\bsyntax\b|\bunparsable\b|\bmalformed\b|\bmissing\b|\binvalid\b|\brequired\b|\bcharacters?\b/i,
);
const validation = has(/VALIDATION_ERROR/i);
const noAccess = (said: Said): boolean =>
  (access.badToken(said) || access.saysUnauthorized(said)) &&
  (statusWithin(said, 400, 403) || status(said, 419, 498, 500));
const someoneExists = (said: Said): boolean => user.exists(said) && statusWithin(said, 400, 500);
/** The value that is taken is the person's user name or email, or it is not said which. */
const identity = (said: Said): boolean =>
  value.kindOf(said) !== 'other' || /\b(?:users?|accounts?|e-?mail|login)\b/i.test(said.words);

const groups: readonly SaidSign[] = [
  { cause: 'group-push', confidence: sure, matches: ({ phase }) => phase === 'group' },
  {
    cause: 'group-push',
    confidence: likely,
    matches: (said) =>
      said.phase === null &&
      has(/\bgroup\b[^.]{0,60}\b(?:already exists|not found|does not exist)\b|\bgroup push\b/i)(said),
  },
];

const searches: readonly SaidSign[] = [
  {
    cause: 'other-identifier',
    confidence: sure,
    matches: (said) => filtersByOther(said) === 'shown' && statusWithin(said, 400, 501),
  },
  {
    cause: 'other-identifier',
    confidence: likely,
    matches: (said) => filtersByOther(said) !== null && statusWithin(said, 400, 501),
  },
];

const existing: readonly SaidSign[] = [
  {
    cause: 'exists-unseen',
    confidence: sure,
    matches: (said) => user.existsUnseen(said) && status(said, 409),
  },
  { cause: 'exists-unseen', confidence: likely, matches: user.existsUnseen },
  {
    cause: 'search-finds-nobody',
    confidence: likely,
    matches: (said, known) => someoneExists(said) && known?.atOktopost === 'no',
  },
  {
    cause: 'parallel-push',
    confidence: likely,
    matches: (said, known) =>
      (status(said, 409) && known !== null && succeededToo(known)) ||
      (user.concurrent(said) && status(said, 409, 412, 423, 428)),
  },
  { cause: 'value-taken', confidence: likely, matches: (said) => someoneExists(said) && !identity(said) },
  { cause: 'already-exists', confidence: sure, matches: (said) => someoneExists(said) && status(said, 409) },
  { cause: 'already-exists', confidence: likely, matches: someoneExists },
];

/** The same person was pushed well at some other time of the same log, or Okta holds their external id in good order. */
const succeededToo = ({ logEvents, appUser }: Evidence): boolean =>
  wasPushed({ logEvents }) ||
  (appUser !== null && appUser.externalId !== null && appUser.syncState === 'SYNCHRONIZED');

/** A line alone, without what Okta was doing and without a server's own words: it may be of Okta's own API as well. */
const ofAnyServer = ({ phase, detail, logged }: Said, known: Evidence | null): boolean =>
  known === null && phase === null && detail === null && logged === null;
const tooMany = (said: Said): boolean => status(said, 429) || access.tooMany(said);

const limits: readonly SaidSign[] = [
  {
    cause: 'rate-limited',
    confidence: likely,
    owner: 'unknown',
    matches: (said, known) => tooMany(said) && ofAnyServer(said, known),
  },
  { cause: 'rate-limited', confidence: sure, matches: tooMany },
  { cause: 'account-protected', confidence: likely, matches: user.isProtected },
  {
    cause: 'licence-limit',
    confidence: likely,
    matches: (said) => status(said, 402) || (access.noSeat(said) && statusWithin(said, 400, 500)),
  },
];

const accesses: readonly SaidSign[] = [
  {
    cause: 'blocked',
    confidence: likely,
    matches: (said) => access.stopped(said) && statusWithin(said, 400, 407),
  },
  { cause: 'blocked', confidence: likely, matches: (said) => status(said, 407, 451, 511) },
  {
    cause: 'sign-in-refused',
    confidence: likely,
    matches: (said) => access.badGrant(said) && statusWithin(said, 400, 403),
  },
  {
    cause: 'token-refused',
    confidence: likely,
    matches: (said, known) => status(said, 401) && ofAnyServer(said, known),
  },
  { cause: 'token-refused', confidence: sure, matches: (said) => status(said, 401) },
  {
    cause: 'token-refused',
    confidence: likely,
    matches: noAccess,
  },
  {
    cause: 'blocked',
    confidence: likely,
    matches: (said) => status(said, 403) && said.complaint === 'web-page',
  },
];

const accounts: readonly SaidSign[] = [
  { cause: 'duplicate-users', confidence: likely, matches: user.duplicates },
  { cause: 'no-results', confidence: likely, matches: way.hasNoResults },
  {
    cause: 'account-gone',
    confidence: likely,
    // At the first requests, and where the answer names a path, it is the path that is not there.
    matches: (said) =>
      !aboutPath(said) &&
      (status(said, 410) ||
        (user.isGone(said) &&
          statusWithin(said, 400, 500) &&
          said.phase !== 'verify' &&
          said.phase !== 'authenticate') ||
        (status(said, 404) && lateRequest(said) && isBare(said) && said.complaint === null)),
  },
  {
    cause: 'inactive',
    confidence: likely,
    matches: (said) => user.isInactive(said) && statusWithin(said, 400, 499),
  },
  {
    cause: 'reactivation-refused',
    confidence: likely,
    matches: (said) =>
      (said.phase === 'reactivate' && status(said, 400, 409, 422, 500, 501)) ||
      (status(said, 400, 422) &&
        has(/\binvalid parameter provided in request: ["']?(?:value|active)\b/i)(said)),
  },
];

const values: readonly SaidSign[] = [
  {
    cause: 'username-not-the-email',
    confidence: likely,
    matches: (said) => refused(said) && value.wantsNameAsEmail(said),
  },
  {
    cause: 'media-type-refused',
    confidence: likely,
    matches: (said) => way.refusesMediaType(said) && statusWithin(said, 400, 499),
  },
  { cause: 'value-pattern', confidence: likely, matches: has(/does not match (?:the )?required pattern/i) },
  {
    cause: 'username-blank',
    confidence: likely,
    matches: (said) => refused(said) && value.isBlank(said) && value.kindOf(said) === 'user-name',
  },
  {
    cause: 'username-no-email',
    confidence: likely,
    matches: (said, known) =>
      known !== null &&
      (status(said, 400, 422) || unparsable(said)) &&
      !blank(known.userName) &&
      !isEmail(known.userName),
  },
  {
    cause: 'name-missing',
    confidence: sure,
    matches: (said, known) =>
      known !== null &&
      (status(said, 400, 422) || unparsable(said)) &&
      (blank(known.names.given) || blank(known.names.family)),
  },
  {
    cause: 'name-missing',
    confidence: likely,
    matches: (said) => refused(said) && value.isBlank(said) && value.kindOf(said) === 'name',
  },
  {
    cause: 'attribute-null',
    confidence: sure,
    matches: (said) => status(said, 400, 422) && value.isBlank(said) && said.attribute !== null,
  },
  {
    cause: 'attribute-null',
    confidence: likely,
    matches: (said) => (refused(said) || status(said, 500)) && value.isBlank(said) && said.attribute !== null,
  },
  {
    cause: 'username-no-email',
    confidence: likely,
    matches: (said) => refused(said) && value.hasBadForm(said) && value.kindOf(said) === 'user-name',
  },
  {
    cause: 'name-odd',
    confidence: likely,
    matches: (said) => refused(said) && value.hasBadForm(said) && value.kindOf(said) === 'name',
  },
  {
    cause: 'value-pattern',
    confidence: likely,
    matches: (said) => refused(said) && value.hasBadForm(said) && said.attribute !== null,
  },
  { cause: 'name-odd', confidence: sure, matches: (said) => status(said, 422) && validation(said) },
  {
    cause: 'name-odd',
    confidence: likely,
    matches: (said) => (status(said, 422) && isBare(said)) || validation(said),
  },
  {
    cause: 'bad-request',
    confidence: likely,
    matches: (said) =>
      unparsable(said) || (status(said, 400, 422) && said.complaint === null && schema(said)),
  },
  { cause: 'bad-request', confidence: likely, owner: 'unknown', matches: (said) => status(said, 400, 422) },
];

const ofNoFilter = (sign: SaidSign): SaidSign => ({
  ...sign,
  matches: (said, known) => !refusesFilter(said) && sign.matches(said, known),
});

/** First match wins: from Okta's own sentences by what vendors mean to HTTP statuses. */
export const saidSigns: readonly SaidSign[] = [
  ...groups,
  ...deactivationSigns,
  ...searches,
  ...literalSigns,
  ...existing,
  ...limits,
  ...accesses,
  ...accounts,
  ...values.map(ofNoFilter),
  ...waySigns,
];
