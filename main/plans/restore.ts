import { isDeepStrictEqual } from 'node:util';
import { lookAtPlan } from './failures';
import { ownership } from './history';
import type { ValueHistory } from './history';
import type { SettingId } from '../../shared/settings';
import type { ChangeRow, Check, Drift } from '../../shared/plan';

/** Values of one kind that a set-up changed, and what Okta holds now. */
interface ChangedValues<T, Key extends string> {
  histories: Map<Key, ValueHistory<T>>;
  now: (key: Key) => T;
  settingOf: (key: Key) => SettingId;
  /** Name of the person whom the setting concerns, where there is one. */
  personOf?: (key: Key) => string;
  words: (value: T) => string;
}

/** What to restore, and what someone else changed since and is left alone. */
export interface RestorePlan<T> {
  /** What this set-up wrote and Okta still has. */
  ours: Map<string, { now: T; original: T }>;
  /** Keys that have their original value. */
  unchanged: Set<string>;
  /** What to restore, to be shown. */
  rows: ChangeRow[];
  drift: Drift[];
  /** Original value against present one; without what someone else changed, also once it was restored. */
  checks: Check[];
}

export function planRestore<T, Key extends string = string>({
  histories,
  now,
  settingOf,
  personOf,
  words,
}: ChangedValues<T, Key>): RestorePlan<T> {
  const found: RestorePlan<T> = { ours: new Map(), unchanged: new Set(), rows: [], drift: [], checks: [] };
  for (const [key, history] of histories) {
    const { original, lastWritten } = history;
    const current = now(key);
    const setting = settingOf(key);
    const person = personOf === undefined ? {} : { person: personOf(key) };
    const whose = ownership(history, current);
    if (whose === 'changedByOthers') {
      // Null is a value: that it was removed.
      const last = lastWritten.at(-1);
      const left = words(last === undefined ? original : last);
      found.drift.push({ setting, ...person, before: words(original), left, now: words(current) });
      continue;
    }
    const same = whose === 'original';
    if (same) found.unchanged.add(key);
    else {
      found.ours.set(key, { now: current, original });
      const verb = original === null ? 'remove' : current === null ? 'add' : 'change';
      found.rows.push({ setting, now: words(current), after: words(original), verb, note: null });
    }
    if (same && !isDeepStrictEqual(current, original)) continue;
    found.checks.push({
      setting,
      ...person,
      expected: words(original),
      actual: words(current),
      state: same ? 'same' : 'different',
      next: same ? null : lookAtPlan,
    });
  }
  return found;
}

/** The title of a change that sets nothing back: it is as it was, or others changed it since. `what`: of several things, in the plural. */
export function keptTitle(
  what: string,
  { drift }: Pick<RestorePlan<unknown>, 'drift'>,
  several: boolean,
): string {
  if (drift.length > 0)
    return `${what} ${several ? 'are left as others changed them' : 'is left as others changed it'}`;
  return `${what} ${several ? 'are as they were' : 'is as it was'}`;
}
