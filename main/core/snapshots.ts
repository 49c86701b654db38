import type { Snapshot } from '../../shared/snapshot';
import type { Log } from '../ports';

/** The numbered snapshots of one assistant, and who receives them. */
export interface Snapshots {
  current(): Snapshot;
  /** Something in it changed: every listener gets the next one, whole. */
  changed(): void;
  /** Whether anyone receives them. */
  isSeen(): boolean;
  /** Returns the way to stop listening. */
  listen(listener: (snapshot: Snapshot) => void): () => void;
}

export function createSnapshots(build: (seq: number) => Snapshot, log: Pick<Log, 'error'>): Snapshots {
  const listeners = new Set<(snapshot: Snapshot) => void>();
  let seq = 0;
  return {
    current: () => build(seq),
    changed: () => {
      seq += 1;
      if (listeners.size === 0) return;
      const next = build(seq);
      for (const listener of listeners) {
        try {
          listener(next);
        } catch (error) {
          // A window that cannot be reached must not end what the assistant is doing.
          log.error('a snapshot could not be delivered', { error: String(error) });
        }
      }
    },
    isSeen: () => listeners.size > 0,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
