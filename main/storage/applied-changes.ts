import { assertNever } from '../../shared/errors';
import type { JournalEntry } from './journal-entry';

/** One change id for create, adopt and keep: a create whose response was lost is then recognised as applied. */
export const appChangeId = 'app';

/** A change of this set-up that was applied in Okta, or may have been: the response to its request was lost. */
export interface AppliedChange {
  readonly changeId: string;
  /** ISO 8601. */
  readonly at: string;
  /** Ids, and the values before and after, as the step wrote them. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Okta confirmed it. */
  readonly confirmed: boolean;
}

/**
 * What was applied since the app integration was made or taken over last, that change first; empty where neither is among `changes`, which
 * are oldest first.
 */
export function sinceAppBegan(changes: readonly AppliedChange[]): readonly AppliedChange[] {
  const begun = changes.findLastIndex(({ changeId }) => changeId === appChangeId);
  return begun < 0 ? [] : changes.slice(begun);
}

/** Whether a change assigns somebody, or a group, to the app integration. */
export const isAssignment = ({ changeId }: Pick<AppliedChange, 'changeId'>): boolean =>
  /^(group-)?assign(-|$)/.test(changeId);

/** The applied changes of one set-up, kept up to date entry by entry. */
export interface AppliedChanges {
  /** Oldest first. Grows as entries are added; an element is replaced, never changed, when more is known of it. */
  readonly list: readonly AppliedChange[];
  add(entry: JournalEntry): void;
}

export function createAppliedChanges(): AppliedChanges {
  const list: AppliedChange[] = [];
  const indexes = new Map<string, number>();

  /** Okta refused it: it was not applied. It is the newest one, unless its run was cut off in between. */
  function remove(key: string, index: number): void {
    indexes.delete(key);
    list.splice(index, 1);
    if (index === list.length) return;
    for (const [other, position] of indexes) if (position > index) indexes.set(other, position - 1);
  }

  return {
    list,
    add: ({ runId, changeId, kind, at, details }) => {
      const key = `${runId} ${changeId}`;
      const index = indexes.get(key);
      const known = index === undefined ? undefined : list[index];
      if (kind === 'intent') {
        const place = index ?? list.length;
        indexes.set(key, place);
        list[place] = { changeId, at, details, confirmed: false };
        return;
      }
      if (index === undefined || known === undefined) return;
      switch (kind) {
        case 'failure':
          remove(key, index);
          break;
        case 'result':
          list[index] = { ...known, details: { ...known.details, ...details }, confirmed: true };
          break;
        case 'resolved':
          list[index] = { ...known, details: { ...details, ...known.details } };
          break;
        default:
          assertNever(kind);
      }
    },
  };
}
