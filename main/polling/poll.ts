import type { Clock } from '../ports';

/** How long to wait between looks. Each wait is `growth` times the one before, up to `longestMs`. */
export interface Backoff {
  firstMs: number;
  growth: number;
  longestMs: number;
}

/** `afterMs`: again after this wait instead of the backoff's. */
export type Next = 'again' | 'done' | { afterMs: number };

interface PollOptions<T> {
  clock: Clock;
  backoff: Backoff;
  startWith: 'look' | 'wait';
  /** Whether anyone sees the result; asked before each look except the first. When false, the poll ends. */
  isSeen?: () => boolean;
  /** Reads without side effects; `take` applies the result. `signal` is aborted when the poll is stopped. */
  read: (signal: AbortSignal) => Promise<T>;
  /** Applies the result. Not called when the poll was stopped during `read`. */
  take: (found: T) => Next;
  /** Handles a failure of `read` or `take`. Not called when the poll was stopped meanwhile. */
  failed: (error: unknown) => Next;
  /** A wait starts; the next look is at that time. */
  onWait?: (nextLookAt: Date) => void;
  /** The poll ended without `stop()`: it is done, or nobody sees it. */
  onEnd?: () => void;
  /** `failed` or a callback threw, e.g. because the disk is full. The poll has ended. */
  report: (error: unknown) => void;
}

export interface Poll {
  readonly active: boolean;
  /** Resolves when the first look was applied or the poll was stopped. Never rejects. */
  readonly firstLook: Promise<void>;
  /** Ends the poll; a pending answer is dropped. */
  stop(): void;
}

/**
 * Repeats a read until it is done, stopped or no longer seen; all watchers use this loop. The first look starts in a microtask,
 * so that callbacks can already use the returned poll.
 */
export function poll<T>(options: PollOptions<T>): Poll {
  const {
    clock,
    backoff,
    startWith,
    isSeen = () => true,
    read,
    take,
    failed,
    onWait,
    onEnd,
    report,
  } = options;
  const abort = new AbortController();
  const { signal } = abort;
  let active = true;
  let waitMs = backoff.firstMs;

  async function look(): Promise<Next> {
    if (signal.aborted) return 'done';
    try {
      const found = await read(signal);
      return signal.aborted ? 'done' : take(found);
    } catch (error) {
      return signal.aborted ? 'done' : failed(error);
    }
  }

  /** Waits. Resolves to whether another look follows. */
  async function pause(next: Exclude<Next, 'done'>): Promise<boolean> {
    const ms = next === 'again' ? waitMs : next.afterMs;
    if (next === 'again') waitMs = Math.min(waitMs * backoff.growth, backoff.longestMs);
    onWait?.(new Date(clock.now().getTime() + ms));
    const passed = await clock.sleep(ms, signal).then(
      () => true,
      () => false,
    );
    return passed && isSeen();
  }

  /** Waits and looks in turn until one of them ends the poll. */
  async function follow(next: Next): Promise<void> {
    let following = next;
    while (following !== 'done' && (await pause(following))) following = await look();
    if (signal.aborted) return;
    active = false;
    onEnd?.();
  }

  const crashed = (error: unknown): void => {
    active = false;
    report(error);
  };
  const first: Promise<Next> = Promise.resolve('again' as const).then((next) =>
    startWith === 'look' ? look() : next,
  );
  first.then(follow).catch(crashed);

  return {
    get active() {
      return active;
    },
    firstLook: first.then(
      () => undefined,
      () => undefined,
    ),
    stop: () => {
      active = false;
      abort.abort();
    },
  };
}
