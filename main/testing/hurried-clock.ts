import type { Clock } from '../ports';
import { systemClock } from '../shell/clock';
import { endlessClock } from './endless-clock';

/**
 * Waits pass at once and are counted into its time, so that what is given up after minutes is given up after a moment. Give its
 * `now` to the practice org too.
 */
export interface HurriedClock extends Clock {
  /** How long was waited for, in milliseconds. */
  readonly waited: readonly number[];
  /** Milliseconds go by of which nobody waits for the end. */
  pass(ms: number): void;
}

const longestMs = 25;

/**
 * `idle`: a wait ends when Okta has done what it was asked for, so that nothing is given up because this machine is slow. Not for an
 * Okta that is to do nothing for long.
 */
type Idle = () => Promise<void>;
const atOnce: Idle = () => Promise.resolve();

export function hurriedClock(idle: Idle): HurriedClock {
  let ahead = 0;
  const waited: number[] = [];
  return {
    waited,
    now: () => new Date(Date.now() + ahead),
    sleep: async (ms, signal) => {
      waited.push(ms);
      await systemClock.sleep(Math.min(ms, longestMs), signal);
      ahead += Math.max(0, ms - longestMs);
      await idle();
    },
    pass: (ms) => {
      ahead += ms;
    },
  };
}

/** The assistant's looks by themselves, while nobody waits for them, are this far apart or further (guided/watch.ts). */
const byItselfMs = 60_000;

/**
 * Time passes by waiting alone, so that how fast the machine is changes nothing. Each look at it is a millisecond. Waits of a minute
 * and more end only where they are aborted: on a slow machine each would let its minute pass between two writes of somebody else.
 */
export function steppedClock(idle: Idle = atOnce): HurriedClock {
  let at = Date.now();
  const waited: number[] = [];
  return {
    waited,
    now: () => {
      at += 1;
      return new Date(at);
    },
    sleep: async (ms, signal) => {
      if (ms >= byItselfMs) return endlessClock.sleep(ms, signal);
      waited.push(ms);
      await systemClock.sleep(Math.min(ms, longestMs), signal);
      at += ms;
      await idle();
    },
    pass: (ms) => {
      at += ms;
    },
  };
}
