import { statusRule } from '../observe/person-rules';
import { keyOf } from '../observe/name-key';
import type { OktaPerson } from '../okta/types';
import type { FoundPerson } from './person';

/**
 * The key of the email that somebody takes at Oktopost, which takes an email once; null: none. Who is deactivated in Okta takes
 * none. Source: failures list, row 5.
 */
export function emailTaken({
  person,
  email,
}: Pick<FoundPerson, 'email'> & { person: Pick<OktaPerson, 'status'> | null }): string | null {
  if (person !== null && statusRule(person.status) === 'deactivated') return null;
  const key = keyOf(email);
  return key === '' ? null : key;
}

/** How many of these people take the email of a key. */
export function emailCounts(
  people: Iterable<Pick<FoundPerson, 'person' | 'email'>>,
): (key: string) => number {
  const counts = new Map<string, number>();
  for (const found of people) {
    const key = emailTaken(found);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return (key) => counts.get(key) ?? 0;
}

/** Who takes the email of a key, where several take it; else nobody. */
export function emailSharers(people: readonly OktaPerson[]): (key: string) => readonly OktaPerson[] {
  const taking = people.map((person) => ({ person, email: person.email }));
  const countOf = emailCounts(taking);
  const sharers = new Map<string, OktaPerson[]>();
  for (const found of taking) {
    const key = emailTaken(found);
    if (key === null || countOf(key) === 1) continue;
    const others = sharers.get(key) ?? [];
    others.push(found.person);
    sharers.set(key, others);
  }
  return (key) => sharers.get(key) ?? [];
}
