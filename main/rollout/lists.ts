import { randomUUID } from 'node:crypto';
import type { MatchedList } from '../../shared/rollout';
import { mostChosen } from '../../shared/rollout';
import { personOf } from '../okta/person';
import type { Okta, OktaPerson } from '../okta/types';
import { keyOf } from '../people/person';
import { notReady } from './failures';
import { usersNamed } from './gather';

const unmatchedShown = 200;
const email = /[^\s,;:<>"'()[\]]+@[^\s,;:<>"'()[\]]+/g;

/** Emails in any text: a list, a CSV, addresses as mail programs copy them; each once, by case and spaces. */
export function emailsIn(text: string): { emails: string[]; repeated: number } {
  const found = new Map<string, string>();
  let all = 0;
  for (const [match] of text.matchAll(email)) {
    all += 1;
    if (!found.has(keyOf(match))) found.set(keyOf(match), match);
  }
  return { emails: [...found.values()], repeated: all - found.size };
}

/** Lists of emails, matched with the users of Okta. The newest is kept. */
export function createLists(okta: () => Okta): {
  /** @throws AppFailure `not-ready` where the text has no email, or too many. */
  match(text: string): Promise<MatchedList>;
  people(listId: string | null): readonly OktaPerson[];
  /** The list that is kept. */
  matched(): MatchedList | null;
  forget(): void;
} {
  let kept: { list: MatchedList; people: readonly OktaPerson[] } | null = null;
  return {
    match: async (text) => {
      const { emails, repeated } = emailsIn(text);
      if (emails.length === 0) throw notReady('This text has no email address.', 'Paste a list of emails.');
      if (emails.length > mostChosen) {
        throw notReady(
          `This list has ${emails.length.toLocaleString('en')} emails; ${mostChosen.toLocaleString('en')} is the most.`,
          'Split it.',
        );
      }
      const people = new Map<string, OktaPerson>();
      for (const user of await usersNamed(okta(), emails)) people.set(user.id, personOf(user));
      const known = new Set(
        [...people.values()].flatMap((person) => [keyOf(person.email), keyOf(person.login)]),
      );
      const unmatched = emails.filter((each) => !known.has(keyOf(each)));
      const list = {
        listId: randomUUID(),
        matched: people.size,
        repeated,
        unmatchedTotal: unmatched.length,
        unmatched: unmatched.slice(0, unmatchedShown),
      };
      kept = { list, people: [...people.values()] };
      return list;
    },
    matched: () => kept?.list ?? null,
    people: (listId) => {
      if (listId === null) return [];
      if (kept === null || kept.list.listId !== listId) {
        throw notReady('This list is not known any more.', 'Paste it again.');
      }
      return kept.people;
    },
    forget: () => {
      kept = null;
    },
  };
}
