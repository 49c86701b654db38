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

/** What is no failure at all: a title with SUCCESS, or a sentence that something went well. */
export const wentWell = ({ logged, failure, http }: Said): boolean =>
  logged?.result === 'success' ||
  (http === null &&
    /\b(?:success(?:fully)?|succeeded)\b/i.test(failure) &&
    !/\b(?:fail|error|unable|cannot|can't|could not|not|without)/i.test(failure));

/** The cause that a text tells, with what else is known of the user. Null: it tells none that is known. */
export function readCause(said: Said, known: Evidence | null): ReadCause | null {
  if (wentWell(said)) return null;
  const sign = saidSigns.find(({ matches }) => matches(said, known));
  if (sign === undefined) return null;
  return { cause: sign.cause, confidence: sign.confidence, owner: sign.owner ?? advice[sign.cause].owner };
}
