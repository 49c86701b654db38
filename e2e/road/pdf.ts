import { execFileSync, spawnSync } from 'node:child_process';
import { valuesOf, firstMissing } from '../../shared/testing/summary';
import type { Summary } from '../../shared/summary';
import { expect } from 'playwright/test';

/** poppler-utils; `.ci/run` installs it. */
export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined;
export const withoutPdfToText = 'SKIPPED: no pdftotext (poppler-utils), so no PDF is read';

/** What a PDF says, in the order in which it was printed. */
export function pdfText(file: string): string {
  return execFileSync('pdftotext', ['-raw', '-nopgbrk', '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' });
}

/** Every value of the summary stands in the text, in its order; nothing of the text is lost at a page's edge. */
export function expectEveryValue(summary: Summary, text: string): void {
  const values = valuesOf(summary);
  expect(values.length).toBeGreaterThan(100);
  expect(firstMissing(values, text)).toBeNull();
}
