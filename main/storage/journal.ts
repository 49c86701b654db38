import { constants } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppFailure } from '../../shared/errors';
import type { SkippedLines } from '../../shared/summary';
import type { JournalFile } from '../ports';
import { journalVersion, parseLine } from './journal-entry';
import type { JournalEntry, RunEnd } from './journal-entry';
import { createJournalIndex } from './journal-index';
import type { JournalIndex } from './journal-index';

/** So many lines that are no entry are named. */
const skippedNamed = 20;

/** An append-only file whose content is in memory as well: an entry is there once it is on the disk. */
export interface Journal extends JournalIndex {
  /** Lines of the file, as it was opened, that are no entry and are in no list; the last one of them may be one that a crash has torn. */
  skipped(): SkippedLines;
  append(entry: Omit<JournalEntry, 'version' | 'origin' | 'at'>): Promise<void>;
  /** Notes that the newest run of a set-up has ended, where it came to no last change of its plan; else writes nothing. */
  endRun(setupId: string): Promise<void>;
  /** Entries of another assistant's journal, marked as imported whatever they say; those that are here already are skipped. */
  take(entries: readonly JournalEntry[]): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a journal (JSON lines, mode 0600) and reads it, once. Each entry is flushed to disk before `append` resolves.
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
  const { add, ...index } = createJournalIndex();
  const skipped: SkippedLines = { count: 0, first: [] };
  const addLine = (line: string, at: number): void => {
    const read = parseLine(line);
    if (read !== null) return add(read);
    if (line.trim() === '') return;
    skipped.count += 1;
    if (skipped.first.length < skippedNamed) skipped.first.push(at + 1);
  };
  try {
    file = await openFile(path);
    const text = await file.read();
    text.split('\n').forEach(addLine);
    torn = text !== '' && !text.endsWith('\n');
  } catch (cause) {
    throw journalFailure(nothingSent, cause);
  }
  const write = async (lines: readonly (JournalEntry | RunEnd)[], onFailure: string): Promise<void> => {
    const texts = lines.map((entry) => JSON.stringify(entry));
    const read = texts.flatMap((text) => parseLine(text) ?? []);
    if (read.length < texts.length)
      throw journalFailure(onFailure, new Error('the next start could not read it'));
    try {
      await file.write(`${torn ? '\n' : ''}${texts.map((text) => `${text}\n`).join('')}`);
      torn = false;
      await file.sync();
    } catch (cause) {
      torn = true;
      throw journalFailure(onFailure, cause);
    }
    for (const line of read) add(line);
  };
  return {
    ...index,
    skipped: () => skipped,
    append: (entry) =>
      write(
        [{ version: journalVersion, origin: 'local', at: now().toISOString(), ...entry }],
        entry.kind === 'intent' ? nothingSent : notRecorded,
      ),
    endRun: async (setupId) => {
      const runId = index.unended(setupId)?.runId;
      if (runId === undefined) return;
      const at = now().toISOString();
      await write([{ version: journalVersion, kind: 'ended', at, setupId, runId }], notRecorded);
    },
    take: async (entries) => {
      const setups = new Set(entries.map(({ setupId }) => setupId));
      const here = new Set([...setups].flatMap((setupId) => index.entriesOf(setupId)).map(contentOf));
      const others = entries.filter((entry) => !here.has(contentOf(entry)));
      for (let at = 0; at < others.length; at += takenAtOnce) {
        const some = others.slice(at, at + takenAtOnce);
        await write(
          some.map((entry) => ({ ...entry, origin: 'imported' as const })),
          nothingSent,
        );
      }
    },
    close: () => file.close(),
  };
}

/** Entries written to the disk in one go. */
const takenAtOnce = 1000;

const contentOf = ({ version: _version, origin: _origin, ...content }: JournalEntry): string =>
  JSON.stringify(content);

export async function openOnDisk(path: string): Promise<JournalFile> {
  // Windows has no such flag.
  const notThroughLinks = constants.O_NOFOLLOW ?? 0;
  const flags = constants.O_APPEND | constants.O_CREAT | constants.O_RDWR | notThroughLinks;
  const handle = await open(path, flags, 0o600);
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
const notRecorded = 'so Okta’s answer is not recorded, and nothing more was sent.';

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
