const number = (count: number): string => count.toLocaleString('en');

/** The words of a list that is shown in pages. */
export const pageWords = {
  previous: 'Previous page',
  next: 'Next page',
  /** Rows are counted from 1 on. */
  range: (from: number, to: number, total: number) => `${number(from)} to ${number(to)} of ${number(total)}`,
} as const;
