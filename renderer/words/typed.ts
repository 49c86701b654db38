import type { Removed } from '../../shared/pasted-token';

const takenOff: Record<Removed, string> = {
  authorization: '“Authorization:”',
  bearer: 'the word “Bearer”',
  ssws: 'the word “SSWS”',
  quotes: 'quotes',
  spaces: 'spaces and line breaks',
};

/** The texts of what was typed or pasted. */
export const typedWords = {
  /** Undefined: it fits. */
  tooLong: (length: number, most: number) =>
    length <= most
      ? undefined
      : `${length.toLocaleString('en')} characters; at most ${most.toLocaleString('en')} are taken.`,
  takenOff: (removed: readonly Removed[]) =>
    `Taken off the token: ${removed.map((what) => takenOff[what]).join(', ')}.`,
  unusualToken: 'Okta’s API tokens usually begin with 00; this one does not.',
} as const;
