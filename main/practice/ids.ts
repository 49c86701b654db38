import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Ids as Okta makes them: a prefix that tells the kind (`00u`, `0oa`, …), 20 characters in all. */
export function newId(prefix: string): string {
  const characters = Array.from(
    randomBytes(20 - prefix.length),
    (byte) => alphabet[byte % alphabet.length] ?? '0',
  );
  return prefix + characters.join('');
}
