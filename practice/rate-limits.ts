import { assertNever } from '../shared/errors';
import { tooManyRequests } from './okta/errors';
import type { Profile } from './profile';
import type { Handler, PracticeRequest, PracticeResponse } from './web/http';

interface Limits {
  /** Requests per bucket and window. */
  perWindow: number;
  windowSeconds: number;
  /** Concurrent requests; more are refused with 0/0, as by Okta's concurrency limit. */
  concurrent: number;
  kind: Profile['rateLimits'];
}

export const usualLimits: Limits = { perWindow: 600, windowSeconds: 60, concurrent: 75, kind: 'options' };

/** The limit that a request counts against. */
interface Bucket {
  name: string;
  limit: number;
  /** False: answers carry no rate limit headers. */
  reported: boolean;
}

const fewer = 50;
const fewest = 10;

function bucketOf(request: PracticeRequest, { kind, perWindow }: Limits): Bucket {
  const name = nameOf(request);
  const atMost = Math.min(perWindow, fewer);
  switch (kind) {
    case 'options':
      return { name, limit: perWindow, reported: true };
    case '50':
      return { name, limit: atMost, reported: true };
    case 'unreported':
      return { name, limit: atMost, reported: false };
    // Below `/apps` it is recorded for features and the lifecycle calls; the hardest case is that all share it.
    case '10':
      return name === 'apps'
        ? { name, limit: Math.min(perWindow, fewest), reported: true }
        : { name, limit: atMost, reported: name === 'apps/{id}' };
    default:
      return assertNever(kind);
  }
}

/** By the path. Source: Okta's page "Management rate limits". */
function nameOf({ path }: PracticeRequest): string {
  const [, , , collection = '', id, ...below] = path.split('/');
  const exact = id === undefined ? collection : `${collection}/{id}`;
  if (collection === 'apps') return below.length > 0 ? collection : exact;
  const own = ['users', 'groups'].includes(collection) && below.length === 0;
  return own || collection === 'logs' ? exact : 'most others';
}

/** Adds `X-Rate-Limit-*` to the responses, and responds 429 E0000047 over the limit. Reset is in UTC seconds. */
export function withRateLimits(handler: Handler, limits: Limits, now: () => Date): Handler {
  const buckets = new Map<string, { window: number; used: number }>();
  let running = 0;

  return async (request) => {
    const window = Math.floor(now().getTime() / 1000 / limits.windowSeconds);
    const reset = (window + 1) * limits.windowSeconds;
    const { name, limit, reported } = bucketOf(request, limits);
    const counted = (response: PracticeResponse, of: number, remaining: number): PracticeResponse => ({
      ...response,
      headers: {
        ...response.headers,
        // The reset is a time of this clock.
        date: now().toUTCString(),
        ...(reported && {
          'x-rate-limit-limit': String(of),
          'x-rate-limit-remaining': String(remaining),
          'x-rate-limit-reset': String(reset),
        }),
      },
    });
    if (running >= limits.concurrent) return counted(tooManyRequests().toResponse(), 0, 0);
    const known = buckets.get(name);
    const used = known?.window === window ? known.used : 0;
    if (used >= limit) return counted(tooManyRequests().toResponse(), limit, 0);
    buckets.set(name, { window, used: used + 1 });
    running += 1;
    try {
      return counted(await handler(request), limit, limit - used - 1);
    } finally {
      running -= 1;
    }
  };
}
