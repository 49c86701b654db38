import { setMaxListeners } from 'node:events';
import type PQueue from 'p-queue';
import { AppFailure } from '../../shared/errors';
import { cancelled } from '../net/fault';

/** Why `signal` was aborted, as a failure to be shown: the reason, where whoever did it gave one. */
export const abortedBy = ({ reason }: AbortSignal): AppFailure =>
  reason instanceof AppFailure ? reason : cancelled();

/** Before a request is sent, so that a write stops waiting too. What others wait for goes on. @throws AppFailure `cancelled` */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const stop = new AbortController();
  const aborted = new Promise<never>((_resolve, reject) => {
    const end = (): void => reject(abortedBy(signal));
    if (signal.aborted) end();
    // One of its own: many requests wait for the same token, and a signal warns of more than ten listeners.
    AbortSignal.any([signal]).addEventListener('abort', end, { signal: stop.signal });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    stop.abort();
  }
}

/** Runs `work` when the queue has a free slot. Cancelling removes it from the queue, but does not abort work that has started. */
export async function runQueued<T>(
  queue: PQueue,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  // Any number of requests may wait on one signal.
  if (signal !== undefined) setMaxListeners(0, signal);
  const queued = new AbortController();
  const dequeue = (): void => queued.abort(signal?.reason);
  signal?.addEventListener('abort', dequeue, { once: true });
  return queue.add(
    () => {
      signal?.removeEventListener('abort', dequeue);
      return work();
    },
    { signal: queued.signal },
  );
}
