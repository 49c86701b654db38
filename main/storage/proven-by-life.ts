import { isPhaseProven, isPhaseRead, isSeenOnly } from '../../shared/life-cycle';
import type { LifeCycle, PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { createOnly, updateOn } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { KnownBy, Measured } from '../../shared/summary';
import { livesOf } from './lives';
import type { Session } from './session';

/** The phases of the life-cycle test that prove a setting together, where Okta does not show it. */
const provingPhases: ReadonlyMap<SettingId, readonly LifeCyclePhase[]> = new Map([
  ['connection.push-profile-updates', ['first-name']],
  [updateOn, ['user-name']],
  ['to-app.update', ['first-name']],
  ['to-app.deactivate', ['unassign', 'reassign', 'deactivate']],
]);

/** A phase that only passes where what another one proved is still so: it is the newer proof. */
const confirmedBy: ReadonlyMap<SettingId, LifeCyclePhase> = new Map([
  ['connection.push-profile-updates', 'user-name'],
]);

/** Okta or Oktopost showed otherwise than expected: what was not written, stopped or not read tells nothing of it. */
const isContradicted = ({ state, explanation }: PhaseRecord): boolean =>
  state === 'failed' && explanation !== null;

/** Causes that are no setting's own: Okta sent nothing, or what it sent did not arrive, and no failure says why. */
const unreached: readonly string[] = ['not-followed', 'seen-otherwise', 'to-app-off'];

/** By which cause a failed phase shows that a setting is otherwise than expected, and what it is then; null: that is not shown. */
const showsOtherwise: ReadonlyMap<
  SettingId,
  { phases: readonly LifeCyclePhase[]; causes: readonly string[]; value: string | null }
> = new Map([
  [updateOn, { phases: ['user-name'], causes: ['user-name-not-updated'], value: createOnly }],
  [
    'connection.push-profile-updates',
    { phases: ['first-name'], causes: ['not-followed', 'seen-otherwise'], value: null },
  ],
  ['to-app.update', { phases: ['first-name'], causes: unreached, value: null }],
  ['to-app.deactivate', { phases: ['unassign', 'deactivate'], causes: unreached, value: null }],
]);

type Lived = Pick<Session, 'lifeCycle' | 'earlierLives' | 'updateOnWritten'>;

/**
 * What the newest life-cycle test that tells of a setting measured otherwise than expected; null where none did, or a later one came through.
 * Its value is not known any more once the app integration was written, which may reset it: what was said before the test does not
 * count all the same, since no such write has made it right.
 */
export function measuredOtherwise(session: Lived, setting: SettingId): Measured | null {
  const shows = showsOtherwise.get(setting);
  if (shows === undefined) return null;
  const isShown = ({ phase, state, explanation }: PhaseRecord): boolean =>
    state === 'failed' && shows.phases.includes(phase) && shows.causes.includes(explanation?.id ?? '');
  for (const life of livesOf(session).toReversed()) {
    const shown = life.phases.findLast(isShown);
    const at = shown?.seen?.at ?? shown?.endedAt ?? null;
    if (life.user !== null && at !== null) {
      const isOvertaken = setting === updateOn && at < (session.updateOnWritten?.at ?? '');
      return { user: life.user.email, at, value: isOvertaken ? null : shows.value };
    }
    if (provenIn(life, setting) !== null) return null;
  }
  return null;
}

/** The settings that a failed phase names as its cause, or may have failed by. */
export const settingsFailedBy = ({ phase, explanation }: PhaseRecord): SettingId[] => {
  const cause = explanation?.id ?? '';
  const shown = [...showsOtherwise].flatMap(([setting, { phases, causes }]) =>
    phases.includes(phase) && causes.includes(cause) ? [setting] : [],
  );
  const isAssigning = phase === 'assign' || phase === 'reassign';
  return isAssigning && cause === 'to-app-off' ? ['to-app.create', ...shown] : shown;
};

/** The settings of which a life-cycle test can measure that they are otherwise. */
export const measurableSettings: readonly SettingId[] = [...showsOtherwise.keys()];

/** The phases of one life that prove a setting, all of them proven; null: it does not. */
function provenIn({ user, phases }: LifeCycle, setting: SettingId): PhaseRecord[] | null {
  const proving = provingPhases.get(setting) ?? [];
  const proven = phases.filter((record) => proving.includes(record.phase) && isPhaseProven(record));
  return user === null || proven.length === 0 || proven.length !== proving.length ? null : proven;
}

/**
 * How life-cycle tests prove a setting; null where they do not. The newest test that came through all of its phases proves it, as long
 * as none failed in one of them since; what was read counts before what only the admin saw at Oktopost, which is stated.
 */
export function provenByLife(session: Lived, setting: SettingId): KnownBy | null {
  const { updateOnWritten } = session;
  const proving = provingPhases.get(setting);
  if (proving === undefined) return null;
  let stated: KnownBy | null = null;
  for (const life of livesOf(session).toReversed()) {
    if (life.phases.some((record) => proving.includes(record.phase) && isContradicted(record))) return stated;
    const proven = provenIn(life, setting);
    const confirmed = life.phases.find(
      (record) => record.phase === confirmedBy.get(setting) && isPhaseRead(record),
    );
    const at = confirmed?.endedAt ?? proven?.at(-1)?.endedAt ?? null;
    if (life.user === null || proven === null || at === null) continue;
    if (setting === updateOn && at < (updateOnWritten?.at ?? '')) return stated;
    const seen = proven.findLast(isSeenOnly)?.seen ?? null;
    if (seen === null) return { how: 'proven-by-life-cycle', user: life.user.email, at };
    stated ??= { how: 'stated', by: seen.by, at: seen.at };
  }
  return stated;
}

/** Life-cycle tests prove a setting now: the next one can take that away. */
export const provesByLife = (session: Session): boolean =>
  [...provingPhases.keys()].some((setting) => provenByLife(session, setting)?.how === 'proven-by-life-cycle');
