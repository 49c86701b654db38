import { hadFailedPush, isLeaving, sawActive } from '../../shared/life-cycle';
import type { PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';

/** Why the look at an inactive account alone does not show that Okta deactivated it in a phase. */
export type Doubt =
  /**
   * It was seen active where it is to be inactive, and nobody has watched it since. `at`: of a look that saw it active; `after`: of
   * Okta's write before that look. `isOver`: Okta had its time.
   */
  | { kind: 'left-active'; at: string; saw: 'at' | 'after'; isOver: boolean }
  /** It was not seen active before this phase. */
  | { kind: 'not-active' };

type Lived = Pick<Session, 'lifeCycle' | 'earlierLives'>;

const isActive = (record: PhaseRecord): boolean => sawActive(record, null) === true;

/** The last attempt of this test at the phase that failed with the account still active. */
const failedActive = (session: Lived, phase: LifeCyclePhase): PhaseRecord | undefined =>
  livesOf(session)
    .filter(({ user }) => user?.email === session.lifeCycle.user?.email)
    .flatMap(({ phases }) => phases)
    .findLast((record) => record.phase === phase && record.state === 'failed' && isActive(record));

/** What a phase knows of the account before it is begun, begun once more, or gone on with; null: nothing is in doubt. */
export function doubtBefore(session: Lived, record: PhaseRecord): Doubt | null {
  const { phase, writtenAt } = record;
  const { lifeCycle } = session;
  if (!isLeaving(phase)) return null;
  const left = phase === 'clean-up' ? leftBefore(session) : undefined;
  if (writtenAt !== null && isActive(record))
    return { kind: 'left-active', at: writtenAt, saw: 'after', isOver: left !== undefined };
  const failedAt = (failedActive(session, phase) ?? left)?.endedAt ?? null;
  if (failedAt !== null) return { kind: 'left-active', at: failedAt, saw: 'at', isOver: true };
  const earlier = lifeCycle.phases.slice(
    0,
    lifeCycle.phases.findIndex((each) => each.phase === phase),
  );
  const last = earlier.findLast((each) => sawActive(each, lifeCycle.accountId) !== null);
  const activeAt = last !== undefined && sawActive(last, lifeCycle.accountId) === true ? last.endedAt : null;
  // Okta may send no deactivation: somebody can have come before it.
  if (activeAt !== null && hadFailedPush(lifeCycle))
    return { kind: 'left-active', at: activeAt, saw: 'at', isOver: false };
  // The clean-up of a whole life begins with an inactive account.
  return activeAt !== null || phase === 'clean-up' ? null : { kind: 'not-active' };
}

/** Okta took the user out before the clean-up, and had its time to deactivate the account: deleting the user sends nothing. */
function leftBefore(session: Lived): PhaseRecord | undefined {
  const last = session.lifeCycle.phases.findLast(
    ({ phase, writtenAt }) => writtenAt !== null && movesOut.includes(phase),
  );
  return last !== undefined && isLeaving(last.phase) ? failedActive(session, last.phase) : undefined;
}

const movesOut: readonly LifeCyclePhase[] = ['assign', 'unassign', 'reassign', 'deactivate'];
