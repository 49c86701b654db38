import type { Migration } from './migrate';

/** The history of a line of `journal.jsonl`. A new version is a line here and a function below; today's is the first. */
export const journalMigrations: readonly Migration[] = [];
