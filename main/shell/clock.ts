import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../ports';

/** The system clock. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) => sleep(ms, signal),
};

async function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    // Node rejects with an AbortError of its own; the port promises the signal's reason.
    throw signal?.aborted === true ? signal.reason : error;
  }
}
