import { execFileSync, spawnSync } from 'node:child_process';
import { valuesOf, firstMissing } from '../../shared/testing/summary';
import type { Summary } from '../../shared/summary';
import { expect } from 'playwright/test';

/** poppler-utils; `.ci/run` installs it. */
export const hasPdfToText = spawnSync('pdftotext', ['-v']).error === undefined;
export const withoutPdfToText = 'SKIPPED: no pdftotext (poppler-utils), so no PDF is read';

/** The text of a PDF, in print order. */
export function pdfText(file: string): string {
  return execFileSync('pdftotext', ['-raw', '-nopgbrk', '-enc', 'UTF-8', file, '-'], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
}

/** The text has every value of the summary, in order, so nothing is clipped at page edges. */
export function expectEveryValue(summary: Summary, text: string): void {
  const values = valuesOf(summary);
  expect(values.length).toBeGreaterThan(100);
  expect(firstMissing(values, text)).toBeNull();
}
