import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';

/** The files of a ZIP, by an unzip of another project than the one that packs. */
export async function unzipped(zip: Buffer): Promise<Record<string, Uint8Array>> {
  const archive = await yauzl.fromBufferPromise(zip, { strictFileNames: true });
  const found: Record<string, Uint8Array> = {};
  for await (const entry of archive.eachEntry()) {
    found[entry.fileName] = await buffer(await archive.openReadStreamPromise(entry));
  }
  return found;
}

/** The text of a page, as it is read. */
export const shownText = (html: string): string =>
  html
    .replace(/<style>[^]*<\/style>/, '')
    .replace(/<[^>]+>/g, '|')
    .replace(/[|\s]+/g, ' ');
