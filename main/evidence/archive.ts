import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';

/** `name` is a plain file name. */
export interface PackedFile {
  name: string;
  content: string | Uint8Array;
}

const list = 'SHA256SUMS';

/**
 * The files as one ZIP, with the SHA-256 of each in `SHA256SUMS`, as `sha256sum -c` reads it. `sealed` is the SHA-256 of that list:
 * it stands for all files, and is no file of the archive. The same files and time give the same bytes.
 */
export function packed(files: readonly PackedFile[], at: Date): { zip: Uint8Array; sealed: string } {
  const contents = files.map(
    ({ name, content }) => [name, typeof content === 'string' ? strToU8(content) : content] as const,
  );
  const sums = contents.map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
  const entries = Object.fromEntries([...contents, [list, strToU8(sums)] as const]);
  return { zip: zipSync(entries, { mtime: inZip(at) }), sealed: sha256(sums) };
}

/** ZIP keeps a local time without its zone: the one in UTC is written, on whatever computer. */
const inZip = (at: Date): Date =>
  new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
