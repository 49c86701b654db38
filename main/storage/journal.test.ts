import { appendFile, chmod, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openIntents } from './journal-index';
import type { JournalFile } from '../ports';
import { openJournal } from './journal';
import { parseJournal } from './journal-entry';

const entry = {
  setupId: 's',
  runId: 'r',
  changeId: 'create-app',
  title: 'Create the app integration',
  details: {},
};
const now = (): Date => new Date('2026-11-24T00:00:00Z');

// Shows: another user of the computer puts links or files into the assistant's folder
describe('the journal', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'journal-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps entries in order, readable only by its owner', async () => {
    const file = join(folder, 'journal.jsonl');
    const journal = await openJournal(file, now);
    await journal.append({ ...entry, kind: 'intent' });
    await journal.append({ ...entry, kind: 'result', details: { appId: '0oa1' } });
    await journal.close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await chmod(file, 0o644);
    const again = await openJournal(file, now);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await again.close();
    const entries = parseJournal(await readFile(file, 'utf8'));
    expect(entries.map(({ kind }) => kind)).toEqual(['intent', 'result']);
    expect(openIntents(entries)).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('is not written through a symbolic link', async () => {
    await writeFile(join(folder, 'of another'), 'theirs\n');
    await symlink(join(folder, 'of another'), join(folder, 'journal.jsonl'));
    await expect(openJournal(join(folder, 'journal.jsonl'), now)).rejects.toThrow('cannot be written');
    expect(await readFile(join(folder, 'of another'), 'utf8')).toBe('theirs\n');
  });

  it('counts the lines that are no entry, and names the first of them', async () => {
    const file = join(folder, 'journal.jsonl');
    const first = await openJournal(file, now);
    await first.append({ ...entry, kind: 'intent' });
    expect(first.skipped()).toEqual({ count: 0, first: [] });
    await first.close();
    await appendFile(file, `no entry\n\n{}\n${'x\n'.repeat(30)}`);
    const second = await openJournal(file, now);
    await second.append({ ...entry, kind: 'resolved' });
    const { count, first: named } = second.skipped();
    expect([count, named.slice(0, 3), named.length]).toEqual([32, [2, 4, 5], 20]);
    await second.close();
  });

  it('survives a line torn by a crash and does not glue the next entry to it', async () => {
    const file = join(folder, 'journal.jsonl');
    const first = await openJournal(file, now);
    await first.append({ ...entry, kind: 'intent' });
    await first.close();
    await appendFile(file, '{"version":1,"at":"2026-');
    const second = await openJournal(file, now);
    await second.append({ ...entry, kind: 'resolved' });
    expect(second.entries().map(({ kind }) => kind)).toEqual(['intent', 'resolved']);
    await second.close();
  });

  it('reads its file once, and answers from memory as the next start will', async () => {
    const disk = { text: '', reads: 0 };
    const onDisk = (): Promise<JournalFile> =>
      Promise.resolve({
        write: (text) => {
          disk.text += text;
          return Promise.resolve();
        },
        sync: () => Promise.resolve(),
        read: () => {
          disk.reads += 1;
          return Promise.resolve(disk.text);
        },
        close: () => Promise.resolve(),
      });
    const journal = await openJournal('journal.jsonl', now, onDisk);
    await journal.append({ ...entry, kind: 'intent', details: { left: undefined, at: now() } });
    await journal.append({ ...entry, kind: 'result' });
    await journal.append({ ...entry, changeId: 'other', kind: 'intent' });
    await journal.append({ ...entry, setupId: 'other', kind: 'intent' });
    await journal.take(journal.entries());
    expect(journal.entriesOf('s').map(({ kind }) => kind)).toEqual(['intent', 'result', 'intent']);
    expect(journal.appliedChanges('s')).toMatchObject([{ confirmed: true }, { confirmed: false }]);
    expect(journal.openIntents('s')).toMatchObject([{ changeId: 'other' }]);
    expect(disk.reads).toBe(1);
    const again = await openJournal('journal.jsonl', now, onDisk);
    expect(again.entries()).toEqual(journal.entries());
    expect(again.appliedChanges('s')).toEqual(journal.appliedChanges('s'));
  });

  it('writes no entry that the next start would skip', async () => {
    const path = join(folder, 'journal.jsonl');
    const journal = await openJournal(path, now);
    const details = { text: 'x'.repeat(3 * 1024 * 1024) };
    await expect(journal.append({ ...entry, kind: 'intent', details })).rejects.toMatchObject({
      error: { code: 'storage-failed', message: expect.stringContaining('nothing was sent') },
    });
    await journal.append({ ...entry, kind: 'intent' });
    await journal.close();
    expect(parseJournal(await readFile(path, 'utf8'))).toHaveLength(1);
  });

  it('refuses to open where it cannot write, with an owner and a next action', async () => {
    await expect(openJournal(join(folder, 'missing', 'journal.jsonl'), now)).rejects.toMatchObject({
      error: { code: 'storage-failed', owner: 'okta-admin' },
    });
  });

  it('names an intent that was cut off', () => {
    const text = JSON.stringify({ version: 1, at: now().toISOString(), ...entry, kind: 'intent' });
    expect(openIntents(parseJournal(`${text}\n`))).toMatchObject([{ ...entry, kind: 'intent' }]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(Array.isArray(parseJournal(text))).toBe(true);
      }),
    );
  });
});
