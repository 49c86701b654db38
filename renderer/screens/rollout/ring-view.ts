import { failedRing, isUnderWay } from '../../../shared/rollout';
import type { RepairOf, RolloutCounts, RolloutView } from '../../../shared/rollout';

/** Index of the ring at which it paused since too many failed, and that was not taken back since; -1: there is none. */
export const pausedAt = ({ pause }: Pick<RolloutCounts, 'pause'>, view: RolloutView): number =>
  pause === 'too-many-failed' ? failedRing(view) : -1;

/** Index of the last ring of this rollout that may be followed by the next one; -1: there is none. */
export const passedRing = ({ rings, earlier }: RolloutView): number =>
  rings.findLastIndex(({ state }, index) => index >= earlier && state === 'passed');

/** How many come after this ring without another yes. */
export const thenPeople = ({ goOn, rings }: RolloutView, ring: number): number =>
  goOn ? rings.slice(ring + 1).reduce((sum, { people }) => sum + people, 0) : 0;

/** It began, and nothing is done with it now. */
export const isStopped = (
  rollout: Pick<RolloutCounts, 'state'>,
  { rings, earlier }: RolloutView,
  index: number,
): boolean => isUnderWay(rings[index]?.state) && (rollout.state !== 'running' || index < earlier);

/** What Okta showed of a ring that was cut off; undefined: it was not, or was not read since. */
export const cutOffAt = ({ cutOff }: RolloutView, index: number): RolloutView['cutOff'][number] | undefined =>
  cutOff.find(({ ring }) => ring === index);

/** What a repair was for that paused before everybody had their turn; null: there is none. */
export const repairLeft = ({ repair }: RolloutCounts): RepairOf | null =>
  repair?.state === 'paused' && repair.done + repair.failed < repair.people ? repair.of : null;

/** Whether such a repair is of this ring. */
export function isLeftOf(rollout: RolloutCounts, ring: number): boolean {
  const left = repairLeft(rollout);
  return left?.kind === 'ring' && left.ring === ring;
}
