import { AsyncLocalStorage } from 'node:async_hooks';
import { AppFailure } from '../../shared/errors';
import type { CallContext } from './okta';
import type { Wait } from '../../shared/plan';
import type { RecentReads } from './recent-answers';

/** The context of one call tree, with the waits its requests are in now. */
interface Scope {
  signal: AbortSignal;
  onWait: (wait: Wait | null) => void;
  waits: Set<Wait>;
  /** Null: every read is sent. */
  recent: RecentReads | null;
}

export interface CallScope {
  run<T>(context: CallContext, work: () => Promise<T>): Promise<T>;
  /** The same context, whose reads may be answered by recent ones. */
  recently<T>(reads: RecentReads, work: () => Promise<T>): Promise<T>;
  signal(): AbortSignal;
  recent(): RecentReads | null;
  /** Reports `wait` while `sleep` runs. Of several waits the one that ends last is reported; null when none is left. */
  waiting(wait: Wait, sleep: () => Promise<void>): Promise<void>;
  /** Cancels the waits and reads of all calls whose waits go to the `onWait` of this scope. */
  stop(): void;
}

/**
 * The scopes of the running call tree, by client. One storage for all clients: Node goes through every storage in use
 * at each new promise, so that one a client makes all promises of the process slower with each client.
 */
const storage = new AsyncLocalStorage<ReadonlyMap<symbol, Scope>>();

/** `onWait` gets the waits of calls without an `onWait` of their own, such as a preview or a poll. */
export function createCallScope(onWait: (wait: Wait | null) => void): CallScope {
  const client = Symbol('client');
  const waits = new Set<Wait>();
  let abort = new AbortController();
  const current = (): Scope =>
    storage.getStore()?.get(client) ?? { signal: abort.signal, onWait, waits, recent: null };
  const within = <T>(scope: Scope, work: () => Promise<T>): Promise<T> =>
    storage.run(new Map([...(storage.getStore() ?? []), [client, scope]]), work);
  const show = (scope: Scope): void => {
    const last = [...scope.waits].sort((a, b) => (a.until ?? '').localeCompare(b.until ?? '')).at(-1);
    scope.onWait(last ?? null);
  };
  return {
    run: (context, work) => {
      const scope: Scope =
        context.onWait === undefined
          ? // Its waits are among those that `stop` is offered for.
            { signal: either(abort.signal, context.signal), onWait, waits, recent: null }
          : {
              signal: context.signal ?? abort.signal,
              onWait: context.onWait,
              waits: new Set(),
              recent: null,
            };
      return within(scope, work);
    },
    recently: (recent, work) => within({ ...current(), recent }, work),
    signal: () => current().signal,
    recent: () => current().recent,
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

const either = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined ? one : AbortSignal.any([one, other]);

const stopped = (): AppFailure =>
  new AppFailure({
    code: 'cancelled',
    message: 'You stopped waiting for Okta. Nothing was changed by it.',
    owner: 'okta-admin',
    next: 'Ask again when you like.',
    retry: true,
  });
