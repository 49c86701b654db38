import { randomBytes } from 'node:crypto';

/** In ASCII order, so that ids compare as their numbers do. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

let last = 0;

/**
 * Ids as Okta makes them: a prefix that tells the kind (`00u`, `0oa`, …), 20 characters in all. A later one is greater, in
 * the next process too: pages of a list go by them.
 */
export function newId(prefix: string): string {
  last = Math.max(last + 1, Date.now() * 1000);
  let stamp = '';
  for (let rest = last; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    stamp = (alphabet[rest % alphabet.length] ?? '') + stamp;
  }
  const random = Array.from(
    randomBytes(20 - prefix.length - stamp.length),
    (byte) => alphabet[byte % alphabet.length] ?? '',
  );
  return prefix + stamp + random.join('');
}
