import { notBegunOf, refusedOf } from './counts';
import type { Live } from './counts';
import type { StoredRollout } from './file';

/** Who of rollouts is to be assigned and is not: nobody else tells of them, since Okta does not list them. */
export interface LeftOfRollout {
  state: StoredRollout['state'];
  /** With whom no ring has begun. */
  notBegun: number;
  /** Whom Okta did not assign. */
  refused: number;
}

export const leftOf = (rollout: StoredRollout | null, live: Live): LeftOfRollout | null =>
  rollout === null
    ? null
    : { state: rollout.state, notBegun: notBegunOf(rollout, live), refused: refusedOf(rollout) };
