import { notBegunOf } from './counts';
import type { Live } from './counts';
import { isRefused } from './cannot-assign';
import type { StoredRollout } from './file';
import { countedIn } from './last-rings';

/** Who of rollouts is to be assigned and is not: nobody else tells of them, since Okta does not list them. */
export interface LeftOfRollout {
  state: StoredRollout['state'];
  /** With whom no ring has begun. */
  notBegun: number;
  /** Whom Okta did not assign. */
  refused: number;
}

export function leftOf(rollout: StoredRollout | null, live: Live): LeftOfRollout | null {
  if (rollout === null) return null;
  const { rings, state } = rollout;
  const refused = rings.reduce((sum, ring, index) => {
    if (ring.state !== 'passed' && ring.state !== 'failed') return sum;
    const isCounted = countedIn(rings, index);
    return sum + ring.failed.filter(({ userId, cause }) => isRefused(cause) && isCounted(userId)).length;
  }, 0);
  return { state, notBegun: notBegunOf(rollout, live), refused };
}
