import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAssistant } from '../app';
import { errorOf } from '../okta/testing';
import { testClock, testLog } from '../net/testing';
import { createRedactor } from '../secrets/redactor';
import { memoryVault } from '../shell/vault/memory';
import { refuseNewerFiles } from './newer-version';
import { journalVersion } from './journal-entry';
import { sessionVersion } from './session';

const entry = (version: number): string =>
  JSON.stringify({ version, at: '2027-01-01T00:00:00.000Z', kind: 'something-new' });
const session = (version: number): string => JSON.stringify({ session: { version, mode: 'real', more: {} } });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newer-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function put(files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}
const filesNow = (): Record<string, string> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('files of a newer version', () => {
  it.each<[string, Record<string, string>]>([
    ['the session', { 'session.json': session(sessionVersion + 1) }],
    ['a journal line', { 'journal.jsonl': `${entry(1)}\n${entry(journalVersion + 1)}\n` }],
    [
      'a journal line before a torn one',
      { 'journal.jsonl': `${entry(journalVersion + 1)}\n{"version":${journalVersion + 1},"at` },
    ],
    [
      'the journal beside a broken session',
      { 'session.json': '{', 'journal.jsonl': `${entry(journalVersion + 1)}\n` },
    ],
  ])('%s: refused, nothing written, nothing sent', async (_name, files) => {
    put(files);
    const sent: unknown[] = [];
    const starting = createAssistant({
      version: '0.0.0-test',
      releases: null,
      shell: 'browser',
      folder,
      fetch: (input) => {
        sent.push(input);
        return Promise.reject(new TypeError('not wanted'));
      },
      clock: testClock(),
      vault: memoryVault(),
      redactor: createRedactor(),
      log: testLog(),
      saveFile: null,
      printPdf: null,
      clipboard: null,
      practice: null,
    });
    const error = await errorOf(starting);
    expect(error).toMatchObject({ code: 'newer-version', owner: 'okta-admin', retry: false });
    expect(error.message).toContain(folder);
    expect(error.next).toContain('newer version');
    expect(filesNow()).toEqual(files);
    expect(sent).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['nothing yet', {}],
    ['this version', { 'session.json': session(sessionVersion), 'journal.jsonl': `${entry(1)}\n` }],
    ['a title that speaks of a version', { 'journal.jsonl': '{"version":1,"title":"\\"version\\":2"}\n' }],
    [
      'what is no JSON',
      { 'session.json': '{"session":{"version":4', 'journal.jsonl': '{"version":2\nnull\n2\n' },
    ],
  ])('%s is none of it', (_name, files) => {
    put(files);
    expect(() => {
      refuseNewerFiles(folder);
    }).not.toThrow();
    expect(filesNow()).toEqual(files);
  });
});
