import { oktaFeatures } from '../oktopost';
import type { Evidence } from './evidence';
import type { Said } from './grammar';
import { has, status } from './signs';
import type { SaidSign } from './signs';
import { exists } from './user-meanings';

const [pushNewUsers] = oktaFeatures.toApp;
const literal = (pattern: RegExp): Pick<SaidSign, 'confidence' | 'matches'> => ({
  confidence: 'sure',
  matches: has(pattern),
});
const tooEarly = has(/assigned (?:this|the) app(?:lication)? before provisioning was enabled/i);
const noMatch = has(
  /\bmatching user (?:was )?not found|\bno matching user (?:was |could be )?found|\b(?:could not|cannot|unable to) find (?:a )?matching user/i,
);
const createIsOn = (known: Evidence | null): boolean =>
  known !== null &&
  (known.toApp === null ? (known.features?.includes(pushNewUsers) ?? false) : known.toApp.create);
const badArgument = (said: Said): boolean =>
  has(/one \(or more\) of the arguments is invalid|\binvalid user ?name(?! (?:or|and) )/i)(said) &&
  !status(said, 401);

/** Sentences that Okta writes itself. Source: failures list, rows 2, 3, 4, 7, 10 and 20; messages, by id. */
export const literalSigns: readonly SaidSign[] = [
  { cause: 'sign-in-refused', ...literal(/credentials used to connect to the API were invalid/i) },
  {
    cause: 'assigned-too-early-by-group',
    confidence: 'sure',
    matches: (said, known) => tooEarly(said) && known?.appUser?.scope === 'GROUP',
  },
  { cause: 'assigned-too-early', confidence: 'sure', matches: tooEarly },
  {
    cause: 'match-not-found',
    confidence: 'likely',
    matches: (said, known) => noMatch(said) && createIsOn(known),
  },
  /** Whom Okta did not find and could not create for a conflict exists all the same. Source: failures list, row 6. */
  {
    cause: 'search-finds-nobody',
    confidence: 'likely',
    matches: (said) => noMatch(said) && (exists(said) || status(said, 409)),
  },
  { cause: 'create-off', confidence: 'sure', matches: noMatch },
  {
    cause: 'inactive',
    ...literal(/^(?:(?:bad request|forbidden|conflict)[.:] .{0,60})?user account is inactive/i),
  },
  { cause: 'scim-off', ...literal(/provisioning is not enabled for the app/i) },
  /** M14. */
  {
    cause: 'attribute-conflict',
    ...literal(/\bconflicts? with (?:a |an |the |another )?custom (?:property|attribute)/i),
  },
  {
    cause: 'attribute-conflict',
    confidence: 'likely',
    matches: has(/\bcustom (?:property|attribute)\b[^.]{0,60}\bconflicts? with\b/i),
  },
  /** M2. */
  {
    cause: 'reactivation-delayed',
    ...literal(/\bdelay in reactivating\b|\brescheduling (?:the )?provision(?:ing)? job\b/i),
  },
  /** M1. */
  { cause: 'empty-answer', ...literal(/\bcreate new user returned (?:an )?empty user\b/i) },
  /** M5. */
  { cause: 'no-results', ...literal(/\bno results for users returned\b/i) },
  /** M24. */
  { cause: 'duplicate-users', ...literal(/\bmore than one user (?:was|were) found for id\b/i) },
  /** M13. */
  { cause: 'username-blank', ...literal(/\bblank is an invalid value for (?:the )?user ?name\b/i) },
  { cause: 'username-no-email', confidence: 'sure', matches: badArgument },
];
