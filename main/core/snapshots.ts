import type { Snapshot } from '../../shared/snapshot';
import type { Ports } from '../ports';
import { createSnapshotThrottle } from '../view/snapshot-throttle';

/** Numbers snapshots and publishes them to listeners. */
export interface Snapshots {
  current(): Snapshot;
  /** State changed: publishes a new, complete snapshot to every listener. */
  changed(): void;
  /** State changed that may change thousands of times a second: publishes one within a tenth of a second. */
  changedOften(): void;
  /** Whether there is any listener. */
  isSeen(): boolean;
  /** Returns the function that unsubscribes. */
  listen(listener: (snapshot: Snapshot) => void): () => void;
}

export function createSnapshots(
  build: (seq: number) => Snapshot,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): Snapshots {
  const listeners = new Set<(snapshot: Snapshot) => void>();
  let seq = 0;
  const throttle = createSnapshotThrottle(clock, () => {
    if (listeners.size === 0) return;
    const next = build(seq);
    for (const listener of listeners) {
      try {
        listener(next);
      } catch (error) {
        // A window that cannot be reached must not interrupt the work that caused the change.
        log.error('a snapshot could not be delivered', { error: String(error) });
      }
    }
  });
  return {
    current: () => build(seq),
    changed: () => {
      seq += 1;
      throttle.now();
    },
    changedOften: () => {
      seq += 1;
      throttle.soon();
    },
    isSeen: () => listeners.size > 0,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
