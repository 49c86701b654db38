import { createAppliedChanges } from './applied-changes';
import type { AppliedChange, AppliedChanges } from './applied-changes';
import type { EntryOrigin, JournalEntry } from './journal-entry';

/** What a journal holds, in memory: each question is answered without reading the file again. The lists are live. */
export interface JournalIndex {
  /** Oldest first. */
  entries(): readonly JournalEntry[];
  entriesOf(setupId: string): readonly JournalEntry[];
  /** By entries of these origins alone, oldest first; see `AppliedChanges.list`. Without origins: of all that were not imported. */
  appliedChanges(setupId: string, origins?: readonly EntryOrigin[]): readonly AppliedChange[];
  /** Intents of a set-up, imported ones left out, that have neither result, failure nor resolution. */
  openIntents(setupId: string): readonly JournalEntry[];
}

interface SetupEntries {
  entries: JournalEntry[];
  /** By the origins that were asked for. */
  applied: Map<string, { origins: readonly EntryOrigin[]; changes: AppliedChanges }>;
  open: Map<string, JournalEntry>;
}

const notImported = ['local', 'unknown'] as const satisfies readonly EntryOrigin[];

export function createJournalIndex(): JournalIndex & { add(entry: JournalEntry): void } {
  const all: JournalEntry[] = [];
  const setups = new Map<string, SetupEntries>();
  return {
    add: (entry) => {
      all.push(entry);
      const setup = setups.get(entry.setupId) ?? emptySetup();
      setups.set(entry.setupId, setup);
      setup.entries.push(entry);
      for (const { origins, changes } of setup.applied.values()) {
        if (origins.includes(entry.origin)) changes.add(entry);
      }
      if (entry.origin !== 'imported') trackIntent(setup.open, entry);
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
    openIntents: (setupId) => [...(setups.get(setupId)?.open.values() ?? [])],
  };
}

const emptySetup = (): SetupEntries => ({ entries: [], applied: new Map(), open: new Map() });

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
