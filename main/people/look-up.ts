import { personOf } from '../okta/person';
import type { Okta } from '../okta/okta';
import type { OktaPerson, User } from '../okta/types';
import { keyOf } from './person';

/** Looking for people in Okta by name, as far as it is. */
export interface LookUp {
  /** Names that were asked for, by key. */
  asked: Set<string>;
  /** By the key of login and email. */
  found: Map<string, OktaPerson>;
  /** All who were found, by id: `found` has one for each key. */
  people: Map<string, OktaPerson>;
  /** Where the list of everyone goes on; null while it is not read. */
  next: string | null;
}

export const nothingAsked = (): LookUp => ({
  asked: new Set(),
  found: new Map(),
  people: new Map(),
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
    for (const user of users) keep(state, personOf(user));
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
      if (wanted.has(keyOf(person.email)) || wanted.has(keyOf(person.login))) keep(state, person);
    }
    state.next = next;
    onProgress();
  }
  for (const key of wanted) state.asked.add(key);
}

/** Who is active wins over a deactivated namesake. */
function keep({ found, people }: LookUp, person: OktaPerson): void {
  people.set(person.userId, person);
  for (const key of [keyOf(person.email), keyOf(person.login)]) {
    if (key !== '' && (found.get(key)?.status ?? '') !== 'ACTIVE') found.set(key, person);
  }
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
