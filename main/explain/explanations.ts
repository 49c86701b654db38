import { counted } from '../../shared/counted';
import { AppFailure } from '../../shared/errors';
import { peopleShown } from '../../shared/explained';
import type { Explained, ExplainedGroup, ExplainedPerson, Meaning } from '../../shared/explained';
import { explainMessage } from '../../shared/explain/message';
import type { NamedPerson } from '../../shared/explain/people';
import { shortened } from '../../shared/shortened';
import type { Target } from '../../shared/oktopost';
import { oneLine } from '../export/document';
import type { ExportFile } from '../export/files';
import type { Okta } from '../okta/okta';
import type { User } from '../okta/types';
import { personName } from '../../shared/person-name';
import { nameBatches } from '../people/look-up';
import type { Redactor } from '../ports';
import { groupMessages } from './group';
import type { Group } from './group';
import type { ReadInput } from './read';

export type ExplainSource =
  | { kind: 'text'; text: string }
  /** `data`: the bytes, base64. */
  | { kind: 'file'; name: string; data: string };

/** Who somebody is in Okta, by id, login or email; null: not known here. */
export type KnownPeople = (
  name: string,
) => Record<'login' | 'status' | 'givenName' | 'familyName', string> | null;

/** What was last given to explain, kept in memory only. */
export interface Explanations {
  /** @throws AppFailure `bad-input`, with the reason, when it cannot be read or holds no failure. */
  read(source: ExplainSource): Promise<Explained>;
  last(): Explained | null;
  /**
   * What the failure catalogue knows of the message that a failed call brought. The catalogue is about Okta's provisioning: a text that
   * names no such work (`phase`) is none of its messages, and null.
   */
  meaning(text: string): Meaning | null;
  /**
   * Looks for the people: `known` has those who were read before, the others are asked for in Okta, some ten a request, at most 150
   * of them. @throws AppFailure of the client.
   */
  lookUp(okta: Okta, known?: KnownPeople): Promise<Explained>;
  /** All messages, one a row; formulas disarmed. @throws AppFailure `not-ready` */
  csv(now: Date): Promise<ExportFile>;
  forget(): void;
}

interface Current {
  file: string | null;
  input: Extract<ReadInput, { ok: true }>;
  groups: Group[];
  atOkta: Map<string, ExplainedPerson['atOkta']>;
  /** What Okta calls whom it knows, by the key of the person. */
  names: Map<string, string>;
  lookedUp: number | null;
}

const groupsShown = 40;
const examplesShown = 3;
const longestExample = 600;
const mostLookedUp = 150;
const namesakesShown = 5;

/** Of the set-up that is open: the kind of its app integration, and whether its org is a practice org. */
export function createExplanations(
  hide: Redactor['hide'],
  {
    appOf = () => 'custom',
    isPractice = () => false,
  }: { appOf?: () => Target['app']; isPractice?: () => boolean } = {},
): Explanations {
  /** What was given last, which may be read now; null: it is forgotten. */
  let given: ExplainSource | null = null;
  let current: Current | null = null;

  /** Text of others: one line, bounded, without a known secret. */
  const shown = (text: string, longest = 200): string => shortened(oneLine(hide(text)), longest);
  const shownOrNull = (text: string | null | undefined): string | null =>
    text === null || text === undefined ? null : shown(text);

  function view(now: Current): Explained {
    const { file, input, groups, lookedUp } = now;
    const people = new Set(groups.flatMap((group) => [...group.people.keys()]));
    return {
      file,
      read: input.read,
      messages: input.messages.length,
      skipped: input.skipped,
      groups: groups.slice(0, groupsShown).map((group) => groupView(group, now)),
      moreGroups: Math.max(0, groups.length - groupsShown),
      peopleTotal: people.size,
      lookedUp,
    };
  }

  function groupView(group: Group, now: Current): ExplainedGroup {
    const { cause, owner, says, next, confidence } = group.first;
    const times = group.messages.flatMap(({ at }) => at ?? []).sort();
    const examples = new Set<string>();
    for (const { message } of group.messages) {
      if (examples.size >= examplesShown) break;
      examples.add(shown(message, longestExample));
    }
    return {
      cause,
      owner,
      says: shown(says, longestExample),
      next,
      confidence,
      count: group.messages.length,
      first: shownOrNull(times[0]),
      last: shownOrNull(times.at(-1)),
      examples: [...examples],
      people: [...group.people].slice(0, peopleShown).map(([key, person]) => personView(key, person, now)),
      peopleTotal: group.people.size,
    };
  }

  function personView(
    key: string,
    { name, login, id }: NamedPerson,
    { atOkta, names }: Pick<Current, 'atOkta' | 'names'>,
  ): ExplainedPerson {
    return {
      name: shownOrNull(name ?? names.get(key)),
      login: shownOrNull(login ?? (name === null ? (id ?? '') : null)),
      atOkta: atOkta.get(key) ?? { is: 'not-looked' },
    };
  }

  return {
    read: async (source) => {
      given = source;
      const { readFileInput, readTextInput } = await import('./read');
      const input =
        source.kind === 'text'
          ? readTextInput(source.text)
          : readFileInput(source.name, Buffer.from(source.data, 'base64'));
      if (!input.ok) throw refused(input.error);
      if (input.messages.length === 0) throw noFailure(input.skipped.succeeded);
      const file = source.kind === 'file' ? shown(source.name) : null;
      const found: Current = {
        file,
        input,
        groups: await groupMessages(input.messages, appOf()),
        atOkta: new Map(),
        names: new Map(),
        lookedUp: null,
      };
      if (given === source) current = found;
      return view(found);
    },
    last: () => (current === null ? null : view(current)),
    meaning: (text) => {
      const { phase, cause, owner, says, next } = explainMessage({ text, event: null }, appOf());
      if (phase === null || cause === 'unknown' || owner === null) return null;
      return { cause, owner, says: shown(says, longestExample), next };
    },
    lookUp: async (okta, known = () => null) => {
      const asked = required(current);
      const people = new Map(asked.groups.flatMap((group) => [...group.people]));
      let found = 0;
      const unknown = [...people].filter(([key, person]) => {
        if (!isLookedFor(person)) return false;
        const user = known(person.id ?? person.login ?? '');
        if (user === null) return true;
        const { login, status } = user;
        asked.atOkta.set(key, { is: 'user', login, status });
        asked.names.set(key, personName(user));
        found += 1;
        return false;
      });
      const named = unknown.slice(0, mostLookedUp);
      for (const some of nameBatches(named, ([, { id, login }]) => id ?? login ?? '')) {
        const users = await okta.usersNamed(some.map(([, { id, login }]) => id ?? login ?? ''));
        for (const [key, person] of some) {
          const meant = meantBy(person, users);
          asked.atOkta.set(key, atOktaOf(meant));
          const [user] = meant;
          if (user !== undefined && meant.length === 1) asked.names.set(key, personName(user));
        }
      }
      asked.lookedUp = found + named.length;
      return view(asked);
    },
    csv: async (now) => {
      const { groups, atOkta } = required(current);
      const { explainedCsv } = await import('./csv');
      return explainedCsv(groups, atOkta, { hide, isPractice: isPractice(), now });
    },
    forget: () => {
      given = null;
      current = null;
    },
  };
}

/** A name alone could be of several people, and of a user with another login. */
const isLookedFor = ({ id, login }: NamedPerson): boolean => {
  const name = id ?? login;
  return name !== null && name.length <= 100 && (id !== null || name.includes('@'));
};

/** Several users may have one email: then all are told of, as nobody knows whom the message means. */
function meantBy({ id, login }: NamedPerson, users: readonly User[]): User[] {
  const name = (id ?? login ?? '').toLowerCase();
  return users.filter((candidate) =>
    [candidate.id, candidate.login, candidate.email].some((value) => value.toLowerCase() === name),
  );
}

function atOktaOf(meant: readonly User[]): ExplainedPerson['atOkta'] {
  const [user] = meant;
  if (user === undefined) return { is: 'nobody' };
  if (meant.length === 1) return { is: 'user', login: user.login, status: user.status };
  return {
    is: 'several',
    users: meant.slice(0, namesakesShown).map(({ login: own, status }) => ({ login: own, status })),
    more: Math.max(0, meant.length - namesakesShown),
  };
}

function required(current: Current | null): Current {
  if (current !== null) return current;
  throw new AppFailure({
    code: 'not-ready',
    message: 'Nothing is explained yet.',
    owner: 'okta-admin',
    next: 'Paste messages, or open a file with them.',
  });
}

const refused = (message: string): AppFailure =>
  new AppFailure({
    code: 'bad-input',
    message,
    owner: 'okta-admin',
    next: 'Export it again, or give its messages alone, one a line.',
  });

function noFailure(succeeded: number): AppFailure {
  const seen =
    succeeded === 0 ? '' : ` ${counted(succeeded, 'event in it tells', 'events in it tell')} of no failure.`;
  return new AppFailure({
    code: 'bad-input',
    message: `There is no message of a failure in it.${seen}`,
    owner: 'okta-admin',
    next: 'In Okta’s System Log choose a time in which provisioning failed, or paste the message from Tasks.',
  });
}
