import type { TextAnswer } from '../net/fetch-text';
import { bucketOf, readWindow, reserveOf, type RateWindow } from './rate-limit';

interface Bucket {
  /** As Okta's answers told it; null while nothing is known of the present window. */
  window: RateWindow | null;
  /** Okta answers here without a word about limits: then there is nothing to count. */
  uncounted: boolean;
  /** Requests let through that have no answer yet. */
  out: number;
  /** Those that wait for an answer to another's request. */
  listeners: Set<() => void>;
}

export interface Turn {
  path: string;
  signal: AbortSignal | undefined;
  /** Sleeps till `until`, in milliseconds of this computer's clock; rejects when cancelled. */
  sleepTill: (until: number) => Promise<void>;
}

export interface RateGate {
  /**
   * Does `work` when one request more leaves the bucket's reserve untouched; till then all requests of that bucket wait
   * together. While nothing is known of a window, one request goes ahead to learn it.
   * @throws the signal's reason when cancelled before its turn, and what `work` throws.
   */
  pass(turn: Turn, work: () => Promise<TextAnswer>): Promise<TextAnswer>;
}

/** Keeps a tenth of each of Okta's buckets for the org's other clients, whatever they use themselves. */
export function createRateGate(now: () => Date): RateGate {
  const buckets = new Map<string, Bucket>();
  const bucketFor = (path: string): Bucket => {
    const name = bucketOf(path);
    const known = buckets.get(name);
    if (known !== undefined) return known;
    const fresh: Bucket = { window: null, uncounted: false, out: 0, listeners: new Set() };
    buckets.set(name, fresh);
    return fresh;
  };

  return {
    pass: async ({ path, signal, sleepTill }, work) => {
      const bucket = bucketFor(path);
      for (;;) {
        signal?.throwIfAborted();
        const next = nextFor(bucket, now().getTime());
        if (next === 'go') break;
        await (next === 'listen' ? anAnswer(bucket, signal) : sleepTill(next.sleepTill));
      }
      bucket.out += 1;
      try {
        const answer = await work();
        learn(bucket, answer, now());
        return answer;
      } catch (thrown) {
        // It may have arrived and been counted.
        if (bucket.window !== null) bucket.window.remaining -= 1;
        throw thrown;
      } finally {
        bucket.out -= 1;
        for (const heard of bucket.listeners) heard();
        bucket.listeners.clear();
      }
    },
  };
}

function nextFor(bucket: Bucket, now: number): 'go' | 'listen' | { sleepTill: number } {
  if (bucket.window !== null && now >= bucket.window.until) bucket.window = null;
  const { window, uncounted, out } = bucket;
  if (window === null) return uncounted || out === 0 ? 'go' : 'listen';
  const usable = window.remaining - reserveOf(window.limit);
  if (usable <= 0) return { sleepTill: window.until };
  return usable > out ? 'go' : 'listen';
}

function learn(bucket: Bucket, { status, headers }: TextAnswer, now: Date): void {
  const heard = readWindow(headers, now);
  const refused = status === 429;
  if (heard === null) {
    if (bucket.window === null && !refused) bucket.uncounted = true;
    return;
  }
  const known = bucket.window;
  const remaining = refused ? 0 : heard.remaining;
  bucket.uncounted = false;
  if (known === null || heard.reset > known.reset) bucket.window = { ...heard, remaining };
  // Answers overtake each other: within a window the lowest count is the latest.
  else if (heard.reset === known.reset) known.remaining = Math.min(known.remaining, remaining);
}

function anAnswer({ listeners }: Bucket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      signal?.removeEventListener('abort', wake);
      listeners.delete(wake);
      resolve();
    };
    listeners.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
  });
}
