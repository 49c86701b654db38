/** Releases what one part holds in memory or outside the process. Must be safe to call more than once. */
type Cleanup = () => void | Promise<void>;

/**
 * Who has to be cleaned up, and when. Each part registers its own cleanup where it is made, so that no list has to be kept
 * in step with the parts. It is below every room, so that each may register.
 */
export interface Lifetime {
  /** Called when the set-up is started over: state, tokens, clients and timers that belong to one set-up. */
  onForget(cleanup: Cleanup): void;
  /** Called when the assistant ends: timers, running requests and what was put outside the process. Stored secrets stay. */
  onClose(cleanup: Cleanup): void;
  /** Starts over. Every cleanup is run, also after one that failed. @throws the first failure, once all have ended. */
  forget(): Promise<void>;
  /** Ends the assistant. Every cleanup is run, also after one that failed. @throws the first failure, once all have ended. */
  close(): Promise<void>;
}

export function createLifetime(): Lifetime {
  const forgetters: Cleanup[] = [];
  const closers: Cleanup[] = [];
  return {
    onForget: (cleanup) => {
      forgetters.push(cleanup);
    },
    onClose: (cleanup) => {
      closers.push(cleanup);
    },
    forget: () => runAll(forgetters),
    close: () => runAll(closers),
  };
}

/**
 * Runs all, also after one has failed; the synchronous part of each has run, in order, before anything asynchronous continues.
 * @throws the first failure, once all have ended.
 */
export async function runAll(tasks: readonly (() => void | Promise<void>)[]): Promise<void> {
  const outcomes = await Promise.allSettled(tasks.map(async (task) => task()));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
