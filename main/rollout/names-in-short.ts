import { firstOf } from '../../shared/counted';
import { mostNamedInRollout } from '../../shared/rollout';

/** The first of them by name, and how many there are beside. */
export const namesInShort = (people: readonly { name: string }[]): string =>
  firstOf(
    people.map(({ name }) => name),
    mostNamedInRollout,
  );
