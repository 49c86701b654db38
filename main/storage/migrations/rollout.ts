import type { Migration, Versioned } from './migrate';

/** The history of `rollout.json`. A new version is a line here and a function below. */
export const rolloutMigrations: readonly Migration[] = [{ from: 1, upgrade: withoutChoices }];

export const rolloutVersion = 2;

/** Version 2 remembers what the admin chose before the first plan, and how many licences there are. */
function withoutChoices(stored: Versioned): Record<string, unknown> {
  return { ...stored, licences: null, draft: null };
}
