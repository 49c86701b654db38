import { isPhaseProven, isSeenOnly } from '../../shared/life-cycle';
import type { PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { KnownBy } from '../../shared/summary';
import { livesOf } from './lives';
import type { Session } from './session';

/** The phases of the life-cycle test that prove a setting together, where Okta does not show it. */
const provingPhases: ReadonlyMap<SettingId, readonly LifeCyclePhase[]> = new Map([
  ['connection.push-profile-updates', ['first-name']],
  [updateOn, ['user-name']],
  ['to-app.update', ['first-name']],
  ['to-app.deactivate', ['unassign', 'reassign', 'deactivate']],
]);

/** Okta or Oktopost showed otherwise than expected: what was not written, stopped or not read tells nothing of it. */
const isContradicted = ({ state, explanation }: PhaseRecord): boolean =>
  state === 'failed' && explanation !== null;

/**
 * How life-cycle tests prove a setting; null where they do not. The newest test that came through all of its phases proves it, as long
 * as none failed in one of them since; what was read counts before what only the admin saw at Oktopost, which is stated.
 */
export function provenByLife(session: Session, setting: SettingId): KnownBy | null {
  const { updateOnWritten } = session;
  const proving = provingPhases.get(setting);
  if (proving === undefined) return null;
  let stated: KnownBy | null = null;
  for (const { user, phases } of livesOf(session).toReversed()) {
    const records = phases.filter(({ phase }) => proving.includes(phase));
    if (records.some(isContradicted)) return stated;
    const proven = records.filter(isPhaseProven);
    const at = proven.at(-1)?.endedAt ?? null;
    if (user === null || proven.length !== proving.length || at === null) continue;
    if (setting === updateOn && at < (updateOnWritten?.at ?? '')) return stated;
    const seen = proven.findLast(isSeenOnly)?.seen ?? null;
    if (seen === null) return { how: 'proven-by-life-cycle', user: user.email, at };
    stated ??= { how: 'stated', by: seen.by, at: seen.at };
  }
  return stated;
}

/** Life-cycle tests prove a setting now: the next one can take that away. */
export const provesByLife = (session: Session): boolean =>
  [...provingPhases.keys()].some((setting) => provenByLife(session, setting)?.how === 'proven-by-life-cycle');
