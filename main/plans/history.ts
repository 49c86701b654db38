import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry } from '../storage/journal';

/** A change of this set-up that was applied in Okta, or may have been: the response to its request was lost. */
export interface AppliedChange {
  changeId: string;
  at: string;
  /** Ids, and the values before and after, as the step wrote them. */
  details: Record<string, unknown>;
  /** Okta confirmed it. */
  confirmed: boolean;
}

/** The changes that a journal records, oldest first, without those that Okta refused. */
export function appliedChangesOf(entries: readonly JournalEntry[]): AppliedChange[] {
  const appliedChanges = new Map<string, AppliedChange>();
  for (const { runId, changeId, kind, at, details } of entries) {
    const key = `${runId} ${changeId}`;
    const known = appliedChanges.get(key);
    switch (kind) {
      case 'intent':
        appliedChanges.set(key, { changeId, at, details, confirmed: false });
        break;
      case 'failure':
        appliedChanges.delete(key);
        break;
      case 'result':
        if (known === undefined) break;
        known.details = { ...known.details, ...details };
        known.confirmed = true;
        break;
      case 'resolved':
        if (known !== undefined) known.details = { ...details, ...known.details };
        break;
    }
  }
  return [...appliedChanges.values()];
}

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

/** The history of each key, of writes that are given oldest first. */
export function valueHistoriesOf<T, Key extends string = string>(
  writes: readonly BeforeAfter<T, Key>[],
): Map<Key, ValueHistory<T>> {
  const histories = new Map<Key, ValueHistory<T>>();
  for (const { key, before, after, confirmed } of writes) {
    const known = histories.get(key) ?? { original: before, lastWritten: [before] };
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
