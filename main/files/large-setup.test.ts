import { describe, expect, it } from 'vitest';
import { maxFileLength, maxSetupLength } from '../../shared/files';
import { newSession } from '../storage/session';
import type { Session } from '../storage/session';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { openParts, readOpened } from './read';
import { savedSetupExport } from './save-setup';

const at = '2026-11-24T00:00:00.000Z';
const now = new Date(at);
const session: Session = {
  ...newSession(),
  mode: 'real',
  destination: 'admin-application',
  region: 'us',
  address: {
    input: 'acme.okta.com',
    kind: 'okta-host',
    orgUrl: 'https://acme.okta.com',
    adminUrl: 'https://acme-admin.okta.com',
    needsConfirmation: false,
  },
};

/** The journal of so many renames: an intent and a result each, as the step writes them. */
const renames = (count: number): JournalEntry[] =>
  Array.from({ length: count }, (_, index) => {
    const userId = `00u${String(index).padStart(17, '0')}`;
    const [before, after] = [`person.${index}@old.example.com`, `person.${index}@example.com`];
    const entry = {
      version: journalVersion,
      origin: 'local',
      at,
      setupId: session.setupId,
      runId: 'run-1',
      changeId: `user-name-${userId}`,
      title: `Change the user name of ${before}`,
    } as const;
    const row = { setting: `user-name:${userId}`, now: before, after, verb: 'change', note: null };
    const written = {
      userId,
      before: { userName: before, scope: 'USER' },
      after: { userName: after, scope: 'USER' },
    };
    return [
      { ...entry, kind: 'intent' as const, details: { rows: [row], by: 'ada@acme.example', ...written } },
      { ...entry, kind: 'result' as const, details: { after: written.after } },
    ];
  }).flat();

const saved = (journal: readonly JournalEntry[]): string =>
  savedSetupExport(session, journal, {
    ...{ assistant: '1.0.0', now, skipped: { count: 0, first: [] } },
  }).text;

describe('a saved set-up of many changes', () => {
  it('is saved and opened again after 100,000 renames, in parts', { timeout: 180_000 }, () => {
    const text = saved(renames(100_000));
    expect(text.length).toBeLessThan(maxSetupLength / 2);
    const parts = openParts('set-up.jsonl');
    const length = maxFileLength / 2;
    for (let from = 0; from < text.length; from += length) parts.add(text.slice(from, from + length));
    const opened = parts.end();
    if (opened.kind !== 'saved-setup') throw new Error('it is no saved set-up');
    expect(opened.setup.journal).toHaveLength(200_000);
    expect(opened.setup.journal.at(-1)?.details).toEqual({
      after: { userName: 'person.99999@example.com', scope: 'USER' },
    });
  });

  it('is not saved where it could not be opened again, and says so before', () => {
    const [first] = renames(1);
    if (first === undefined) throw new Error('there is no entry');
    const long: JournalEntry = { ...first, details: { text: 'x'.repeat(1024 * 1024) } };
    expect(() => saved(Array.from({ length: 257 }, () => long))).toThrow('Nothing was saved');
  });

  it.each<[string, (lines: string[]) => string[], RegExp]>([
    ['a line is missing', (lines) => lines.toSpliced(2, 1), /3 of 4 changes are there/],
    ['the last line is torn', (lines) => lines.with(4, lines[4]?.slice(0, 40) ?? ''), /at line 5/],
    ['a line stands there twice', (lines) => [...lines, lines.at(-1) ?? ''], /at line 6/],
    ['a line is none of the journal', (lines) => lines.with(1, '{"version":2}'), /at line 2/],
    [
      'a line is of another set-up',
      (lines) => lines.with(1, lines[1]?.replace(session.setupId, newSession().setupId) ?? ''),
      /at line 2/,
    ],
    ['a line is deep', (lines) => lines.with(1, '['.repeat(1000)), /at line 2/],
    ['the first line alone is there', (lines) => lines.slice(0, 1), /0 of 4 changes are there/],
  ])('is refused when %s', (_name, change, words) => {
    const lines = saved(renames(2)).trimEnd().split('\n');
    const text = `${change(lines).join('\n')}\n`;
    expect(() => readOpened('set-up.jsonl', text)).toThrow(words);
  });

  it('that never ends a line is refused long before it is all there', () => {
    const parts = openParts('set-up.jsonl');
    const part = 'x'.repeat(maxFileLength / 2);
    parts.add(part);
    parts.add(part);
    expect(() => {
      parts.add(part);
    }).toThrow('The file is too long');
  });
});
