import type { Clock } from '../ports';

/** For so long after it was created Okta may answer 404 about an app integration that is there. */
const freshMs = 60_000;

/** Waits before a read is repeated, in milliseconds. */
const waits: readonly number[] = [500, 1_000, 2_000];

/**
 * App integrations that were created just now, by this client or, as Okta says, by anybody else. Okta has answered 404 below
 * such a one for more than a second, so that an early 404 is no sign that it was deleted. Source: docs/facts/okta-recorded.md,
 * section 3.
 */
export interface FreshApps {
  add(appId: string): void;
  /** It was read. `created`: when, as Okta says; empty or unreadable where it does not. */
  seen(appId: string, created: string): void;
  /** It was deleted by this client. */
  remove(appId: string): void;
  /** How long to wait before a read is repeated that got this 404, in milliseconds; null: the 404 is believed. */
  waitBefore(round: number, path: string, answer: string): number | null;
}

export function createFreshApps(now: Clock['now']): FreshApps {
  const createdAt = new Map<string, number>();
  return {
    add: (appId) => {
      createdAt.set(appId, now().getTime());
    },
    seen: (appId, created) => {
      const age = now().getTime() - Date.parse(created);
      // Okta's clock is not this computer's.
      if (Math.abs(age) <= freshMs && !createdAt.has(appId)) createdAt.set(appId, Date.parse(created));
    },
    remove: (appId) => {
      createdAt.delete(appId);
    },
    waitBefore: (round, path, answer) => {
      const appId = /\/apps\/([^/]+)/.exec(path)?.[1];
      const created = appId === undefined ? undefined : createdAt.get(appId);
      if (appId === undefined || created === undefined) return null;
      const wait = waits[round];
      // Once is enough: whatever stays away for so long is gone.
      if (wait === undefined || now().getTime() - created > freshMs) {
        createdAt.set(appId, -Infinity);
        return null;
      }
      const missing = /Resource not found: (\w+)/.exec(answer)?.[1];
      return missing === undefined || missing === appId ? wait : null;
    },
  };
}
