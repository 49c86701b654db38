import type { AppError } from '../../../shared/errors';
import { saysObstacle } from '../../observe/sending';
import { isRefusalCause, standingRefusal } from '../../storage/proving-test';
import type { Session } from '../../storage/session';
import type { StoredRollout } from '../rollout-store';
import { isOfOtherLicences } from './licences';
import { saysMappingRisk } from '../planning/risks';

/** What Okta shows now of what may have made a rollout or a repair pause. */
export interface CausesNow {
  /** Okta would send nobody. */
  isObstructed: boolean;
  /** The attribute mapping is not as chosen; null: it was not read. */
  isMappingRisk: boolean | null;
}

/** Whether a fresh reading can show that the cause of an error is gone. */
export const isReadable = ({ message }: AppError): boolean =>
  saysObstacle(message) || saysMappingRisk(message);

/** Whether the cause of an error is gone. */
export const isGone = ({ message }: AppError, { isObstructed, isMappingRisk }: CausesNow): boolean =>
  (saysObstacle(message) && !isObstructed) || (saysMappingRisk(message) && isMappingRisk === false);

/** A rollout without the error at which it paused. */
export const withoutError = ({ pause }: StoredRollout): Pick<StoredRollout, 'pause' | 'error'> => ({
  pause: pause === 'error' ? 'stopped' : pause,
  error: null,
});

/**
 * A rollout without an error whose cause is gone by what the assistant knows: Plan only is off, Oktopost takes again what Okta sends, or
 * the licences that are stated are others.
 */
export function withoutSolved(
  rollout: StoredRollout | null,
  session: Session,
  licences: number | null,
): StoredRollout | null {
  const error = rollout?.error ?? null;
  if (rollout === null || error === null) return rollout;
  const isOfPlanOnly = error.code === 'plan-only' && !session.planOnly;
  const isOfRefusal =
    standingRefusal(session) === null &&
    rollout.rings.some(({ failures }) =>
      failures.some(({ id, what }) => isRefusalCause(id) && what === error.message),
    );
  return isOfPlanOnly || isOfRefusal || isOfOtherLicences(error, licences)
    ? { ...rollout, ...withoutError(rollout) }
    : rollout;
}
