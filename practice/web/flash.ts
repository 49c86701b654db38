import { randomBytes } from 'node:crypto';

/** Secrets on their way from a form to the page after it, which shows them once. Kept in memory only. */
export interface Flash {
  /** Gives the key under which the next page finds the secret. */
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
