import type { Explanation } from '../verification';
import { advice } from './advice';
import type { Cause } from './advice';
import type { Evidence } from './evidence';
import type { Said } from './grammar';
import { saidSigns } from './said-signs';
import type { Confidence } from './signs';

/** A cause that a text tells. */
export interface ReadCause {
  cause: Cause;
  confidence: Confidence;
  owner: Explanation['owner'];
}

const failing =
  /\b(?:fail|error|unable|cannot|can't|could not|not|without|expected|unexpected|instead|but|invalid|malformed|missing)/i;

/** What is no failure at all: a title with SUCCESS, a sentence that something went well, or a status of success alone. */
export function wentWell({ logged, phase, failure, http, detail, complaint }: Said): boolean {
  if (logged?.result === 'success') return true;
  if (failing.test(failure)) return false;
  if (http === null && /\b(?:success(?:fully)?|succeeded)\b/i.test(failure)) return true;
  const isStatus =
    http === null ? /\b20[0-6] \(?(?:OK|Created|Accepted|No Content)\b/i.test(failure) : http.status < 300;
  return isStatus && phase === null && detail === null && complaint === null;
}

/** Beside the first cause the second contradicts nothing: it says the same less exactly. */
const widened: readonly (readonly [Cause, Cause])[] = [
  ['exists-unseen', 'already-exists'],
  ['assigned-too-early-by-group', 'assigned-too-early'],
  ['name-missing', 'attribute-null'],
  ['username-blank', 'attribute-null'],
];

/** Another cause is as sure by the same text. What failed for a group or as a deactivation is its own cause, whatever the reason. */
const isContradicted = (cause: Cause, said: Said, known: Evidence | null): boolean =>
  said.phase !== 'group' &&
  said.phase !== 'deactivate' &&
  saidSigns.some(
    (other) =>
      other.confidence === 'sure' &&
      other.cause !== cause &&
      !widened.some(([narrow, wide]) => narrow === cause && wide === other.cause) &&
      other.matches(said, known),
  );

/** The cause that a text tells, with what else is known of the user. Null: it tells none that is known. */
export function readCause(said: Said, known: Evidence | null): ReadCause | null {
  if (wentWell(said)) return null;
  const sign = saidSigns.find(({ matches }) => matches(said, known));
  if (sign === undefined) return null;
  const { cause, confidence, owner = advice[cause].owner } = sign;
  const isSure = confidence === 'sure' && !isContradicted(cause, said, known);
  return { cause, confidence: isSure ? 'sure' : 'likely', owner };
}
