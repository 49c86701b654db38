import type { AppError } from '../../shared/errors';
import type { TimelineEntry } from '../../shared/verification';
import type { Lifetime } from '../lifetime';
import { giveUpMs } from '../observe/okta-pace';
import { poll } from '../polling/poll';
import type { Backoff, Next, Poll } from '../polling/poll';
import type { Clock } from '../ports';

interface FrameParts {
  clock: Clock;
  lifetime: Pick<Lifetime, 'onForget' | 'onClose'>;
  toAppError: (error: unknown) => AppError;
  report: (error: unknown) => void;
}

/** What is read, how it is taken, and what is kept of a look that failed. */
interface Followed<T> {
  backoff: Backoff;
  /** Usually `look`. */
  startWith?: 'look' | 'wait';
  read: (signal: AbortSignal) => Promise<T>;
  take: (found: T) => Next;
  /** `isOver`: it is given up. 'done' where that ends it all the same. */
  failed: (entry: TimelineEntry, isOver: boolean) => Next;
}

/** What is kept of a following that the admin stopped. */
export const stoppedFollowing = {
  state: 'stopped',
  verdict: 'You stopped following. Okta continues on its own.',
} as const;

/** What is kept of one that begins again. */
export const followedAgain = { state: 'following', endedAt: null, verdict: null, explanation: null } as const;

/** One thing followed at a time, from a moment on until it is given up, stopped, or the set-up or the assistant ends. */
export interface Following {
  /** `elapsed`: milliseconds since it began. */
  start<T>(followed: (elapsed: () => number) => Followed<T>): void;
  stop(): void;
}

export function createFollowing({ clock, lifetime, toAppError, report }: FrameParts): Following {
  let following: Poll | null = null;
  const stop = (): void => following?.stop();
  lifetime.onForget(stop);
  lifetime.onClose(stop);
  return {
    start: (followed) => {
      stop();
      const started = clock.now().getTime();
      const elapsed = (): number => clock.now().getTime() - started;
      const { failed, ...looked } = followed(elapsed);
      following = poll({
        clock,
        startWith: 'look',
        ...looked,
        failed: (error) => {
          const text = toAppError(error).message;
          const at = clock.now().toISOString();
          return failed({ at, source: 'assistant', text, failed: true, eventId: null }, elapsed() > giveUpMs);
        },
        report,
      });
    },
    stop,
  };
}
