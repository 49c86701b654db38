import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppFailure } from '../../shared/errors';
import type { JournalFile } from '../ports';
import { journalMigrations } from './migrations/journal';
import { migrate } from './migrations/migrate';

export const journalVersion = 1;

/**
 * One line of the journal. `intent` is on disk before the request leaves, `result` after its answer: an intent without a
 * result is resolved by looking at Okta, never by sending it again blindly.
 */
export const entrySchema = z.strictObject({
  version: z.literal(journalVersion),
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
  /** Entries of another assistant's journal, as they are; those that are here already are left out. */
  take(entries: readonly JournalEntry[]): Promise<void>;
  entries(): Promise<JournalEntry[]>;
  close(): Promise<void>;
}

/**
 * Opens an append-only journal (JSON lines, mode 0600), each entry flushed to disk before `append` resolves.
 * @throws AppFailure `storage-failed` when it cannot be written: the caller must not send its request then.
 */
export async function openJournal(
  path: string,
  now: () => Date,
  openFile: (path: string) => Promise<JournalFile> = openOnDisk,
): Promise<Journal> {
  // A crash or a full disk may leave half a line, which the next entry must not be glued to.
  let torn = false;
  let file: JournalFile;
  try {
    file = await openFile(path);
    const text = await file.read();
    torn = text !== '' && !text.endsWith('\n');
  } catch (cause) {
    throw journalFailure(nothingSent, cause);
  }
  const write = async (lines: readonly JournalEntry[], onFailure: string): Promise<void> => {
    const text = lines.map((entry) => `${JSON.stringify(entry)}\n`).join('');
    try {
      await file.write(`${torn ? '\n' : ''}${text}`);
      torn = false;
      await file.sync();
    } catch (cause) {
      torn = true;
      throw journalFailure(onFailure, cause);
    }
  };
  return {
    append: (entry) =>
      write(
        [{ version: journalVersion, at: now().toISOString(), ...entry }],
        entry.kind === 'intent' ? nothingSent : notNoted,
      ),
    take: async (entries) => {
      const here = new Set(parseJournal(await file.read()).map((entry) => JSON.stringify(entry)));
      const others = entries.filter((entry) => !here.has(JSON.stringify(entry)));
      if (others.length > 0) await write(others, nothingSent);
    },
    entries: async () => parseJournal(await file.read()),
    close: () => file.close(),
  };
}

export async function openOnDisk(path: string): Promise<JournalFile> {
  const handle = await open(path, constants.O_APPEND | constants.O_CREAT | constants.O_RDWR, 0o600);
  // The mode above is of a new file only; a restored one may be looser.
  await handle.chmod(0o600);
  await flushFolder(dirname(path));
  return {
    write: (text) => handle.appendFile(text),
    sync: () => handle.sync(),
    read: () => readFile(path, 'utf8'),
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
    const parsed = entrySchema.safeParse(migrate(value, journalMigrations));
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

const nothingSent = 'so nothing was sent to Okta.';
const notNoted = 'so what Okta answered is not noted, and nothing more was sent.';

function journalFailure(outcome: string, cause: unknown): AppFailure {
  return new AppFailure(
    {
      code: 'storage-failed',
      message: `The journal of changes cannot be written on this computer, ${outcome}`,
      owner: 'okta-admin',
      next: 'Free disk space or fix the rights of the assistant’s folder, then try again.',
      retry: true,
    },
    { cause },
  );
}
