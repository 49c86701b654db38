import { randomBytes } from 'node:crypto';

/** Access control: a one-time link is exchanged for a session. */
export interface Access {
  /** A new one-time token; it replaces the one before, if that is still unused. */
  newLink(): string;
  /** The new session's secret; `used` for a token that was exchanged before or replaced, `unknown` for any other. */
  exchange(token: string): { session: string } | 'used' | 'unknown';
  isSession(secret: string): boolean;
}

/** 256 random bits each: found by look-up, so no comparison can leak how much of a guess was right. */
export function createAccess(makeSecret: () => string = () => randomBytes(32).toString('base64url')): Access {
  let link: string | null = null;
  const used = new Set<string>();
  const sessions = new Set<string>();
  return {
    newLink: () => {
      if (link !== null) used.add(link);
      link = makeSecret();
      return link;
    },
    exchange: (token) => {
      if (used.has(token)) return 'used';
      if (token !== link) return 'unknown';
      used.add(token);
      link = null;
      const session = makeSecret();
      sessions.add(session);
      return { session };
    },
    isSession: (secret) => sessions.has(secret),
  };
}
