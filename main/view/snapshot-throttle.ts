import type { Clock } from '../ports';

/** Ten a second at most. */
const intervalMs = 100;

/** Decides when a snapshot is sent: a fast run changes thousands of times a second. */
export interface SnapshotThrottle {
  /** Sends one now. */
  now(): void;
  /** Sends one within a tenth of a second: now, if the last one is that long ago. */
  soon(): void;
}

/** `send` takes the state as it is when it is called, so that the last state is always sent. */
export function createSnapshotThrottle(clock: Clock, send: () => void): SnapshotThrottle {
  let sentAt = -Infinity;
  let pending: AbortController | null = null;

  function now(): void {
    pending?.abort();
    pending = null;
    sentAt = clock.now().getTime();
    send();
  }

  return {
    now,
    soon: () => {
      if (pending !== null) return;
      const elapsedMs = clock.now().getTime() - sentAt;
      // A clock that was set back must not hold a snapshot up.
      if (elapsedMs < 0 || elapsedMs >= intervalMs) {
        now();
        return;
      }
      pending = new AbortController();
      void clock.sleep(intervalMs - elapsedMs, pending.signal).then(now, () => undefined);
    },
  };
}
