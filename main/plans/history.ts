import { isDeepStrictEqual } from 'node:util';
import type { JournalEntry } from '../storage/journal';

/** A change of this set-up that was done in Okta, or may have been: the answer to its request was lost. */
export interface Deed {
  changeId: string;
  at: string;
  /** Ids and images, as the step that did it wrote them. */
  details: Record<string, unknown>;
  /** Okta confirmed it. */
  sure: boolean;
}

/** What a journal tells was done, oldest first. What Okta refused was not done. */
export function deedsOf(entries: readonly JournalEntry[]): Deed[] {
  const deeds = new Map<string, Deed>();
  for (const { runId, changeId, kind, at, details } of entries) {
    const key = `${runId} ${changeId}`;
    const known = deeds.get(key);
    switch (kind) {
      case 'intent':
        deeds.set(key, { changeId, at, details, sure: false });
        break;
      case 'failure':
        deeds.delete(key);
        break;
      case 'result':
        if (known === undefined) break;
        known.details = { ...known.details, ...details };
        known.sure = true;
        break;
      case 'resolved':
        if (known !== undefined) known.details = { ...details, ...known.details };
        break;
    }
  }
  return [...deeds.values()];
}

/** One thing before and after a deed. */
export interface Image<T> {
  /** Which thing: an attribute, a setting, a user. */
  key: string;
  before: T;
  after: T;
  sure: boolean;
}

/** One thing before the first deed, and what the last one left. */
export interface Trace<T> {
  before: T;
  /** More than one where Okta's answer was lost: it may have had its effect or not. */
  left: readonly T[];
}

/** Joins the images of each thing, oldest first. */
export function tracesOf<T>(images: readonly Image<T>[]): Map<string, Trace<T>> {
  const traces = new Map<string, Trace<T>>();
  for (const { key, before, after, sure } of images) {
    const known = traces.get(key) ?? { before, left: [before] };
    traces.set(key, { before: known.before, left: sure ? [after] : [...known.left, after] });
  }
  return traces;
}

/** Who a thing stands as now. `theirs`: someone else changed it since, so it is left alone. */
export function standing<T>({ before, left }: Trace<T>, now: T): 'as-before' | 'ours' | 'theirs' {
  if (isDeepStrictEqual(now, before) || left.every((value) => isDeepStrictEqual(value, before))) {
    return 'as-before';
  }
  return left.some((value) => isDeepStrictEqual(value, now)) ? 'ours' : 'theirs';
}
