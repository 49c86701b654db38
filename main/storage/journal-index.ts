import { createAppliedChanges } from './applied-changes';
import type { AppliedChange, AppliedChanges } from './applied-changes';
import type { JournalEntry } from './journal-entry';

/** What a journal holds, in memory: each question is answered without reading the file again. The lists are live. */
export interface JournalIndex {
  /** Oldest first. */
  entries(): readonly JournalEntry[];
  entriesOf(setupId: string): readonly JournalEntry[];
  /** Oldest first; see `AppliedChanges.list`. */
  appliedChanges(setupId: string): readonly AppliedChange[];
  /** Intents of a set-up that have neither result, failure nor resolution. */
  openIntents(setupId: string): readonly JournalEntry[];
}

interface SetupEntries {
  entries: JournalEntry[];
  applied: AppliedChanges;
  open: Map<string, JournalEntry>;
}

export function createJournalIndex(): JournalIndex & { add(entry: JournalEntry): void } {
  const all: JournalEntry[] = [];
  const setups = new Map<string, SetupEntries>();
  return {
    add: (entry) => {
      all.push(entry);
      const setup = setups.get(entry.setupId) ?? emptySetup();
      setups.set(entry.setupId, setup);
      setup.entries.push(entry);
      setup.applied.add(entry);
      trackIntent(setup.open, entry);
    },
    entries: () => all,
    entriesOf: (setupId) => setups.get(setupId)?.entries ?? [],
    appliedChanges: (setupId) => setups.get(setupId)?.applied.list ?? [],
    openIntents: (setupId) => [...(setups.get(setupId)?.open.values() ?? [])],
  };
}

const emptySetup = (): SetupEntries => ({ entries: [], applied: createAppliedChanges(), open: new Map() });

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
