/** Ids that may be used once while they are valid. Times in seconds. */
export function createUsedOnce(): (id: string, until: number, now: number) => boolean {
  const used = new Map<string, number>();
  return (id, until, now) => {
    for (const [known, end] of used) if (end < now) used.delete(known);
    if (used.has(id)) return false;
    used.set(id, until);
    return true;
  };
}
