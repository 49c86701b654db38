import { firstOf } from './counted';
import type { RolloutCounts } from './rollout';

type Between = Pick<NonNullable<RolloutCounts['repair']>, 'between' | 'betweenNames'>;

/** Their names, the first of many. */
export const namesBetween = ({ between, betweenNames }: Between): string =>
  firstOf(betweenNames, between, between - betweenNames.length);

/** Whom a repair has unassigned and not assigned again yet; empty where that is nobody. */
export const notAssignedNow = (repair: Between | null): string =>
  repair === null || repair.between === 0 ? '' : `Not assigned at this moment: ${namesBetween(repair)}.`;
