import Papa from 'papaparse';
import { shortened } from '../../shared/shortened';
import { oneLine } from './document';
import type { ExportFile } from './files';

/** Also behind blanks and as full-width characters, which spreadsheets take for the same. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u;
const longestCell = 2000;

/**
 * A table for a spreadsheet: formulas are disarmed, cells are one line and bounded; with a byte order mark, since Excel takes CSV
 * without one for its own encoding. `name` without its extension.
 */
export function csvFile(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  hide: (text: string) => string,
): ExportFile {
  const cell = (text: string | null): string => shortened(oneLine(hide(text ?? '')), longestCell);
  const text = Papa.unparse([[...heads], ...rows.map((row) => row.map(cell))], {
    escapeFormulae: formula,
    newline: '\r\n',
  });
  return { name: `${name}.csv`, type: 'text/csv', text: `\uFEFF${text}\r\n` };
}
