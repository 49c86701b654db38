import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, it } from 'vitest';
import { joinPdfs } from './join-pdfs';

async function printed(widths: readonly number[], title: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  pdf.setTitle(title);
  for (const width of widths) pdf.addPage([width, 100]);
  return pdf.save();
}

it('joins PDFs in order, printed one after the other, under the title of the first', async () => {
  let running = 0;
  const joined = await joinPdfs([[1, 2], [3], [4, 5, 6]], async (widths) => {
    running += 1;
    expect(running).toBe(1);
    const pdf = await printed(widths, `Part ${widths.join('-')}`);
    running -= 1;
    return pdf;
  });
  const read = await PDFDocument.load(joined);
  expect(read.getPages().map((page) => page.getWidth())).toEqual([1, 2, 3, 4, 5, 6]);
  expect(read.getTitle()).toBe('Part 1-2');
});

it('fails when one part cannot be printed', async () => {
  await expect(joinPdfs(['a'], () => Promise.reject(new Error('no printer')))).rejects.toThrow('no printer');
});
