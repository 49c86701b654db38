import { z } from 'zod';

const versionedSchema = z.looseObject({ version: z.number().int() });
/** Stored JSON of some version. Its other fields are whatever the file holds. */
export type Versioned = z.infer<typeof versionedSchema>;

/**
 * One step of a schema's history. `upgrade` turns data of version `from` into data of the next version. It knows the shapes
 * of its two versions as they were then, never today's types: a later change must not alter an earlier step.
 */
export interface Migration {
  from: number;
  upgrade: (stored: Versioned) => Record<string, unknown>;
}

/**
 * Brings stored JSON forward, one version at a time, to what `migrations` lead to. Data without a version, or of a version
 * that no migration starts from, is returned as it is: the schema of today's version decides about it.
 */
export function migrate(stored: unknown, migrations: readonly Migration[]): unknown {
  const parsed = versionedSchema.safeParse(stored);
  if (!parsed.success) return stored;
  let current = parsed.data;
  for (const { from, upgrade } of migrations) {
    if (current.version === from) current = { ...upgrade(current), version: from + 1 };
  }
  return current;
}
