import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendFile } from 'node:fs/promises';
import { afterEach, expect, it } from 'vitest';
import { documentMarkdown } from '../export/markdown';
import { summaryDocument } from '../summary/document';
import { colleagueOf, halfWay, openText, savedText } from '../testing/half-way';
import type { TestCore } from '../testing/core';
import { readOpened } from './read';

const cores: TestCore[] = [];
afterEach(async () => {
  for (const core of cores.splice(0).reverse()) await core.close();
});

it('of a journal that are no entry are counted in a saved set-up, where it is opened, and in what is made of it there', async () => {
  const first = await halfWay();
  cores.push(first);
  await appendFile(join(first.folder, 'journal.jsonl'), 'damaged\n{"version":3}\n');
  await first.restart();
  await first.until('connected', ({ okta }) => okta.state === 'connected');
  const text = await savedText(first);
  expect(JSON.parse(text.split('\n')[0] ?? '')).toMatchObject({ skipped: { count: 2 } });

  const second = await colleagueOf(first);
  cores.push(second);
  await openText(second, text);
  expect((await second.snapshot()).opened).toMatchObject({ kind: 'saved-setup', skippedLines: 2 });
  await second.call('file.takeOver', { replace: true });
  await second.call('okta.usePracticeToken', {});
  const summary = await second.call('summary.get', {});
  expect([summary.journalSkipped?.count, summary.journalSkippedElsewhere]).toEqual([0, 2]);
  expect(documentMarkdown(summaryDocument(summary))).toContain(
    '2 lines of the journal that the saved set-up came from were no entry, and are left out here.',
  );
  const { warnings } = await second.preview({ kind: 'undo', deleteDespiteOtherUsers: false });
  expect(warnings.join(' ')).toContain('2 lines of the journal that the saved set-up came from');

  // Saved once more, it still says so.
  const again = readOpened('set-up.jsonl', await savedText(second));
  if (again.kind !== 'saved-setup') throw new Error('it is no saved set-up');
  expect(again.setup.skippedLines).toBe(2);
});

it('are not told of by a saved set-up of version 4', () => {
  const kept = readFileSync(join(import.meta.dirname, 'fixtures/saved-setup-4.jsonl'), 'utf8');
  const read = readOpened('set-up.jsonl', kept);
  if (read.kind !== 'saved-setup') throw new Error('it is no saved set-up');
  expect(read.setup).toMatchObject({ skippedLines: 0, session: { handedOver: { skippedLines: 0 } } });
  expect(read.setup.journal.length).toBeGreaterThan(0);
});
