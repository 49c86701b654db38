import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../shared/errors';
import type { ExportFile } from '../export/files';
import type { MatchedList } from '../../shared/rollout';
import { mostChosen } from '../../shared/rollout';
import type { Okta } from '../okta/okta';
import type { OktaPerson } from '../okta/types';
import { lookUp, nothingAsked } from '../people/look-up';
import { keyOf } from '../people/person';
import type { Redactor } from '../ports';
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

/** A line that is one word may be a login that is no email. */
const oneWord = /^["'<]?([^\s,;:<>"'()[\]]{1,100})["'>]?[,;]?$/;
const loginIn = (line: string): string | null => oneWord.exec(line)?.[1] ?? null;

/** Lines that hold no email, so that nobody is left out unseen; blank ones say nothing. */
const linesWithoutEmail = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '' && line.search(email) === -1)
    .map((line) => line.trim());

/** In a table only one column counts: others may hold the emails of managers. @throws AppFailure `bad-input` */
async function emailsOfFile(data: string): Promise<{ emails: string[]; repeated: number }> {
  const { readEmails } = await import('../tables/emails');
  const read = readEmails(Buffer.from(data, 'base64'));
  if (read.ok) return { emails: read.emails, repeated: 0 };
  throw badList(read.error, 'Choose a CSV with one email a row.');
}

const badList = (message: string, next: string): AppFailure =>
  new AppFailure({ code: 'bad-input', message, owner: 'okta-admin', next });

/** Whole, where a `MatchedList` has the first of each. */
type Unused = Record<'unmatched' | 'withoutEmail', readonly string[]>;

/** Lists of emails, matched with the users of Okta. The newest is kept. */
export function createLists(
  okta: () => Okta,
  redactor: Pick<Redactor, 'hide' | 'clean'>,
): {
  /** @throws AppFailure `bad-input` for what is no list, or too long a one. */
  match(source: ListSource): Promise<MatchedList>;
  people(listId: string | null): readonly OktaPerson[];
  /** What of the list led to nobody, one a row. @throws AppFailure `not-ready` */
  csv(listId: string): Promise<ExportFile>;
  /** The list that is kept. */
  matched(): MatchedList | null;
  forget(): void;
} {
  /** Whole texts are redacted, since half a secret is not known as one; a line that is no email may be a secret that nobody knows. */
  const emailShown = (text: string): string => redactor.hide(text).slice(0, longestLine);
  const lineShown = (text: string): string => redactor.clean(text).slice(0, longestLine);
  let kept: { list: MatchedList; people: readonly OktaPerson[]; unused: Unused } | null = null;
  const known = (listId: string): NonNullable<typeof kept> => {
    if (kept === null || kept.list.listId !== listId) {
      throw notReady('This list is not known any more.', 'Paste it again.');
    }
    return kept;
  };
  return {
    match: async (source) => {
      const { emails, repeated } = 'text' in source ? emailsIn(source.text) : await emailsOfFile(source.data);
      const lines = 'text' in source ? linesWithoutEmail(source.text) : [];
      const logins = lines.flatMap((line) => loginIn(line) ?? []);
      if (emails.length + logins.length === 0) {
        throw badList('This text has no email address and no login.', 'Paste a list of emails.');
      }
      const asked = [...new Map([...emails, ...logins].map((name) => [keyOf(name), name])).values()];
      if (asked.length > mostChosen) {
        throw badList(
          `This list has ${asked.length.toLocaleString('en')} names; ${mostChosen.toLocaleString('en')} is the most.`,
          'Split it.',
        );
      }
      const state = nothingAsked();
      await lookUp(state, asked, okta(), () => undefined);
      const personOf = (name: string): OktaPerson | undefined => state.found.get(keyOf(name));
      const people = new Map(
        asked.flatMap((name) => personOf(name) ?? []).map((person) => [person.userId, person]),
      );
      const unmatched = emails.filter((each) => personOf(each) === undefined);
      const withoutEmail = lines.filter((line) => {
        const login = loginIn(line);
        return login === null || personOf(login) === undefined;
      });
      const list = {
        listId: randomUUID(),
        matched: people.size,
        repeated,
        unmatchedTotal: unmatched.length,
        unmatched: unmatched.slice(0, unmatchedShown).map(emailShown),
        withoutEmailTotal: withoutEmail.length,
        withoutEmail: withoutEmail.slice(0, unmatchedShown).map(lineShown),
      };
      kept = { list, people: [...people.values()], unused: { unmatched, withoutEmail } };
      return list;
    },
    csv: async (listId) => {
      const { unmatched, withoutEmail } = known(listId).unused;
      const { csvFile } = await import('../export/csv');
      const rows = [
        ...unmatched.map((text) => [emailShown(text), 'Not in Okta']),
        ...withoutEmail.map((text) => [lineShown(text), 'No email, and no login in Okta']),
      ];
      return csvFile('rollout-list-nobody', ['Line', 'Why'], rows, redactor.hide);
    },
    matched: () => kept?.list ?? null,
    people: (listId) => {
      return listId === null ? [] : known(listId).people;
    },
    forget: () => {
      kept = null;
    },
  };
}
