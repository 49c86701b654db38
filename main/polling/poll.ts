import type { Clock } from '../ports';

/** How long to wait between looks. Each wait is `growth` times the one before, up to `longestMs`. */
export interface Backoff {
  firstMs: number;
  growth: number;
  longestMs: number;
}

export type Next = 'again' | 'done';

interface PollOptions<T> {
  clock: Clock;
  backoff: Backoff;
  startWith: 'look' | 'wait';
  /** Whether anyone sees what is found, asked before each look but the first. A poll that nobody sees ends. */
  isSeen?: () => boolean;
  /** Only reads; whatever it found is applied by `take`. `signal` is aborted when the poll is stopped. */
  read: (signal: AbortSignal) => Promise<T>;
  /** Applies what was read. Never called for a poll that was stopped while `read` was waiting. */
  take: (found: T) => Next;
  /** What a failed `read` or `take` means. Never called for a poll that was stopped meanwhile. */
  failed: (error: unknown) => Next;
  /** A wait began; the next look is at that time. */
  onWait?: (nextLookAt: Date) => void;
  /** The poll ended by itself: it is done, or nobody sees it. */
  onEnd?: () => void;
  /** `failed` or a callback threw, such as on a full disk. The poll has ended. */
  report: (error: unknown) => void;
}

export interface Poll {
  readonly active: boolean;
  /** Resolves when the first look was applied, or the poll was stopped before. Never rejects. */
  readonly firstLook: Promise<void>;
  /** Ends the poll; an answer that is still on its way is dropped. */
  stop(): void;
}

/**
 * Reads now and again until it is done, stopped or not seen any more: the one loop behind everything that is watched. Begins
 * once the caller has kept the poll, so that what it calls back can ask whether it is active.
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

  /** Whether there is another look after it. */
  async function pause(): Promise<boolean> {
    const ms = waitMs;
    waitMs = Math.min(waitMs * backoff.growth, backoff.longestMs);
    onWait?.(new Date(clock.now().getTime() + ms));
    const passed = await clock.sleep(ms, signal).then(
      () => true,
      () => false,
    );
    return passed && isSeen();
  }

  /** As `next` says: waits and looks until one of them ends it. */
  async function follow(next: Next): Promise<void> {
    let following = next;
    while (following === 'again' && (await pause())) following = await look();
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
