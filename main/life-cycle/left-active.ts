import { isLeaving, sawActive } from '../../shared/life-cycle';
import type { PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';

/** The account was seen active where it is to be inactive, and nobody has watched it since. */
export interface LeftActive {
  /** Of the look where that phase failed; of Okta's last write where it was stopped. */
  at: string;
  /** Okta had its time; false: the test was stopped while Okta was waited for. */
  isOver: boolean;
}

type Lived = Pick<Session, 'lifeCycle' | 'earlierLives'>;

const isActive = (record: PhaseRecord): boolean => sawActive(record, null) === true;

/** The last attempt of this test at the phase that failed with the account still active. */
const failedActive = (session: Lived, phase: LifeCyclePhase): PhaseRecord | undefined =>
  livesOf(session)
    .filter(({ user }) => user?.email === session.lifeCycle.user?.email)
    .flatMap(({ phases }) => phases)
    .findLast((record) => record.phase === phase && record.state === 'failed' && isActive(record));

/** What a phase that is begun once more, or gone on with, knows of the account; null: nothing says that it was left active. */
export function leftActiveBefore(session: Lived, record: PhaseRecord): LeftActive | null {
  const { phase, writtenAt } = record;
  if (!isLeaving(phase)) return null;
  if (writtenAt !== null && isActive(record)) return { at: writtenAt, isOver: false };
  const at = failedActive(session, phase)?.endedAt ?? null;
  return at === null ? null : { at, isOver: true };
}

/** Okta took the user out before the clean-up, and had its time to deactivate the account: deleting the user sends nothing. */
export function sendsNothingMore(session: Lived): boolean {
  const last = session.lifeCycle.phases.findLast(
    ({ phase, writtenAt }) => writtenAt !== null && movesOut.includes(phase),
  );
  return last !== undefined && isLeaving(last.phase) && failedActive(session, last.phase) !== undefined;
}

const movesOut: readonly LifeCyclePhase[] = ['assign', 'unassign', 'reassign', 'deactivate'];
