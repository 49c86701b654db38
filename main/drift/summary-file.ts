import { open, stat } from 'node:fs/promises';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import { summarySchema } from '../../shared/summary';
import type { Summary } from '../../shared/summary';

/** An exported summary has some 20 kB. */
const maxBytes = 1024 * 1024;

const headSchema = z.looseObject({ kind: z.literal('oktopost-okta-summary'), version: z.number() });

/** Reads an exported summary; the file is hostile input. @throws AppFailure `bad-input`. */
export async function readSummaryFile(path: string): Promise<Summary> {
  return parseSummary(await readLimited(path));
}

/** @throws AppFailure `bad-input` that says what is wrong, without quoting the text. */
export function parseSummary(text: string): Summary {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw badFile('The file is no JSON.', cause);
  }
  const head = headSchema.safeParse(json);
  if (!head.success) throw badFile('The file is JSON, but no summary of this assistant.');
  if (head.data.version !== 1) {
    throw badFile('The summary has a version that this assistant does not know; a newer one may.');
  }
  const read = summarySchema.safeParse(json);
  if (!read.success) {
    const places = read.error.issues.slice(0, 3).map(({ path }) => placeOf(path));
    throw badFile(`The summary is damaged or was changed by hand (at ${places.join(', ')}).`);
  }
  const names = new Set(read.data.settings.map(({ area, setting }) => `${area}\n${setting}`));
  if (names.size !== read.data.settings.length) throw badFile('The summary names a setting twice.');
  return read.data;
}

const placeOf = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the top' : path.join('.'));

async function readLimited(path: string): Promise<string> {
  try {
    // Opening a pipe would wait for someone to write.
    if (!(await stat(path)).isFile())
      throw badFile('The file cannot be read: it is a folder, a pipe or a device.');
    const file = await open(path, 'r');
    try {
      const { size } = await file.stat();
      const buffer = Buffer.alloc(Math.min(size, maxBytes) + 1);
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      if (bytesRead > maxBytes) throw badFile('The file is too long for a summary (over 1 MiB).');
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof AppFailure) throw cause;
    throw badFile(`The file cannot be read: ${reasonOf(cause)}.`, cause);
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

function badFile(message: string, cause?: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'bad-input',
      message,
      owner: 'okta-admin',
      next: 'Export the summary as JSON from the assistant again and give that file.',
    },
    { cause },
  );
}
