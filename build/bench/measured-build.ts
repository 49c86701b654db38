import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folder of the build that this process measures: its first argument. */
const [, , root = '.'] = process.argv;
/** The layout with `main/plans`, not the one before. */
export const isToday = existsSync(join(root, 'main', 'plans', 'engine.ts'));

/** What the measurements use of either build; where they differ, the older one's name comes second. */
export interface Engine {
  preview(scope: object, step: object): Promise<{ id: string }>;
  apply(planId: string): { runId: string; finished: Promise<{ state: string }> };
  cancel(runId: string): void;
  readonly run: object | null;
}
export interface Journal {
  append(entry: object): Promise<void>;
  entries(): readonly Entry[] | Promise<readonly Entry[]>;
  close(): Promise<void>;
}
export interface Entry {
  setupId: string;
}
export interface JournalModule {
  openJournal(path: string, now: () => Date, openFile?: () => Promise<object>): Promise<Journal>;
}
export interface IndexedJournal extends Journal {
  appliedChanges(setupId: string): readonly object[];
}
export interface TestCore {
  begin(): Promise<void>;
  provisioningOn(): Promise<void>;
  run(scope: object): Promise<{ state: string }>;
  call(name: string, payload: object): Promise<{ users: { id: string; status: string }[] }>;
  org: { world: { idle(): Promise<void> } };
  close(): Promise<void>;
}

/** A module of the measured build. The types of that build are not at hand: the caller names what it uses. */
export async function load<Module>(path: string): Promise<Module> {
  const module: unknown = await import(pathToFileURL(join(root, path)).href);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return module as Module;
}

export const loadJournal = (): Promise<JournalModule> =>
  load(isToday ? 'main/storage/journal.ts' : 'main/setup/journal.ts');
