import type { TextResponse } from '../net/fetch-text';
import { bucketOf, hasEnded, readWindow, reserveOf, type RateWindow } from './rate-limit';

interface Bucket {
  /** As the headers of Okta's responses have it; null while the current window is unknown. */
  window: RateWindow | null;
  /** Responses here carry no rate limit headers, so there is nothing to count. */
  withoutLimits: boolean;
  /** Requests sent that have no response yet. */
  inFlight: number;
  /** Wake-ups of the requests that wait for the response to another one. */
  waiters: Set<() => void>;
}

export interface GatedRequest {
  path: string;
  signal: AbortSignal | undefined;
  /** Sleeps till `until`, in milliseconds of this computer's clock, as of `limit` requests in a window none is left; rejects when cancelled. */
  sleepUntil: (until: number, limit: number) => Promise<void>;
}

export interface RateGate {
  /**
   * Runs `work` as soon as one more request leaves the bucket's reserve untouched; until then all requests of that bucket
   * wait. While a window is unknown, one request is sent alone to read its headers.
   * @throws the signal's reason when cancelled before it is sent, and whatever `work` throws.
   */
  pass(gated: GatedRequest, work: () => Promise<TextResponse>): Promise<TextResponse>;
  /** The window of the path's bucket as last reported; null while it is unknown, and once it has ended. */
  windowOf(path: string): RateWindow | null;
}

/** Reserves a tenth of each of Okta's rate limit buckets for the org's other clients, however much they use themselves. */
export function createRateGate(now: () => Date): RateGate {
  const buckets = new Map<string, Bucket>();
  const bucketFor = (path: string): Bucket => {
    const name = bucketOf(path);
    const current = buckets.get(name);
    if (current !== undefined) return current;
    const fresh: Bucket = { window: null, withoutLimits: false, inFlight: 0, waiters: new Set() };
    buckets.set(name, fresh);
    return fresh;
  };

  return {
    windowOf: (path) => {
      const window = buckets.get(bucketOf(path))?.window ?? null;
      return window === null || hasEnded(window, now().getTime()) ? null : window;
    },
    pass: async ({ path, signal, sleepUntil }, work) => {
      const bucket = bucketFor(path);
      for (;;) {
        signal?.throwIfAborted();
        const next = nextAction(bucket, now().getTime());
        if (next === 'go') break;
        await (next === 'await-response'
          ? nextResponse(bucket, signal)
          : sleepUntil(next.sleepUntil, next.limit));
      }
      bucket.inFlight += 1;
      try {
        const answer = await work();
        updateBucket(bucket, answer, now());
        return answer;
      } catch (thrown) {
        // The request may have reached Okta and been counted.
        if (bucket.window !== null) bucket.window.remaining -= 1;
        throw thrown;
      } finally {
        bucket.inFlight -= 1;
        for (const wake of bucket.waiters) wake();
        bucket.waiters.clear();
      }
    },
  };
}

type Action = 'go' | 'await-response' | { sleepUntil: number; limit: number };

const usableOf = ({ limit, remaining }: RateWindow): number => remaining - reserveOf(limit);

function nextAction(bucket: Bucket, now: number): Action {
  if (bucket.window !== null && hasEnded(bucket.window, now)) bucket.window = null;
  const { window, withoutLimits, inFlight } = bucket;
  if (window === null) return withoutLimits || inFlight === 0 ? 'go' : 'await-response';
  const usable = usableOf(window);
  if (usable <= 0) return { sleepUntil: window.until, limit: window.limit };
  return usable > inFlight ? 'go' : 'await-response';
}

function updateBucket(bucket: Bucket, { status, headers }: TextResponse, now: Date): void {
  const reported = readWindow(headers, now);
  const refused = status === 429;
  if (reported === null) {
    if (bucket.window === null && !refused) bucket.withoutLimits = true;
    return;
  }
  const current = bucket.window;
  const remaining = refused ? 0 : reported.remaining;
  bucket.withoutLimits = false;
  const latest = { ...reported, remaining };
  if (current === null || reported.reset > current.reset) bucket.window = latest;
  // Responses arrive out of order, and endpoints may have limits of their own: within a window the tightest counts.
  else if (reported.reset === current.reset && usableOf(latest) < usableOf(current)) bucket.window = latest;
}

function nextResponse({ waiters }: Bucket, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      signal?.removeEventListener('abort', wake);
      waiters.delete(wake);
      resolve();
    };
    waiters.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
  });
}
