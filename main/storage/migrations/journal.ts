import type { Migration, Versioned } from './migrate';

/** The history of a line of `journal.jsonl`. A new version is a line here and a function below. */
export const journalMigrations: readonly Migration[] = [
  { from: 1, upgrade: withoutOrigin },
  { from: 2, upgrade: withoutPlace },
];

/** Version 2 records who wrote an entry. An imported set-up's entries stood among the others until then. */
function withoutOrigin(stored: Versioned): Record<string, unknown> {
  return { ...stored, origin: 'unknown' };
}

/** Version 3 says of an intent where in its plan it stands, and has a line where a run ended before the last one. */
function withoutPlace(stored: Versioned): Record<string, unknown> {
  return stored;
}
