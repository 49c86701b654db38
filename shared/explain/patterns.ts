/** Whether one of `patterns` occurs in `text`. */
export const matchesAny = (text: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => pattern.test(text));
