import type { Said } from './grammar';
import { matchesAny } from './patterns';

/** What vendors say of single values. As in `meaning.ts`, within one sentence and in time that grows with the length alone. */
const blankWords = [
  /\b(?:is|are|was) (?:a )?(?:required|mandatory|missing|blank|empty|null|undefined|not (?:provided|set|present|specified))\b/i,
  /\b(?:must|may|can|should|could) ?not be (?:null|blank|empty|undefined|none|an empty)/i,
  /\b(?:can't|mustn't|shouldn't) be (?:null|blank|empty|undefined|none)/i,
  /\brequired (?:[a-z]+ )?(?:attribute|field|property|parameter|value)s?\b/i,
  /\bmissing (?:a |the )?(?:required|mandatory)\b/i,
  /\bmissing (?:the )?(?:value|attribute|field|property|parameter)\b/i,
  /\bmissing:? ["'][a-z]/i,
  /\b(?:got|received|was|found|but|is)\b:? (?:instead )?(?:got:? )?["']?(?:null|undefined|none|nil)\b/i,
  /\bfield required\b/i,
  /\bnull value\b/i,
  /\bblank is an? invalid\b/i,
  /\bcode blank\b/i,
  /\bmust (?:have|contain|provide|specify|include) (?:a |an )?(?:value|non-?empty)/i,
  /\bno value\b/i,
  /\bcannot be left\b/i,
  /\bempty (?:value|string)\b/i,
  /\bmust not be missing\b/i,
  /\b(?:null|blank|empty) (?:is )?not (?:allowed|permitted|accepted)\b/i,
  /\brequires (?:a )?(?:value|non-?null)/i,
];
/** A value is wanted, and none was sent. */
export const isBlank = ({ words }: Said): boolean => matchesAny(words, blankWords);

const formWords = [
  /\b(?:does not|doesn't|did not|must|should|not) match(?:es)?\b/i,
  /\b(?:invalid|incorrect|wrong|bad|malformed|illegal|unsupported|unacceptable)\b/i,
  /\bnot (?:a )?(?:valid|supported|allowed|accepted|permitted|recogni[sz]ed)\b/i,
  /\bmust be (?:a |an |one of|in |at (?:least|most)|between|valid|shorter|longer|less|of)/i,
  /\btoo (?:long|short)\b/i,
  /\bexceeds?\b/i,
  /\bmaximum length\b/i,
  /\bmax(?:imum)? (?:of )?\d+ char/i,
  /\b(?:contains?|includes?) (?:an? )?(?:invalid|illegal|unsupported|forbidden|disallowed|special|odd)\b/i,
  /\bfailed validation\b/i,
  /\bvalidation (?:failed|error)/i,
  /\bexpect(?:ed|ing)\b/i,
  /\bnot one of\b/i,
  /\bunknown value\b/i,
  /\b(?:does not|doesn't|must) conform\b/i,
  /\b(?:enter|provide|specify|use) an? valid\b/i,
];
/** A sign-in form says these of what somebody typed, not of a value that Okta sends. */
const ofSignIn = [
  /\b(?:user ?name|log-?in|e-?mail)\b[^.]{0,40}\bpassword\b/i,
  /\bpassword\b[^.]{0,40}\b(?:user ?name|log-?in|e-?mail)\b/i,
];
/** A value was sent, and its form is refused. */
export const hasBadForm = ({ words }: Said): boolean =>
  matchesAny(words, formWords) && !matchesAny(words, ofSignIn);

const same = String.raw`(?:identical|equal|the same|same as|match(?:es)?)`;
const asked = String.raw`(?:must|should|has to|have to|needs? to|is not|are not|does not|do not)`;
/** User name and email are asked to be one value. */
export const wantsNameAsEmail = ({ words }: Said): boolean =>
  matchesAny(words, [
    new RegExp(
      String.raw`\buser ?names?\b[^.]{0,30}\b${asked} (?:be )?${same}\b[^.]{0,30}\be-?mails?\b`,
      'i',
    ),
    new RegExp(
      String.raw`\be-?mails?\b[^.]{0,30}\b${asked} (?:be )?${same}\b[^.]{0,30}\buser ?names?\b`,
      'i',
    ),
    new RegExp(
      String.raw`\buser ?names? and (?:the )?(?:(?:primary|work) ){0,2}e-?mails?\b[^.]{0,30}\b${asked} (?:be )?${same}\b`,
      'i',
    ),
    new RegExp(
      String.raw`\be-?mails? and (?:the )?user ?names?\b[^.]{0,30}\b${asked} (?:be )?${same}\b`,
      'i',
    ),
  ]);

/** Of which kind the attribute is that the text names. Null: it names none. */
export function kindOf({ attribute }: Said): 'user-name' | 'name' | 'email' | 'external-id' | 'other' | null {
  if (attribute === null) return null;
  const small = attribute.toLowerCase().replaceAll(/[_-]/g, '');
  if (['username', 'login', 'loginname', 'userid'].includes(small)) return 'user-name';
  if (['givenname', 'familyname', 'firstname', 'lastname', 'surname', 'fname', 'lname'].includes(small))
    return 'name';
  if (['email', 'emails', 'emailaddress', 'mail', 'workemail', 'primaryemail'].includes(small))
    return 'email';
  return small === 'externalid' ? 'external-id' : 'other';
}
