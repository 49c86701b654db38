import { expect, it } from 'vitest';
import { exampleSetting } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { approvedBlocks } from './approved';

const updateOn = 'user-name-format.update-on';
const entry: JournalEntry = {
  version: journalVersion,
  origin: 'local',
  at,
  setupId: 'set-up-1',
  runId: 'run-1',
  changeId: 'app',
  kind: 'result',
  title: 'Change the app integration',
  details: {
    rows: [{ setting: updateOn, now: 'Create only', after: 'Create and update', verb: 'change', note: null }],
  },
};

it.each([
  ['Create and update', 'Create and update'],
  ['Create only', { alert: 'differs:', text: 'Create only' }],
  [null, 'not read'],
])('what Okta took and shows as %s is no “done”', (value, cell) => {
  const read = { ...exampleSetting, setting: updateOn, known: { how: 'read-back', at } } as const;
  const blocks = approvedBlocks([entry], value === null ? [] : [{ ...read, value }]);
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  expect(rows[0]?.[0]).toBe('taken by Okta');
  expect(rows[1]).toEqual(['Update application username on', 'Create only', 'Create and update', cell]);
});

it.each([
  ['release-app', 'result', {}, 'done on this computer only'],
  ['app', 'resolved', {}, 'taken by Okta; its answer was lost, so Okta was read'],
  ['app', 'failure', { okta: { status: 403 } }, { alert: 'refused', text: '' }],
  ['app', 'failure', { okta: { status: null } }, { alert: 'not done', text: '' }],
  ['app', 'failure', { okta: null }, { alert: 'not done', text: '' }],
] as const)('what became of %s, as a %s with %j, is told as it was', (changeId, kind, details, cell) => {
  const blocks = approvedBlocks([{ ...entry, changeId, kind, details }], []);
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
  expect(rows[0]?.[0]).toEqual(cell);
});

it('what a later change of this set-up replaced is told by the number of that one, and differs from nothing', () => {
  const changed = (runId: string, now: string, after: string, kind: 'result' | 'failure' = 'result') => ({
    ...entry,
    runId,
    kind,
    details: { rows: [{ setting: updateOn, now, after, verb: 'change', note: null }] },
  });
  const read = { ...exampleSetting, setting: updateOn, known: { how: 'read-back', at } } as const;
  const shown = (value: string, ...entries: JournalEntry[]) => {
    const blocks = approvedBlocks(entries, [{ ...read, value }]);
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.rows] : []));
    return {
      titles: blocks.flatMap((block) => (block.kind === 'heading' && block.level === 3 ? [block.text] : [])),
      read: tables.flatMap((rows) => (rows[0]?.length === 4 ? [rows[0][3]] : [])),
    };
  };
  const first = changed('run-1', 'Create only', 'Create and update');
  const second = changed('run-2', 'Create and update', 'Create only');
  expect(shown('Create only', first, second)).toEqual({
    titles: ['1. Change the app integration', '2. Change the app integration'],
    read: ['Create only, replaced later by change 2', 'Create only'],
  });
  // Someone else changed it since the last of them.
  expect(shown('Never', first, second).read).toEqual([
    'Never, replaced later by change 2',
    { alert: 'differs:', text: 'Never' },
  ]);
  // One that Okta refused replaces nothing.
  const refused = changed('run-2', 'Create and update', 'Create only', 'failure');
  expect(shown('Never', first, refused).read[0]).toEqual({ alert: 'differs:', text: 'Never' });
});
