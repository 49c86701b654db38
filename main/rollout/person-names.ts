import type { AppError } from '../../shared/errors';
import { firstOf } from '../../shared/counted';
import { mostNamedInRollout } from '../../shared/rollout-plan';
import { loginOf } from '../okta/person';
import type { AppUserWithEmail } from '../okta/types';

export const nameOf = (appUser: AppUserWithEmail): string => appUser.name || loginOf(appUser);

/** The first of them by name, and how many there are beside. */
export const namesInShort = (people: readonly { name: string }[]): string =>
  firstOf(
    people.map(({ name }) => name),
    mostNamedInRollout,
  );

/** The same failure, which says of whom. */
export const ofPeople = (people: readonly { name: string }[], error: AppError): AppError => ({
  ...error,
  message: `${namesInShort(people)}: ${error.message}`,
});
