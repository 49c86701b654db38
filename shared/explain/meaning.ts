import type { Said } from './grammar';
import { matchesAny } from './patterns';

/**
 * What the words of a vendor mean, whatever the vendor. Each reads `words`, which hold no addresses of people. Between two words
 * of one meaning stand at most some dozens of characters of the same sentence, so that the time grows with the length alone.
 */
export type Meaning = (said: Said) => boolean;

export const says =
  (patterns: readonly RegExp[], unless: readonly RegExp[] = []): Meaning =>
  ({ words }) =>
    matchesAny(words, patterns) && !matchesAny(words, unless);
