import { agreed } from '../../shared/counted';
import {
  accountLogin,
  isPhaseProven,
  isSeenOnly,
  wasNotCreated,
  wasSeenActive,
} from '../../shared/life-cycle';
import type { LifeCycle } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { lifeCyclePhaseNames } from '../../shared/life-cycle-words';
import type { SettingId } from '../../shared/settings';
import type { KnownBy } from '../../shared/summary';
import type { Session } from '../storage/session';

/** The phases of the life-cycle test that prove a setting together, where Okta does not show it. */
const provingPhases: Partial<Record<SettingId, readonly LifeCyclePhase[]>> = {
  'connection.push-profile-updates': ['first-name'],
  'user-name-format.update-on': ['user-name'],
  'to-app.update': ['first-name'],
  'to-app.deactivate': ['unassign', 'reassign', 'deactivate'],
};

/** How the life-cycle test proves a setting; null where it does not. What only the admin saw at Oktopost is stated. */
export function provenByLife({ lifeCycle }: Session, setting: SettingId): KnownBy | null {
  const proving = provingPhases[setting];
  const { user, phases } = lifeCycle;
  if (proving === undefined || user === null) return null;
  const proven = phases.filter((record) => proving.includes(record.phase) && isPhaseProven(record));
  const at = proven.at(-1)?.endedAt ?? null;
  if (proven.length !== proving.length || at === null) return null;
  const seen = proven.findLast(isSeenOnly)?.seen ?? null;
  return seen === null
    ? { how: 'proven-by-life-cycle', user: user.email, at }
    : { how: 'stated', by: seen.by, at: seen.at };
}

/**
 * What a life-cycle test that failed leaves to do. Null where it did not fail, where the account was inactive when it was seen last,
 * and where Okta refused to create the user: the test may be left out then.
 * `isActive`: the account was active when it was seen last.
 */
export function leftOfLife(lifeCycle: LifeCycle): { text: string; isActive: boolean } | null {
  const failed = lifeCycle.phases.filter(({ state }) => state === 'failed');
  const active = wasSeenActive(lifeCycle);
  const login = accountLogin(lifeCycle);
  if (failed.length === 0 || active === false || wasNotCreated(lifeCycle)) return null;
  const names = failed.map(({ phase }) => `“${lifeCyclePhaseNames[phase]}”`).join(' and ');
  const text = `The life-cycle test failed in the ${agreed(failed.length, 'phase', 'phases')} ${names}.`;
  if (active === null || login === null) return { text, isActive: false };
  return {
    text: `${text} Deactivate the account ${login} in Oktopost: it was active when it was seen last, and may hold a licence.`,
    isActive: true,
  };
}
