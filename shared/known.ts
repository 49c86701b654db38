import type { Check } from './plan';
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
