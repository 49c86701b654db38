/** From this many rows on, rows with the same outcome are folded into one line that can be expanded. */
const many = 5;

/** Groups rows of a kind once there are enough of them; `kindOf` null is never grouped. `others` keeps the order. */
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
