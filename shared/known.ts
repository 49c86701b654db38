import type { Check } from './plan';
import type { SettingId } from './settings';
import type { KnownBy } from './summary';

/** How something is known: read or proven, said by an admin, or not at all. */
export type Reading = 'read' | 'stated' | 'unread';

export interface Known {
  how: Reading;
  /** It is as it should be, as far as it is known. */
  right: boolean;
}

/** By how a setting of a summary is known. */
export const readings: Record<KnownBy['how'], Reading> = {
  'read-back': 'read',
  'proven-by-test': 'read',
  'proven-by-life-cycle': 'read',
  'proven-by-push': 'read',
  'read-in-log': 'read',
  stated: 'stated',
  unknown: 'unread',
};

/** Several checks as one: read only when each was, wrong as soon as one is. `stated`: whether the admin stated what was not read. */
export function knownOf(
  checks: readonly Pick<Check, 'setting' | 'expected' | 'state'>[],
  stated: (check: Pick<Check, 'setting' | 'expected'>) => boolean = () => false,
): Known {
  if (checks.some(({ state }) => state === 'different')) return { how: 'read', right: false };
  const unread = checks.filter(({ state }) => state === 'cannot-be-read');
  if (checks.length === 0 || !unread.every(stated)) return { how: 'unread', right: true };
  return { how: unread.length === 0 ? 'read' : 'stated', right: true };
}

/** Checks that count many settings, by what the ids of those begin with. */
const counts: Partial<Record<SettingId, string>> = {
  'user-names': 'user-name:',
  'unused-attributes': 'attribute:',
};

/**
 * What was read of these settings alone. A count of many tells of one of them only where none is wrong: else it does not say which.
 */
export function knownOfSettings(settings: readonly SettingId[], checks: readonly Check[]): Known {
  const own = checks.filter(({ setting }) => settings.includes(setting));
  const counted = checks.filter(({ setting, state }) => {
    const prefix = counts[setting];
    return state === 'same' && prefix !== undefined && settings.some((each) => each.startsWith(prefix));
  });
  return knownOf([...own, ...counted]);
}
