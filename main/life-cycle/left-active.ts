import { isProvisioning } from '../../shared/log-outcome';
import { hadFailedPush, isLeaving } from '../../shared/life-cycle';
import type { PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import type { Explanation } from '../../shared/verification';
import { minute } from '../export/document';
import { isDeactivation, isDeletion } from '../observe/deprovisioning';
import { isFailure } from '../observe/log-outcome';
import type { LogEvent } from '../okta/types';
import { livesOf } from '../storage/lives';
import type { Session } from '../storage/session';
import type { Doubt } from './doubt';
import type { OktaLook } from './look';

type Lived = Pick<Session, 'lifeCycle' | 'earlierLives'>;

export const found = (
  id: string,
  what: string,
  next: string,
  place: Explanation['place'],
  guess = false,
): Explanation => ({ id, what, owner: 'okta-admin', next, guess, said: null, place });

/** What Okta has done already it does not send again, whatever is put right: tried again, the phase only looks. */
export const beginAgain = 'Okta does not send this once more by itself: clean up, then begin the test again.';

const byHand = 'Deactivate the account in Oktopost';

/**
 * The account stays as it is: Okta's last push failed before the user was taken out, and was not retried, as far as the log shows.
 * Source: docs/facts/okta-recorded.md, section 5.
 */
export function sendsNoDeactivation(
  { phase, look }: { phase: LifeCyclePhase; look: OktaLook },
  { lifeCycle }: Pick<Session, 'lifeCycle'>,
): boolean {
  if (!isLeaving(phase) || !hadFailedPush(lifeCycle)) return false;
  const last = look.events?.findLast(isPush);
  return last === undefined || isFailure(last);
}

/** Okta's search and its pushes, whichever of them failed. */
const isPush = (event: LogEvent): boolean =>
  isProvisioning(event) && !isDeactivation(event) && !isDeletion(event);

export const pushFailedBefore = found(
  'push-failed-before',
  'Okta’s last push for this user failed, and after that Okta sends no deactivation: the account is still active.',
  `${byHand}. Put what failed before right, clean up, then begin the test again.`,
  'oktopost',
);

export const byHandThenLook = `${byHand}, then look at it again here: the life-cycle test is over once it is inactive.`;

/** Okta has nothing left to do: only the account at Oktopost is. */
export function leftActive(session: Session, events: readonly LogEvent[]): Explanation {
  const wasFailed = hadFailedPush(session.lifeCycle);
  const cause = wasFailed
    ? 'Okta’s last push for the user failed, and after that Okta sends no deactivation.'
    : 'Okta has sent no deactivation that Oktopost took.';
  return {
    ...found(
      wasFailed ? 'push-failed-before' : 'left-active',
      `The user is deleted in Okta, and the account at Oktopost is still active. ${cause}`,
      byHandThenLook,
      'oktopost',
      !wasFailed,
    ),
    said: events.findLast(isFailure)?.outcome?.reason ?? null,
  };
}

/** Explanations of a phase that asks the admin to deactivate the account in Oktopost. */
const askByHand = ['push-failed-before', 'left-active', 'deactivation-failed', 'not-followed'];

const asksByHand = ({ phase, explanation }: PhaseRecord): boolean =>
  isLeaving(phase) && explanation !== null && askByHand.includes(explanation.id);

const wasAsked = (session: Lived): boolean =>
  livesOf(session)
    .filter(({ user }) => user?.email === session.lifeCycle.user?.email)
    .some(({ phases }) => phases.some(asksByHand));

/** Nothing shows who made the account inactive after it was seen active. `at`: of the look that found it so. */
export const inactiveLater = (
  session: Lived,
  phase: LifeCyclePhase,
  before: Extract<Doubt, { kind: 'left-active' }>,
  at: string,
): Explanation => {
  const saw = `${before.saw === 'at' ? 'active at' : 'still active after'} ${minute(before.at)}`;
  const by = wasAsked(session)
    ? '. The admin was asked to deactivate it in Oktopost, and nothing shows that Okta did.'
    : ': by whom is not known.';
  return found(
    'inactive-later',
    `The account is inactive at a later look, ${minute(at)}; it was ${saw}${by}`,
    phase === 'clean-up'
      ? 'Put right what failed, then test once more.'
      : 'Put right what failed, clean up, then begin the test again.',
    null,
  );
};

/** Nothing that was active was there to be deactivated, and Okta logged nothing. */
export const inactiveBefore = found(
  'inactive-before',
  'No active account was seen before this phase, and Okta’s System Log has no deactivation: that none is active now shows nothing.',
  `Put right what failed. ${beginAgain}`,
  null,
);
