import { statusRule } from '../observe/person-rules';
import { keyOf } from '../observe/name-key';
import { personOf } from '../okta/person';
import type { Okta } from '../okta/okta';
import type { OktaPerson, User } from '../okta/types';

/** Looking for people in Okta by name, as far as it is. */
export interface LookUp {
  /** Names that were asked for, by key. */
  asked: Set<string>;
  /** By id. */
  found: Map<string, OktaPerson>;
  /** Where the list of everyone goes on; null while it is not read. */
  next: string | null;
}

export const nothingAsked = (): LookUp => ({
  asked: new Set(),
  found: new Map(),
  next: null,
});

/** Beyond it the list of everyone takes fewer requests: it has 200 people a page, a search some ten. */
const mostSearched = 1_000;
/** UTF-16 units of names in one request: each stands in its address three times. */
const namesLength = 300;
const longestName = 150;

/** Finds whose login or email is one of `names`, whatever its case. @throws AppFailure of the client; what was found stays. */
export async function lookUp(
  state: LookUp,
  names: readonly string[],
  okta: Okta,
  onProgress: () => void,
): Promise<void> {
  const left = names.filter((name) => !state.asked.has(keyOf(name)));
  if (left.length === 0) return;
  if (left.length > mostSearched) await amongEveryone(state, left, okta, onProgress);
  else await bySearch(state, left, okta, onProgress);
}

async function bySearch(
  state: LookUp,
  names: readonly string[],
  okta: Okta,
  onProgress: () => void,
): Promise<void> {
  const searched = names.filter((name) => name.length <= longestName);
  for (const batch of nameBatches(searched, (name) => name)) {
    const users = await okta.usersNamed(batch);
    for (const user of users) state.found.set(user.id, personOf(user));
    for (const name of batch) state.asked.add(keyOf(name));
    onProgress();
  }
}

async function amongEveryone(
  state: LookUp,
  names: readonly string[],
  okta: Okta,
  onProgress: () => void,
): Promise<void> {
  const wanted = new Set(names.map(keyOf));
  for await (const { items, next } of okta.userPages(state.next)) {
    for (const person of items) {
      if (wanted.has(keyOf(person.email)) || wanted.has(keyOf(person.login))) {
        state.found.set(person.userId, person);
      }
    }
    state.next = next;
    onProgress();
  }
  for (const key of wanted) state.asked.add(key);
}

/**
 * Whom a login or an email means. Several may have one email; somebody who is deactivated is meant only where nobody else is. Pure.
 */
export function meantBy<T>(
  items: Iterable<T>,
  whoIs: (item: T) => OktaPerson | null,
): (name: string) => readonly T[] {
  const byKey = new Map<string, T[]>();
  for (const item of items) {
    const person = whoIs(item);
    if (person === null) continue;
    for (const key of new Set([keyOf(person.login), keyOf(person.email)])) {
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, [item]);
      else known.push(item);
    }
  }
  return (name) => {
    const key = keyOf(name);
    const named = key === '' ? [] : (byKey.get(key) ?? []);
    const active = named.filter((item) => statusRule(whoIs(item)?.status ?? '') !== 'deactivated');
    return active.length === 0 ? named : active;
  };
}

/** The users of any number of ids, logins or emails; who is unknown to Okta is not among them. */
export async function usersNamed(okta: Okta, names: readonly string[]): Promise<User[]> {
  const users: User[] = [];
  for (const batch of nameBatches(names, (name) => name)) users.push(...(await okta.usersNamed(batch)));
  return users;
}

/** Parts that `usersNamed` of the client takes in one request each. */
export function nameBatches<T>(items: readonly T[], nameOf: (item: T) => string): T[][] {
  const batches: T[][] = [];
  let length = namesLength;
  for (const item of items) {
    const more = encodeURIComponent(nameOf(item)).length;
    if (length + more > namesLength) {
      batches.push([]);
      length = 0;
    }
    length += more;
    batches.at(-1)?.push(item);
  }
  return batches;
}
