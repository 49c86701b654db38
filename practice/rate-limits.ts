import { tooManyRequests } from './okta/errors';
import type { Handler, PracticeRequest } from './web/http';

interface Limits {
  /** Requests per bucket and window. */
  perWindow: number;
  windowSeconds: number;
  /** Concurrent requests; more are refused with 0/0, as by Okta's concurrency limit. */
  concurrent: number;
}

export const usualLimits: Limits = { perWindow: 600, windowSeconds: 60, concurrent: 75 };

/** The rate limit bucket of a request, by its path. Source: Okta's page "Management rate limits". */
function bucketOf({ path }: PracticeRequest): string {
  const [, , , collection = '', id, ...below] = path.split('/');
  const exact = id === undefined ? collection : `${collection}/{id}`;
  if (collection === 'apps') return below.length > 0 ? collection : exact;
  const own = ['users', 'groups'].includes(collection) && below.length === 0;
  return own || collection === 'logs' ? exact : 'most others';
}

/** Adds `X-Rate-Limit-*` to every response, and responds 429 E0000047 over the limit. Reset is in UTC seconds. */
export function withRateLimits(handler: Handler, limits: Limits, now: () => Date): Handler {
  const buckets = new Map<string, { window: number; used: number }>();
  let running = 0;
  const headers = (limit: number, remaining: number, reset: number): Record<string, string> => ({
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(reset),
  });

  return async (request) => {
    const window = Math.floor(now().getTime() / 1000 / limits.windowSeconds);
    const reset = (window + 1) * limits.windowSeconds;
    if (running >= limits.concurrent) {
      const refused = tooManyRequests().toResponse();
      return { ...refused, headers: { ...refused.headers, ...headers(0, 0, reset) } };
    }
    const name = bucketOf(request);
    const known = buckets.get(name);
    const used = known?.window === window ? known.used : 0;
    if (used >= limits.perWindow) {
      const refused = tooManyRequests().toResponse();
      return { ...refused, headers: { ...refused.headers, ...headers(limits.perWindow, 0, reset) } };
    }
    buckets.set(name, { window, used: used + 1 });
    running += 1;
    try {
      const answer = await handler(request);
      return {
        ...answer,
        headers: { ...answer.headers, ...headers(limits.perWindow, limits.perWindow - used - 1, reset) },
      };
    } finally {
      running -= 1;
    }
  };
}
