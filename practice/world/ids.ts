import { randomBytes } from 'node:crypto';

/** In ASCII order, so that ids sort by creation. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

let last = 0;

/**
 * Ids in Okta's form: a prefix for the kind (`00u`, `0oa`, …), 20 characters in total. Later ids are greater, across restarts too:
 * lists are paginated by id.
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
