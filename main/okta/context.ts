import { AsyncLocalStorage } from 'node:async_hooks';
import { AppFailure } from '../../shared/errors';
import type { CallContext } from './types';
import type { Wait } from '../../shared/plan';

/** The context of one piece of work, with the waits that its requests are in at this moment. */
interface Scope {
  signal: AbortSignal;
  onWait: (wait: Wait | null) => void;
  waits: Set<Wait>;
}

export interface CallScope {
  run<T>(context: CallContext, work: () => Promise<T>): Promise<T>;
  signal(): AbortSignal;
  /** Shows `wait` while `sleep` runs. Of several waits the one that ends last is shown; null when none is left. */
  waiting(wait: Wait, sleep: () => Promise<void>): Promise<void>;
  /** Ends the waits and reads of everything that has no way of its own to be cancelled. */
  stop(): void;
}

/** `onWait`: of work that shows its waits in no way of its own, such as a preview or a look. */
export function createCallScope(onWait: (wait: Wait | null) => void): CallScope {
  const storage = new AsyncLocalStorage<Scope>();
  const waits = new Set<Wait>();
  let abort = new AbortController();
  const current = (): Scope => storage.getStore() ?? { signal: abort.signal, onWait, waits };
  const show = (scope: Scope): void => {
    const last = [...scope.waits].sort((a, b) => (a.until ?? '').localeCompare(b.until ?? '')).at(-1);
    scope.onWait(last ?? null);
  };
  return {
    run: (context, work) =>
      storage.run(
        {
          signal: context.signal ?? abort.signal,
          ...(context.onWait === undefined
            ? { onWait, waits }
            : { onWait: context.onWait, waits: new Set() }),
        },
        work,
      ),
    signal: () => current().signal,
    waiting: async (wait, sleep) => {
      const scope = current();
      scope.waits.add(wait);
      show(scope);
      try {
        await sleep();
      } finally {
        scope.waits.delete(wait);
        show(scope);
      }
    },
    stop: () => {
      abort.abort(stopped());
      abort = new AbortController();
    },
  };
}

const stopped = (): AppFailure =>
  new AppFailure({
    code: 'cancelled',
    message: 'You stopped waiting for Okta. Nothing was changed by it.',
    owner: 'okta-admin',
    next: 'Ask again when you like.',
    retry: true,
  });
