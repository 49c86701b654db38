import type { Clock } from '../ports';
import { systemClock } from '../shell/clock';

/** Waits of a second and more end only where they are aborted: between two looks nothing is read by itself. */
export const endlessClock: Clock = {
  now: systemClock.now,
  sleep: (ms, signal) =>
    ms < 1_000
      ? systemClock.sleep(ms, signal)
      : new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
        }),
};
