import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';

/**
 * One line of the journal. `intent` is on disk before the request leaves, `result` after its answer: an intent without a
 * result is resolved by looking at Okta, never by sending it again blindly.
 */
const entrySchema = z.strictObject({
  version: z.literal(1),
  at: z.iso.datetime(),
  setupId: z.string(),
  runId: z.string(),
  changeId: z.string(),
  kind: z.enum(['intent', 'result', 'failure', 'resolved']),
  /** What is or was to be done, readable by a person. No secrets. */
  title: z.string(),
  /** Ids that came of it, before-images, the error's code. */
  details: z.record(z.string(), z.unknown()),
});
export type JournalEntry = z.infer<typeof entrySchema>;

export interface Journal {
  append(entry: Omit<JournalEntry, 'version' | 'at'>): Promise<void>;
  entries(): Promise<JournalEntry[]>;
  close(): Promise<void>;
}

/**
 * Opens an append-only journal (JSON lines, mode 0600), each entry flushed to disk before `append` resolves.
 * @throws AppFailure `storage-failed` when it cannot be written: the caller must not send its request then.
 */
export async function openJournal(file: string, now: () => Date): Promise<Journal> {
  let handle: FileHandle;
  try {
    handle = await open(file, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o600);
    await endTornLine(handle, file);
    await flushFolder(dirname(file));
  } catch (cause) {
    throw journalFailure(cause);
  }
  return {
    append: async (entry) => {
      const line = JSON.stringify({ version: 1, at: now().toISOString(), ...entry } satisfies JournalEntry);
      try {
        await handle.write(`${line}\n`);
        await handle.sync();
      } catch (cause) {
        throw journalFailure(cause);
      }
    },
    entries: async () => parseJournal(await readFile(file, 'utf8')),
    close: () => handle.close(),
  };
}

/** Reads journal text; lines that are no entry (a torn last one after a crash) are passed over. */
export function parseJournal(text: string): JournalEntry[] {
  return text.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      return [];
    }
    const parsed = entrySchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** Intents that have neither result, failure nor resolution. */
export function openIntents(entries: readonly JournalEntry[]): JournalEntry[] {
  const pending = new Map<string, JournalEntry>();
  for (const entry of entries) {
    const key = `${entry.runId} ${entry.changeId}`;
    if (entry.kind === 'intent') pending.set(key, entry);
    else pending.delete(key);
  }
  return [...pending.values()];
}

/** After a crash in the middle of a line the next entry must not be glued to it. */
async function endTornLine(handle: FileHandle, file: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (text !== '' && !text.endsWith('\n')) await handle.write('\n');
}

/** A new file is only durable once its folder is flushed; Windows has no such call. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function journalFailure(cause: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'storage-failed',
      message: 'The journal of changes cannot be written on this computer, so nothing was sent to Okta.',
      owner: 'okta-admin',
      next: 'Free disk space or fix the rights of the assistant’s folder, then try again.',
      retry: true,
    },
    { cause },
  );
}
