import type { Run } from './plan';
import type { RolloutCounts } from './rollout';

// Apart from the schemas of both, as the first screen needs it.

/** A plan is applied at the moment, or about to stop. */
export const isRunning = (run: Pick<Run, 'state'> | null): boolean =>
  run?.state === 'running' || run?.state === 'cancelling';

/** Rings are assigned or read at the moment, or people repaired: nothing else may begin. */
export const isAtWork = ({ state, checking, repair }: RolloutCounts): boolean =>
  state === 'running' || checking !== null || repair?.state === 'running';
