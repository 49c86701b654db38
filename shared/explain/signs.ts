import type { Cause } from './advice';
import type { Evidence } from './evidence';
import type { Said } from './grammar';

/** `sure`: Okta's own sentence, or a status and words that leave no other reading; `likely`: our reading of a pattern. */
export type Confidence = 'sure' | 'likely';

/** How a cause is told by a text of Okta's. */
export interface SaidSign {
  cause: Cause;
  confidence: Confidence;
  /** Nothing in such a text shows who acts next, whoever does for the cause in general. */
  owner?: 'unknown';
  /** `known` is null where a message is all there is. */
  matches: (said: Said, known: Evidence | null) => boolean;
}

export const status = ({ http }: Said, ...wanted: number[]): boolean =>
  http !== null && wanted.includes(http.status);
/** Without a status, or with one from `from` to `to`. */
export const statusWithin = ({ http }: Said, from: number, to: number): boolean =>
  http === null || (http.status >= from && http.status <= to);
export const has =
  (pattern: RegExp) =>
  ({ failure }: Said): boolean =>
    pattern.test(failure);
/** The server said nothing beside its status, or nothing that Okta could read. */
export const isBare = ({ detail, complaint, words, http }: Said): boolean =>
  complaint !== null || (detail === null && http !== null && /^[\w\s()/-]{1,45}\.?$/.test(words));
