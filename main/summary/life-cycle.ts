import { isPhaseProven } from '../../shared/life-cycle';
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

/** How the life-cycle test proves a setting; null where it does not. What only Okta said counts once the admin saw it at Oktopost. */
export function provenByLife({ lifeCycle }: Session, setting: SettingId): KnownBy | null {
  const proving = provingPhases[setting];
  const { user, phases } = lifeCycle;
  if (proving === undefined || user === null) return null;
  const proven = phases.filter((record) => proving.includes(record.phase) && isPhaseProven(record));
  const at = proven.at(-1)?.endedAt ?? null;
  return proven.length === proving.length && at !== null
    ? { how: 'proven-by-life-cycle', user: user.email, at }
    : null;
}
