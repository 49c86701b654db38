import { randomUUID } from 'node:crypto';
import { AppFailure } from '../../../shared/errors';
import type { ExportFile } from '../../export/files';
import type { FoundPeople, MatchedList, Picked } from '../../../shared/rollout-plan';
import { mostChosen } from '../../../shared/rollout-plan';
import { personName } from '../../../shared/person-name';
import { shortened } from '../../../shared/shortened';
import { statusRule } from '../../observe/person-rules';
import { keyOf } from '../../observe/name-key';
import type { Okta } from '../../okta/okta';
import { personOf } from '../../okta/person';
import type { OktaPerson } from '../../okta/types';
import { lookUp, meantBy, nothingAsked } from '../../people/look-up';
import type { Redactor } from '../../ports';
import { notReady } from '../failures';

/** Pasted text, or the bytes of a file as base64. */
export type ListSource = { text: string } | { data: string };

const unmatchedShown = 200;
const namesakesShown = 20;
const mostFound = 20;
const longestLine = 200;
const email = /[^\s,;:<>"'()[\]]+@[^\s,;:<>"'()[\]]+/g;

/** Emails in any text: a list, a CSV, addresses as mail programs copy them; each once, by case and spaces. */
export function emailsIn(text: string): string[] {
  const found = new Map<string, string>();
  for (const [match] of text.matchAll(email)) {
    if (!found.has(keyOf(match))) found.set(keyOf(match), match);
  }
  return [...found.values()];
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

/** Who is deactivated is left out whoever is meant. */
const isChoice = (people: readonly OktaPerson[]): boolean =>
  people.length > 1 && people.some(({ status }) => statusRule(status) !== 'deactivated');

/** In a table only one column counts: others may hold the emails of managers. @throws AppFailure `bad-input` */
async function emailsOfFile(data: string): Promise<string[]> {
  const { readEmails } = await import('../../tables/emails');
  const read = readEmails(Buffer.from(data, 'base64'));
  if (read.ok) return read.emails;
  throw badList(read.error, 'Choose a CSV with one email a row.');
}

const badList = (message: string, next: string): AppFailure =>
  new AppFailure({ code: 'bad-input', message, owner: 'okta-admin', next });

/** Somebody to choose by hand: two who have one name and one email are told apart by the login. */
const pickedOf = (person: OktaPerson): Picked => {
  const { userId: id, login } = person;
  const name = personName(person);
  const isTold = name === login || keyOf(login) === keyOf(person.email);
  return { id, name: isTold ? name : `${name} (${login})`, email: person.email };
};

/** Whole, where a `MatchedList` has the first of each. */
interface Unused {
  unmatched: readonly string[];
  withoutEmail: readonly string[];
  several: readonly Several[];
}

/** A name of the list, and who may be meant by it. */
interface Several {
  name: string;
  people: readonly OktaPerson[];
}

/** Lists of emails, matched with the users of Okta. The newest is kept. */
export function createLists(
  okta: () => Okta,
  redactor: Pick<Redactor, 'hide' | 'clean'>,
): {
  /** @throws AppFailure `bad-input` for what is no list, or too long a one. */
  match(source: ListSource): Promise<MatchedList>;
  /** Whom it means for sure. @throws AppFailure `not-ready` */
  people(listId: string | null): readonly OktaPerson[];
  /** Of each name that several have, who may be meant. @throws AppFailure `not-ready` */
  unclear(listId: string | null): (readonly OktaPerson[])[];
  /** Users of Okta to choose by hand, with whether the list that is kept has them already. */
  search(query: string): Promise<FoundPeople>;
  /** What of the list led to nobody, one a row. @throws AppFailure `not-ready` */
  csv(listId: string): Promise<ExportFile>;
  /** The list that is kept. */
  matched(): MatchedList | null;
  forget(): void;
} {
  /** Whole texts are redacted, since half a secret is not known as one; a line that is no email may be a secret that nobody knows. */
  const emailShown = (text: string): string => shortened(redactor.hide(text), longestLine);
  const lineShown = (text: string): string => shortened(redactor.clean(text), longestLine);
  /** The list that was given last, which Okta may be searched for now. */
  let given: ListSource | null = null;
  let kept: { list: MatchedList; people: ReadonlyMap<string, OktaPerson>; unused: Unused } | null = null;
  const known = (listId: string): NonNullable<typeof kept> => {
    if (kept === null || kept.list.listId !== listId) {
      throw notReady('This list is not known any more.', 'Paste it again.');
    }
    return kept;
  };
  return {
    match: async (source) => {
      given = source;
      const emails = 'text' in source ? emailsIn(source.text) : await emailsOfFile(source.data);
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
      const meant = meantBy(state.found.values(), (person) => person);
      const isNobody = (name: string): boolean => meant(name).length === 0;
      const named = asked.map((name) => ({ name, people: meant(name) }));
      const several = named.filter(({ people: all }) => isChoice(all));
      const people = new Map(
        named
          .flatMap(({ people: all }) => (isChoice(all) ? [] : all))
          .map((person) => [person.userId, person]),
      );
      const unmatched = emails.filter(isNobody);
      const withoutEmail = lines.filter((line) => {
        const login = loginIn(line);
        return login === null || isNobody(login);
      });
      const list = {
        listId: randomUUID(),
        matched: people.size,
        unmatchedTotal: unmatched.length,
        unmatched: unmatched.slice(0, unmatchedShown).map(emailShown),
        withoutEmailTotal: withoutEmail.length,
        withoutEmail: withoutEmail.slice(0, unmatchedShown).map(lineShown),
        severalTotal: several.length,
        several: several.slice(0, unmatchedShown).map(({ name, people: all }) => ({
          name: emailShown(name),
          people: all.slice(0, namesakesShown).map(pickedOf),
        })),
      };
      if (given === source) kept = { list, people, unused: { unmatched, withoutEmail, several } };
      return list;
    },
    csv: async (listId) => {
      const { unmatched, withoutEmail, several } = known(listId).unused;
      const { csvFile } = await import('../../export/csv');
      const rows = [
        ...unmatched.map((text) => [emailShown(text), 'Not in Okta']),
        ...withoutEmail.map((text) => [lineShown(text), 'No email, and no login in Okta']),
        ...several.map(({ name, people }) => [
          emailShown(name),
          `Several users: ${people.map(({ login }) => login).join(', ')}`,
        ]),
      ];
      return csvFile('rollout-list-nobody', ['Line', 'Why'], rows, redactor.hide);
    },
    matched: () => kept?.list ?? null,
    people: (listId) => (listId === null ? [] : [...known(listId).people.values()]),
    unclear: (listId) => (listId === null ? [] : known(listId).unused.several.map(({ people }) => people)),
    search: async (query) => {
      const users = await okta().searchUsers(query.trim(), mostFound + 1);
      const found = users.slice(0, mostFound).map((user) => ({
        ...pickedOf(personOf(user)),
        isListed: kept?.people.has(user.id) === true,
      }));
      return { found, more: users.length > mostFound };
    },
    forget: () => {
      given = null;
      kept = null;
    },
  };
}
