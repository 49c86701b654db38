import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { hasPdfToText, pdfText, withoutPdfToText } from '../actions/pdf';
import { expect, test } from '../fixtures';

/** More for measuring. */
const changes = Number(process.env['PDF_CHANGES'] ?? 2_500);

test.use({ prepared: { until: 'summary' } });

test('the summary of a long set-up is printed whole, in pages that are joined', async ({
  folder,
  restart,
}) => {
  test.skip(!hasPdfToText, withoutPdfToText);
  test.setTimeout(120_000 + changes * 10);
  const journal = join(folder, 'journal.jsonl');
  const [line = ''] = readFileSync(journal, 'utf8').split('\n');
  const entry = z.looseObject({ setupId: z.string(), runId: z.string() }).parse(JSON.parse(line));
  const lines = Array.from({ length: changes }, (_, index) => {
    const title = `Change the user name of person.${index}@bellwether.example`;
    return `${JSON.stringify({ ...entry, changeId: `user-name:${index}`, kind: 'result', title, details: {} })}\n`;
  });
  appendFileSync(journal, lines.join(''));

  const { page, electron } = await restart();
  if (electron === null) throw new Error('this test is for Electron');
  const file = join(dirname(folder), 'summary.pdf');
  await electron.saveInto(file);
  await page.getByRole('button', { name: 'Download PDF' }).click({ timeout: 60_000 });
  const began = Date.now();
  await expect(page.getByText(`Saved as ${file}.`)).toBeVisible({ timeout: 60_000 + changes * 8 });
  process.stdout.write(`${changes} changes: ${Date.now() - began} ms, ${statSync(file).size} bytes\n`);
  const text = pdfText(file).replace(/\s+/g, ' ');
  for (const index of [0, 999, 1_000, 1_001, changes - 1]) {
    expect(text.split(`person.${index}@bellwether.example`)).toHaveLength(2);
  }
  expect(text.match(/Change the user name of/g)).toHaveLength(changes);
  expect(text).toContain('Versions');
  expect(electron.app.windows()).toHaveLength(1);
});
