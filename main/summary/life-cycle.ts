import { agreed } from '../../shared/counted';
import {
  accountLogin,
  awaitsLook,
  hadFailedPush,
  hasOktaUser,
  oktaLogin,
  outcomeOf,
  wasNotCreated,
  wasSeenActive,
  wasSeenLeftActive,
} from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import { lifeCyclePhaseNames } from '../../shared/life-cycle-words';
import type { LifeCycleTested } from '../../shared/summary';
import { attemptsByTest, livesOf } from '../storage/lives';
import type { Session } from '../storage/session';

/** What came of every life-cycle test that has begun, oldest first. */
export const lifeCycleTestsOf = (session: Pick<Session, 'lifeCycle' | 'earlierLives'>): LifeCycleTested[] =>
  attemptsByTest(livesOf(session)).flatMap((attempts): LifeCycleTested[] => {
    const { user = null, startedAt = null } = attempts[0]?.life ?? {};
    const phases = attempts.flatMap(({ life, record }) => {
      const result = outcomeOf(record, life.state === 'running');
      const { phase, endedAt, writtenAt } = record;
      return result === null ? [] : [{ phase, result, at: endedAt ?? writtenAt }];
    });
    return user === null || phases.length === 0 ? [] : [{ user: user.email, startedAt, phases }];
  });

/** What a life-cycle test leaves to do. */
export interface LeftOfLife {
  kind: 'fault' | 'open';
  text: string;
  /** Where the assistant does it; null: by hand, at Oktopost. */
  screen: 'life-cycle' | null;
  /** To be done, or looked at, on Oktopost's team page. */
  isAtOktopost: boolean;
}

/**
 * What a life-cycle test leaves to do: its user in Okta, the account at Oktopost, a phase that failed, whatever became of both. Null where
 * Okta refused to create the user, since the test may be left out then, and where nothing failed and nothing is left. `isTold`: another
 * item has what the phase failed by.
 */
export function leftOfLife(
  lifeCycle: LifeCycle,
  isTold: (failed: PhaseRecord) => boolean = () => false,
): LeftOfLife | null {
  if (lifeCycle.user === null || wasNotCreated(lifeCycle)) return null;
  const failed = lifeCycle.phases.filter((record) => record.state === 'failed' && !isTold(record));
  const names = failed.map(({ phase }) => `“${lifeCyclePhaseNames[phase]}”`).join(' and ');
  const stands =
    failed.length > 0
      ? [`The life-cycle test failed in the ${agreed(failed.length, 'phase', 'phases')} ${names}.`]
      : [];
  const user = hasOktaUser(lifeCycle);
  const account = accountLeft(lifeCycle, user !== 'no');
  const kind = failed.length > 0 || wasSeenLeftActive(lifeCycle) ? 'fault' : 'open';
  if (user !== 'no') {
    const there = user === 'yes' ? 'was not deleted' : 'may have been created';
    const left = `The Okta user of the life-cycle test, ${oktaLogin(lifeCycle) ?? ''}, ${there}: ${nextStep(lifeCycle)}.`;
    return {
      kind,
      screen: 'life-cycle',
      text: [...stands, left, ...account].join(' '),
      isAtOktopost: awaitsLook(lifeCycle) || account.length > 0,
    };
  }
  if (account.length > 0)
    return { kind, screen: null, text: [...stands, ...account].join(' '), isAtOktopost: true };
  if (failed.length === 0) return null;
  const text = [...stands, 'Mend the cause and test once more.'].join(' ');
  return { kind, screen: 'life-cycle', text, isAtOktopost: false };
}

function nextStep(lifeCycle: LifeCycle): string {
  if (lifeCycle.state === 'running') return 'the test is running';
  return awaitsLook(lifeCycle)
    ? 'say under “Life-cycle test” what Oktopost shows, or clean up there'
    : 'go on, or clean up, under “Life-cycle test”';
}

/** `isInOkta`: the user is, with whom Okta deactivates the account; but not after a push that failed. */
function accountLeft(lifeCycle: LifeCycle, isInOkta: boolean): string[] {
  const active = wasSeenActive(lifeCycle);
  if (active === false || (active === null && (isInOkta || lifeCycle.accountId === null))) return [];
  const login = accountLogin(lifeCycle) ?? '';
  const seen = 'it was active when it was seen last';
  if (wasSeenLeftActive(lifeCycle) || (isInOkta && hadFailedPush(lifeCycle)))
    return [`Deactivate the account ${login} in Oktopost: ${seen}, and may hold a licence.`];
  if (isInOkta) return [];
  return [
    `Look at Oktopost that the account ${login} of the life-cycle test is deactivated: ${active === true ? seen : 'nobody has seen what became of it'}.`,
  ];
}
