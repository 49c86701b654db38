import { randomUUID } from 'node:crypto';
import { newId } from './ids';
import type { PracticeState } from './state';
import type { ScimClient, World, WorldOptions } from './world';

interface WorldParts {
  state: PracticeState;
  options: WorldOptions;
  makeScimClient: (world: () => World) => ScimClient;
  /** Writes the state file; called some time after a change and once at the end. */
  persist: (state: PracticeState) => void;
}

const saveAfterMs = 100;
/** Saving a very large org takes long; it must not take most of the time. */
const restPerSave = 4;

/** The world around a state: clock, ids, log, a queue for what Okta does later, and the state file. */
export function createWorld({ state, options, makeScimClient, persist }: WorldParts): World {
  let saving: NodeJS.Timeout | null = null;
  let pauseMs = saveAfterMs;
  let closed = false;
  const timers = new Set<NodeJS.Timeout>();
  let open = 0;
  let waiters: (() => void)[] = [];

  const settle = (): void => {
    open -= 1;
    if (open > 0) return;
    const done = waiters;
    waiters = [];
    for (const waiter of done) waiter();
  };

  const world: World = {
    state,
    options,
    origins: { okta: '', oktopost: '' },
    scimClient: makeScimClient(() => world),
    now: () => new Date(),
    save: () => {
      saving ??= setTimeout(() => {
        saving = null;
        const started = Date.now();
        persist(state);
        pauseMs = Math.max(saveAfterMs, (Date.now() - started) * restPerSave);
      }, pauseMs);
      saving.unref();
    },
    newId,
    log: ({ job = false, ...entry }) => {
      state.log.push({
        uuid: randomUUID(),
        published: new Date().toISOString(),
        transaction: { type: job ? 'JOB' : 'WEB', id: randomUUID() },
        ...entry,
      });
      world.save();
    },
    later: (delayMs, work) => {
      if (closed) return;
      open += 1;
      const timer = setTimeout(() => {
        timers.delete(timer);
        work()
          .catch((error: unknown) => {
            process.stderr.write(
              `practice: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
            );
          })
          .finally(settle);
      }, delayMs);
      timers.add(timer);
    },
    idle: () =>
      open === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiters.push(resolve);
          }),
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
      if (saving !== null) clearTimeout(saving);
      persist(state);
    },
  };
  return world;
}
