import { join } from 'node:path';
import type { AssistantCore } from './api/core';
import { handlersOf } from './api/handlers';
import { createRegistry } from './api/registry';
import { createCore } from './core/create-core';
import type { Ports } from './ports';
import { openJournal } from './storage/journal';
import { refuseNewerFiles } from './storage/newer-version';
import { openSession } from './storage/session-store';
import { setupIdIn } from './storage/set-aside';
import type { SetAside } from './storage/set-aside';

/**
 * Composition root: builds the assistant from what a shell supplies. Knows no Electron and no HTTP server. A set-up that was
 * begun before is resumed in the background; its progress is in the snapshots.
 * @throws AppFailure `storage-failed` when `ports.folder` cannot be used, `newer-version` when a newer assistant used it.
 */
export async function createAssistant(ports: Ports): Promise<AssistantCore> {
  const now = (): Date => ports.clock.now();
  refuseNewerFiles(ports.folder);
  const journal = await openJournal(join(ports.folder, 'journal.jsonl'), now, ports.openJournalFile);
  const onBroken = (movedTo: string): void => {
    ports.log.warn('the session file could not be read and was set aside', { movedTo });
  };
  const goesOnAs = (aside: SetAside): string | null => setupIdIn(aside, journal);
  const store = openSession(ports.folder, onBroken, { now, goesOnAs });
  const core = createCore(ports, store, journal);
  const registry = createRegistry(handlersOf(core), ports.log, now);

  core.resume().catch((error: unknown) => {
    ports.log.warn('the set-up could not be resumed', {
      error: error instanceof Error ? error.message : String(error),
    });
  });

  return {
    call: (name, payload) => registry.call(name, payload),
    onSnapshot: core.onSnapshot,
    close: async () => {
      await core.close();
      await journal.close();
    },
  };
}
