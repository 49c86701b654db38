import { AsyncLocalStorage } from 'node:async_hooks';
import type { Wait } from '../../shared/setup';
import type { CallContext } from './types';

/** The context of one piece of work, with the waits that its requests are in at this moment. */
interface Scope {
  signal: AbortSignal | undefined;
  onWait: (wait: Wait | null) => void;
  waits: Set<Wait>;
}

export interface CallScope {
  run<T>(context: CallContext, work: () => Promise<T>): Promise<T>;
  signal(): AbortSignal | undefined;
  /** Shows `wait` while `sleep` runs. Of several waits the one that ends last is shown; null when none is left. */
  waiting(wait: Wait, sleep: () => Promise<void>): Promise<void>;
}

export function createCallScope(): CallScope {
  const storage = new AsyncLocalStorage<Scope>();
  const show = ({ onWait, waits }: Scope): void => {
    const last = [...waits].sort((a, b) => (a.until ?? '').localeCompare(b.until ?? '')).at(-1);
    onWait(last ?? null);
  };
  return {
    run: ({ signal, onWait }, work) =>
      storage.run({ signal, onWait: onWait ?? (() => undefined), waits: new Set() }, work),
    signal: () => storage.getStore()?.signal,
    waiting: async (wait, sleep) => {
      const scope = storage.getStore();
      if (scope === undefined) return sleep();
      scope.waits.add(wait);
      show(scope);
      try {
        await sleep();
      } finally {
        scope.waits.delete(wait);
        show(scope);
      }
    },
  };
}
