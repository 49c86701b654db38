import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { csvFile } from './csv';

it('hides in every cell what must not leave, before the cell is cut off, and disarms formulas', () => {
  const secret = 'swordfish-0123456789';
  const { text } = csvFile(
    'people',
    ['Email', 'Note'],
    [
      [secret, `=HYPERLINK("${secret}")`],
      [null, `${'x'.repeat(1990)}${secret}`],
    ],
    (cell) => cell.replaceAll(secret, '***'),
  );
  expect(text).not.toContain(secret.slice(0, 10));
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: true });
  expect(data).toEqual([
    ['Email', 'Note'],
    ['***', `'=HYPERLINK("***")`],
    ['', `${'x'.repeat(1990)}***`],
  ]);
});
