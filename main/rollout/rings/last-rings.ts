import type { StoredRing } from '../rollout-store';

const lastOf = new WeakMap<readonly StoredRing[], ReadonlyMap<string, number>>();

/** Of everybody, by user id, the index of the last ring that began with them, else of the one that is to: there they are counted, once. */
export function lastRings(rings: readonly StoredRing[]): ReadonlyMap<string, number> {
  const known = lastOf.get(rings);
  if (known !== undefined) return known;
  const last = new Map<string, number>();
  for (const [index, { people, state }] of rings.entries()) {
    for (const { userId } of people) if (state !== 'to-do' || !last.has(userId)) last.set(userId, index);
  }
  lastOf.set(rings, last);
  return last;
}

/** Who of a ring is counted by it, and by no other one. */
export function countedIn(rings: readonly StoredRing[], index: number): (userId: string) => boolean {
  const last = lastRings(rings);
  return (userId) => last.get(userId) === index;
}
