import type { Result } from '../../shared/errors';
import type { Snapshot } from '../../shared/snapshot';

/** The assistant as the shells use it, independent of the transport. */
export interface AssistantCore {
  /** Answers always; a failure is a value, never a throw. `name` and `payload` come from outside and are checked here. */
  call(name: string, payload: unknown): Promise<Result<unknown>>;
  /** Whole snapshots, newest last. Returns the function that unsubscribes. */
  onSnapshot(listener: (snapshot: Snapshot) => void): () => void;
  close(): Promise<void>;
}
