import { open, stat } from 'node:fs/promises';
import { decodedOrNull, jsonLimits } from '../../shared/bounded-json';
import { AppFailure } from '../../shared/errors';
import { isSavedSetup, maxFileLength, mebibytes } from '../../shared/files';
import type { Summary } from '../../shared/summary';
import { badSummary } from './failures';
import { parseSummary, readJson } from './parse';

/** Reads an exported summary; the file is hostile input. @throws AppFailure `bad-input`, `newer-version`. */
export async function readSummaryFile(path: string): Promise<Summary> {
  const text = await readLimited(path);
  // One in lines says so in the first; one of an older version has no other.
  const [head = ''] = text.split('\n', 1);
  if (isSavedSetup(decodedOrNull(head, jsonLimits.record)))
    throw badSummary('The file is a saved set-up, no summary.');
  return parseSummary(readJson(text));
}

async function readLimited(path: string): Promise<string> {
  try {
    // Opening a pipe would wait for someone to write.
    if (!(await stat(path)).isFile())
      throw badSummary('The file cannot be read: it is a folder, a pipe or a device.');
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(size, maxFileLength) + 1);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      if (bytesRead > maxFileLength)
        throw badSummary(`The file is too long for a summary (over ${mebibytes(maxFileLength)} MiB).`);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof AppFailure) throw cause;
    throw badSummary(`The file cannot be read: ${reasonOf(cause)}.`, cause);
  }
}

function reasonOf(cause: unknown): string {
  switch (cause instanceof Error && 'code' in cause ? cause.code : null) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    default:
      return 'this computer does not give it';
  }
}
