import type { NamedUser } from '../../../shared/snapshot';
import { isIdentical } from '../../observe/user-names';
import { nullOn } from '../../okta/calls';
import type { Okta } from '../../okta/okta';
import { emailTaken } from '../../people/doubles';
import { usersNamed } from '../../people/look-up';

/** More than these are not looked up for one plan: the screen People reads everybody. */
const lookedUpAtMost = 500;
const namedAtMost = 10;

export interface Doubles {
  /** Those who share an email, two by two: each with the login, by the ids of both. */
  named: ReadonlyMap<string, string>;
  userIds: ReadonlySet<string>;
  /** Not everybody was looked up. */
  warnings: string[];
}

/**
 * Finds people whose email, which becomes their user name, somebody else in Okta has too, in whatever case: Oktopost takes
 * an email once. Source: failures list, row 5. @throws AppFailure when Okta cannot be asked.
 */
export async function findDoubles(okta: Okta, users: readonly NamedUser[]): Promise<Doubles> {
  const renamed = users.filter((user) => user.email !== null && !isIdentical(user));
  const looked = renamed.slice(0, lookedUpAtMost);
  const emails = looked.flatMap(({ email }) => email ?? []);
  const others = await nullOn(['missing-right'], () => usersNamed(okta, emails));
  const doubles = looked.flatMap(({ userId, name, email }) => {
    const key = emailTaken({ person: null, email: email ?? '' });
    const other = others?.find(
      (user) => user.id !== userId && emailTaken({ person: user, email: user.email }) === key,
    );
    if (other === undefined) return [];
    const login = others?.find(({ id }) => id === userId)?.login ?? email ?? userId;
    return [
      { userId, two: pairOf(userId, other.id), words: `${name || email} (${login}) and ${other.login}` },
    ];
  });
  return {
    // Of two who are both to be renamed each has the other.
    named: new Map(doubles.map(({ two, words }) => [two, words])),
    userIds: new Set(doubles.map(({ userId }) => userId)),
    warnings:
      renamed.length > looked.length
        ? [
            `Only ${lookedUpAtMost} of them were looked up for an email that somebody else has; “People” reads everybody.`,
          ]
        : [],
  };
}

/** Two people, whoever comes first. */
export const pairOf = (one: string, other: string): string => [one, other].sort().join(' ');

const once = 'Oktopost takes an email once, in upper or lower case';

/** They are left out of a plan of everybody. */
export function heldWarnings({ named, warnings }: Pick<Doubles, 'named' | 'warnings'>): string[] {
  if (named.size === 0) return warnings;
  const more = named.size - namedAtMost;
  const names = `${[...named.values()].slice(0, namedAtMost).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
  return [
    `${once}. These share one and are left as they are: ${names}. Give one of each another email in Okta, then check again.`,
    ...warnings,
  ];
}

/** Of the one who is to be changed first: the second of the two would fail at Oktopost. */
export const sharedBlockers = ({ named }: Doubles): string[] =>
  [...named.values()].map(
    (two) =>
      `${once}, and these share one: ${two}. Change somebody else first, or give one of them another email in Okta.`,
  );
