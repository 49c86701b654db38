import { randomBytes } from 'node:crypto';

/** Secrets passed from a form to the page after it, which shows them once. In memory only. */
export interface Flash {
  /** Stores a secret; returns the key for the next page. */
  put(secret: string): string;
  take(key: string | null): string | null;
}

export function createFlash(): Flash {
  const secrets = new Map<string, string>();
  return {
    put: (secret) => {
      const key = randomBytes(9).toString('base64url');
      secrets.set(key, secret);
      return key;
    },
    take: (key) => {
      const secret = secrets.get(key ?? '') ?? null;
      secrets.delete(key ?? '');
      return secret;
    },
  };
}
