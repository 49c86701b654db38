/** From this many on, rows that say the same are one line that can be opened. */
const many = 5;

/** The rows that are many of a kind, by kind; `kindOf` null: never folded. And the others, in their order. */
export function fold<T>(
  rows: readonly T[],
  kindOf: (row: T) => string | null,
): { alike: [kind: string, rows: T[]][]; others: T[] } {
  const kinds = new Map<string, T[]>();
  for (const row of rows) {
    const kind = kindOf(row);
    if (kind !== null) kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  const alike = [...kinds].filter(([, group]) => group.length >= many);
  const folded = new Set(alike.flatMap(([, group]) => group));
  return { alike, others: rows.filter((row) => !folded.has(row)) };
}
