import { firstRings } from '../../../shared/rollout-plan';
import type { RingKind } from '../../../shared/rollout-plan';
import type { RingMembers, RingPerson } from '../../steps/rollout/ring';

export interface PlannedRing extends RingMembers {
  readonly kind: RingKind;
}

/** A group that was chosen, with those of its members who are to be assigned. */
export interface ChosenGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly RingPerson[];
}

interface Chosen {
  readonly people: readonly RingPerson[];
  readonly groups: readonly ChosenGroup[];
  /** People of each ring after the first ones; at least 1. */
  readonly ringSize: number;
}

/**
 * The rings of a rollout, in their order. People are assigned one by one: a pilot of one, five, ten, then rings of `ringSize`. Groups
 * are assigned as groups after them, the smallest first. Everyone is in exactly one ring: who is in a chosen group comes with it,
 * and who is in several comes with the first of them. Pure.
 */
export function planRings({ people, groups, ringSize }: Chosen): PlannedRing[] {
  const seen = new Set<string>();
  const fresh = (all: readonly RingPerson[]): RingPerson[] =>
    all.filter(({ userId }) => {
      if (seen.has(userId)) return false;
      seen.add(userId);
      return true;
    });
  const known = new Set<string>();
  const groupRings = [...groups]
    .sort((one, other) => one.members.length - other.members.length || one.name.localeCompare(other.name))
    .flatMap(({ id, name, members }): PlannedRing[] => {
      if (known.has(id)) return [];
      known.add(id);
      return [{ kind: 'group', group: { id, name }, people: fresh(members) }];
    });
  return [...peopleRings(fresh(people), ringSize), ...groupRings];
}

function peopleRings(people: readonly RingPerson[], ringSize: number): PlannedRing[] {
  const rings: PlannedRing[] = [];
  let from = 0;
  const add = (kind: RingKind, size: number): void => {
    const next = people.slice(from, from + size);
    if (next.length === 0) return;
    from += next.length;
    rings.push({ kind, group: null, people: next });
  };
  for (const { kind, size } of firstRings) add(kind, size);
  while (from < people.length) add('rest', Math.max(1, ringSize));
  return rings;
}
