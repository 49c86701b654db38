import { isDeepStrictEqual } from 'node:util';

/** One value before and after an applied change. */
export interface BeforeAfter<T, Key extends string = string> {
  /** Whose value: an attribute's, a setting's, a user's. */
  key: Key;
  before: T;
  after: T;
  confirmed: boolean;
}

/** One value before this set-up first wrote it, and what it wrote last. */
export interface ValueHistory<T> {
  original: T;
  /** More than one where a response was lost: the write may have been applied or not. */
  lastWritten: readonly T[];
}

/**
 * The history of each key, of writes that are given oldest first. `found`: values from before this set-up's first write of anything, where
 * they are known. One that was as it was written later is the original: the write put back what somebody else had changed in between.
 */
export function valueHistoriesOf<T, Key extends string = string>(
  writes: readonly BeforeAfter<T, Key>[],
  found: ReadonlyMap<string, T> = new Map(),
): Map<Key, ValueHistory<T>> {
  const histories = new Map<Key, ValueHistory<T>>();
  for (const { key, before, after, confirmed } of writes) {
    const wasAsWanted = found.has(key) && isDeepStrictEqual(found.get(key), after);
    const known = histories.get(key) ?? { original: wasAsWanted ? after : before, lastWritten: [before] };
    const lastWritten = confirmed ? [after] : [...known.lastWritten, after];
    histories.set(key, { original: known.original, lastWritten });
  }
  return histories;
}

type Ownership = 'original' | 'ours' | 'changedByOthers';

/** Whose value `now` is. `changedByOthers`: someone else changed it since, so it is left alone. */
export function ownership<T>({ original, lastWritten }: ValueHistory<T>, now: T): Ownership {
  const isOriginal = (value: T): boolean => isDeepStrictEqual(value, original);
  if (isOriginal(now) || lastWritten.every(isOriginal)) return 'original';
  return lastWritten.some((value) => isDeepStrictEqual(value, now)) ? 'ours' : 'changedByOthers';
}
