import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../shared/errors';
import type { MatchedList } from '../../shared/rollout';
import { mostChosen } from '../../shared/rollout';
import type { Okta, OktaPerson } from '../okta/types';
import { lookUp, nothingAsked } from '../people/look-up';
import { keyOf } from '../people/person';
import { readEmails } from '../tables/emails';
import { notReady } from './failures';

/** Pasted text, or the bytes of a file as base64. */
export type ListSource = { text: string } | { data: string };

const unmatchedShown = 200;
const longestLine = 200;
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

/** Lines that hold no email, so that nobody is left out unseen; blank ones say nothing. */
const linesWithoutEmail = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '' && line.search(email) === -1)
    .map((line) => line.trim().slice(0, longestLine));

/** In a table only one column counts: others may hold the emails of managers. @throws AppFailure `bad-input` */
function emailsOfFile(data: string): { emails: string[]; repeated: number } {
  const read = readEmails(Buffer.from(data, 'base64'));
  if (read.ok) return { emails: read.emails, repeated: 0 };
  throw new AppFailure({
    code: 'bad-input',
    message: read.error,
    owner: 'okta-admin',
    next: 'Choose a CSV with one email a row.',
  });
}

/** Lists of emails, matched with the users of Okta. The newest is kept. */
export function createLists(okta: () => Okta): {
  /** @throws AppFailure `not-ready` where it has no email, or too many; `bad-input` for a file that is no list. */
  match(source: ListSource): Promise<MatchedList>;
  people(listId: string | null): readonly OktaPerson[];
  /** The list that is kept. */
  matched(): MatchedList | null;
  forget(): void;
} {
  let kept: { list: MatchedList; people: readonly OktaPerson[] } | null = null;
  return {
    match: async (source) => {
      const { emails, repeated } = 'text' in source ? emailsIn(source.text) : emailsOfFile(source.data);
      if (emails.length === 0) throw notReady('This text has no email address.', 'Paste a list of emails.');
      if (emails.length > mostChosen) {
        throw notReady(
          `This list has ${emails.length.toLocaleString('en')} emails; ${mostChosen.toLocaleString('en')} is the most.`,
          'Split it.',
        );
      }
      const without = 'text' in source ? linesWithoutEmail(source.text) : [];
      const state = nothingAsked();
      await lookUp(state, emails, okta(), () => undefined);
      const people = new Map<string, OktaPerson>();
      const unmatched: string[] = [];
      for (const each of emails) {
        const person = state.found.get(keyOf(each));
        if (person === undefined) unmatched.push(each);
        else people.set(person.userId, person);
      }
      const list = {
        listId: randomUUID(),
        matched: people.size,
        repeated,
        unmatchedTotal: unmatched.length,
        unmatched: unmatched.slice(0, unmatchedShown),
        withoutEmailTotal: without.length,
        withoutEmail: without.slice(0, unmatchedShown),
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
