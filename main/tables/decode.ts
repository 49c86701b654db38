import { analyse } from 'chardet';

/** The text of a file, or one sentence why it is none. */
export type Decoded = { ok: true; text: string } | { ok: false; error: string };

const byMark: readonly (readonly [mark: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** Files of other programs, by how they begin. */
const otherKinds: readonly (readonly [mark: string, what: string])[] = [
  ['PK\x03\x04', 'This is an Excel workbook or a ZIP file. Save the sheet as CSV, or unpack the file first.'],
  ['\xd0\xcf\x11\xe0', 'This is an old Excel workbook. Save the sheet as CSV first.'],
  ['%PDF', 'This is a PDF. Save its text as a text file first.'],
  ['\x1f\x8b', 'This file is compressed. Unpack it first.'],
  ['\x89PNG', 'This is a picture. Copy the text of the message instead.'],
  ['\xff\xd8\xff', 'This is a picture. Copy the text of the message instead.'],
];

/** chardet reads the whole buffer several times; names of people show within its first part. */
const sampleBytes = 64 * 1024;

/**
 * Decodes a text file: by its byte order mark, else as UTF-8, else as UTF-16 without a mark, else as the encoding that chardet
 * finds most likely, such as Windows-1252 of an older Excel. Never throws.
 */
export function decodeFile(bytes: Uint8Array): Decoded {
  const head = String.fromCharCode(...bytes.subarray(0, 8));
  const other = otherKinds.find(([mark]) => head.startsWith(mark));
  if (other !== undefined) return { ok: false, error: other[1] };
  const marked = byMark.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  const text = (marked === undefined ? null : decodedAs(marked[1], bytes)) ?? unmarked(bytes);
  // No text has many of these; a binary file does, in any encoding.
  if (controls(text) > text.length / 50)
    return { ok: false, error: 'This is no text file: it holds bytes that no text has.' };
  return { ok: true, text };
}

function unmarked(bytes: Uint8Array): string {
  const wide = utf16Of(bytes);
  if (wide !== null) return decodedAs(wide, bytes) ?? '';
  const utf8 = decodedAs('utf-8', bytes, true);
  if (utf8 !== null) return utf8;
  for (const { name } of analyse(bytes.subarray(0, sampleBytes))) {
    const text = /^utf/i.test(name) ? null : decodedAs(name, bytes);
    if (text !== null) return text;
  }
  return decodedAs('windows-1252', bytes) ?? '';
}

/** Half of the bytes of Western text in UTF-16 are zero, always at the same side. */
function utf16Of(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, 4096);
  let [even, odd] = [0, 0];
  for (const [index, byte] of sample.entries()) {
    if (byte !== 0) continue;
    if (index % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = sample.length / 5;
  if (odd > many && even < odd / 10) return 'utf-16le';
  return even > many && odd < even / 10 ? 'utf-16be' : null;
}

/** Null: this computer does not know the encoding, or the bytes are none of it (`fatal`). */
function decodedAs(encoding: string, bytes: Uint8Array, fatal = false): string | null {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

function controls(text: string): number {
  let found = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0xfffd) found += 1;
  }
  return found;
}
