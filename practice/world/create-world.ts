import { randomUUID } from 'node:crypto';
import { newId } from './ids';
import { usersOf } from './directory';
import { requestId } from './current-request';
import type { PracticeState } from './state';
import { generateSigningKeyPair } from './signing-keys';
import type { GenerateKeyPair, ScimClient, World, WorldOptions } from './world';

interface WorldParts {
  state: PracticeState;
  options: WorldOptions;
  now?: () => Date;
  generateKeyPair?: GenerateKeyPair;
  makeScimClient: (world: () => World) => ScimClient;
  /** Writes the state file; called with a delay after a change, and at the end. */
  persist: (state: PracticeState) => void;
  /** The same for a large org, without blocking requests; false when `stale` before it was written. */
  persistInSlices?: (state: PracticeState, stale: () => boolean) => Promise<boolean>;
}

const saveAfterMs = 100;
/** Saving a very large org takes long: limits the share of time spent on it. */
const restPerSave = 4;
/** Number of users from which on writing in one go would block noticeably: 100,000 take half a second. */
const largeOrg = 5_000;
/** Successive saves that may be abandoned because the state changed; the next one is written in one go. */
const mostMissed = 5;

/** The practice org around a state: clock, ids, log, a queue for delayed effects, and the state file. */
export function createWorld(parts: WorldParts): World {
  const { state, options, now = () => new Date(), makeScimClient, persist, persistInSlices } = parts;
  const { generateKeyPair = generateSigningKeyPair } = parts;
  let saving: NodeJS.Timeout | null = null;
  let pauseMs = saveAfterMs;
  let changes = 0;
  let missed = 0;
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

  const write = async (): Promise<void> => {
    const started = Date.now();
    const seen = changes;
    const small = usersOf(state).length < largeOrg;
    if (persistInSlices === undefined || small || missed === mostMissed) {
      missed = 0;
      persist(state);
    } else if (await persistInSlices(state, () => closed || changes !== seen)) {
      missed = 0;
    } else {
      missed += 1;
    }
    pauseMs = Math.max(saveAfterMs, (Date.now() - started) * restPerSave);
    saving = null;
    if (changes !== seen) saveSoon();
  };
  const saveSoon = (): void => {
    if (closed) return;
    saving ??= setTimeout(() => void write(), pauseMs);
    saving.unref();
  };

  const world: World = {
    state,
    options,
    origins: { okta: '', oktopost: '' },
    scimClient: makeScimClient(() => world),
    generateKeyPair,
    now,
    save: () => {
      changes += 1;
      saveSoon();
    },
    newId,
    log: ({ job = false, ...entry }) => {
      state.log.push({
        uuid: randomUUID(),
        published: now().toISOString(),
        transaction: { type: job ? 'JOB' : 'WEB', id: (job ? null : requestId()) ?? randomUUID() },
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
