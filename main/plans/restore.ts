import { standing } from './history';
import type { Trace } from './history';
import type { ChangeRow, Check, Drift, UndoNotes } from '../../shared/plan';

/** Things of one kind that a set-up changed, beside what Okta holds of them now. */
interface Things<T> {
  traces: Map<string, Trace<T>>;
  now: (key: string) => T;
  /** Okta's own label. */
  label: (key: string) => string;
  words: (value: T) => string;
}

/** What is to be put back, and what someone else changed since and is left alone. */
export interface Restoring<T> {
  /** What this set-up left and is still so: as it is now, and as it was before. */
  ours: Map<string, { now: T; before: T }>;
  /** What is as it was before. */
  asBefore: Set<string>;
  /** What is to be put back, to be shown. */
  rows: ChangeRow[];
  drift: Drift[];
  /** Before beside now; without what someone else changed. */
  checks: Check[];
}

export function restoring<T>({ traces, now, label, words }: Things<T>): Restoring<T> {
  const found: Restoring<T> = { ours: new Map(), asBefore: new Set(), rows: [], drift: [], checks: [] };
  for (const [key, trace] of traces) {
    const { before, left } = trace;
    const current = now(key);
    const setting = label(key);
    const whose = standing(trace, current);
    if (whose === 'theirs') {
      const lastLeft = left.at(-1) ?? before;
      found.drift.push({ setting, before: words(before), left: words(lastLeft), now: words(current) });
      continue;
    }
    const same = whose === 'as-before';
    if (same) found.asBefore.add(key);
    else {
      found.ours.set(key, { now: current, before });
      const verb = before === null ? 'remove' : current === null ? 'add' : 'change';
      found.rows.push({ setting, now: words(current), after: words(before), verb, note: null });
    }
    found.checks.push({
      setting,
      expected: words(before),
      actual: words(current),
      state: same ? 'same' : 'different',
      next: same ? null : 'Preview the undo again.',
    });
  }
  return found;
}

export const noNotes: UndoNotes = { drift: [], byHand: [], remains: [], others: [] };
