import { createAppliedChanges } from './applied-changes';
import type { AppliedChange, AppliedChanges } from './applied-changes';
import { placeOf } from './journal-entry';
import type { EntryOrigin, JournalEntry, RunEnd } from './journal-entry';

/** What a journal holds, in memory: each question is answered without reading the file again. The lists are live. */
export interface JournalIndex {
  /** Oldest first. */
  entries(): readonly JournalEntry[];
  entriesOf(setupId: string): readonly JournalEntry[];
  /** By entries of these origins alone, oldest first; see `AppliedChanges.list`. Without origins: of all that were not imported. */
  appliedChanges(setupId: string, origins?: readonly EntryOrigin[]): readonly AppliedChange[];
  /** Intents of a set-up, imported ones left out, that have neither result, failure nor resolution. */
  openIntents(setupId: string): readonly JournalEntry[];
  /**
   * The newest intent of this computer, where its run has not come to the last change of its plan and nothing says that it ended; null
   * where it has, or where that is not recorded.
   */
  unended(setupId: string): JournalEntry | null;
}

interface SetupEntries {
  entries: JournalEntry[];
  /** By the origins that were asked for. */
  applied: Map<string, { origins: readonly EntryOrigin[]; changes: AppliedChanges }>;
  open: Map<string, JournalEntry>;
  unended: JournalEntry | null;
}

const notImported = ['local', 'unknown'] as const satisfies readonly EntryOrigin[];

export function createJournalIndex(): JournalIndex & { add(line: JournalEntry | RunEnd): void } {
  const all: JournalEntry[] = [];
  const setups = new Map<string, SetupEntries>();
  return {
    add: (entry) => {
      const setup = setups.get(entry.setupId) ?? emptySetup();
      setups.set(entry.setupId, setup);
      if (entry.kind === 'ended') {
        if (setup.unended?.runId === entry.runId) setup.unended = null;
        return;
      }
      all.push(entry);
      setup.entries.push(entry);
      for (const { origins, changes } of setup.applied.values()) {
        if (origins.includes(entry.origin)) changes.add(entry);
      }
      if (entry.origin !== 'imported') trackIntent(setup.open, entry);
      if (entry.origin === 'local' && entry.kind === 'intent') setup.unended = isLast(entry) ? null : entry;
    },
    entries: () => all,
    entriesOf: (setupId) => setups.get(setupId)?.entries ?? [],
    appliedChanges: (setupId, origins = notImported) => {
      const setup = setups.get(setupId);
      if (setup === undefined) return [];
      const known = setup.applied.get(origins.join(' '));
      if (known !== undefined) return known.changes.list;
      const changes = createAppliedChanges();
      for (const entry of setup.entries) if (origins.includes(entry.origin)) changes.add(entry);
      setup.applied.set(origins.join(' '), { origins, changes });
      return changes.list;
    },
    unended: (setupId) => setups.get(setupId)?.unended ?? null,
    openIntents: (setupId) => [...(setups.get(setupId)?.open.values() ?? [])],
  };
}

const emptySetup = (): SetupEntries => ({ entries: [], applied: new Map(), open: new Map(), unended: null });

function isLast(intent: JournalEntry): boolean {
  const place = placeOf(intent);
  return place === null || place.at >= place.of;
}

/** Intents that have neither result, failure nor resolution. */
export function openIntents(entries: readonly JournalEntry[]): JournalEntry[] {
  const open = new Map<string, JournalEntry>();
  for (const entry of entries) trackIntent(open, entry);
  return [...open.values()];
}

function trackIntent(open: Map<string, JournalEntry>, entry: JournalEntry): void {
  const key = `${entry.runId} ${entry.changeId}`;
  if (entry.kind === 'intent') open.set(key, entry);
  else open.delete(key);
}
