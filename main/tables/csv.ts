import Papa from 'papaparse';

/** UTF-16 units in which the delimiter and the headers are looked for. */
export const csvHeadLength = 32 * 1024;

/** How every CSV is read, whichever delimiter it has; its lines end in LF. */
export const csvFormat = {
  delimitersToGuess: [',', ';', '\t', '|'],
  newline: '\n',
  skipEmptyLines: 'greedy',
  // The fast mode splits the whole input at once.
  fastMode: false,
} as const satisfies Papa.ParseConfig;

/** Which delimiter it has, as far as its first `rows` rows say. */
export const delimiterOf = (body: string, rows: number): string =>
  Papa.parse(body.slice(0, csvHeadLength), { ...csvFormat, preview: rows }).meta.delimiter;

/** Why a table is refused whose row, from 1 on, swallows those after it. */
export const badQuotes = (row: number): string =>
  `A quotation mark in row ${String(row)} is never closed, or closed twice: the file may have been cut.`;
