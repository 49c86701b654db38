/**
 * Makes one PDF of many, in order, with the title of the first; `print` is called for one after the other, so that no two are
 * printed at once. @throws what `print` throws.
 */
export async function joinPdfs<T>(
  sources: readonly T[],
  print: (source: T) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { PDFDocument } = await import('@cantoo/pdf-lib');
  const joined = await PDFDocument.create();
  for (const source of sources) {
    const part = await PDFDocument.load(await print(source));
    const title = part.getTitle();
    if (joined.getPageCount() === 0 && title !== undefined) joined.setTitle(title);
    for (const page of await joined.copyPages(part, part.getPageIndices())) joined.addPage(page);
  }
  return joined.save();
}
