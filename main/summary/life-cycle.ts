import { isPhaseProven, isSeenOnly } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
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
