import type { ChangeRow } from '../../shared/plan';
import type { NamedUser } from '../../shared/snapshot';
import type { SummarySetting } from '../../shared/summary';
import { exampleSummary } from '../../shared/testing/summary';
import { at } from '../../shared/testing/time';
import type { Cell } from '../export/document';
import { journalVersion } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import { approvedBlocks } from './approved';
import { readNowOf } from './read-now';
import type { LookUp } from './read-now';

export const updateOn = 'user-name-format.update-on';

/** A change of the app integration that Okta took. */
export const entry: JournalEntry = {
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

/** A row of a change. */
export const row = (setting: ChangeRow['setting'], now: string | null, after: string | null): ChangeRow => ({
  setting,
  now,
  after,
  verb: now === null ? 'add' : after === null ? 'remove' : 'change',
  note: null,
});

/** What a summary of these settings, and these people of Okta, shows now. */
export const lookUp = (settings: readonly SummarySetting[], people: readonly NamedUser[] = []): LookUp =>
  readNowOf(
    { ...exampleSummary, settings: [...settings] },
    new Map(people.map((person) => [person.userId, person])),
  );

/** The cells of each row of what was changed. */
export const cellsOf = (entries: readonly JournalEntry[], lookup: LookUp): (readonly Cell[])[] =>
  approvedBlocks(entries, lookup).flatMap((block) =>
    block.kind === 'table' && block.heads.length === 4 ? block.rows : [],
  );

/** The same, of one change with these rows. */
export const rowsOf = (rows: readonly ChangeRow[], lookup: LookUp, changeId = 'app'): (readonly Cell[])[] =>
  cellsOf([{ ...entry, changeId, details: { rows } }], lookup);
