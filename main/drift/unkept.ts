import type { DriftRow } from '../../shared/drift';
import { notKept } from '../../shared/drift-words';
import type { SettingId } from '../../shared/settings';

/** A row of a setting of which no earlier value is known: what Okta shows now tells nothing by itself. */
export const unkeptRow = (setting: SettingId, actual: string | null): DriftRow => ({
  setting,
  expected: notKept,
  actual,
  state: 'cannot-be-read',
  known: { how: 'unknown' },
  change: null,
  left: null,
  note: 'No earlier value is known to compare it with.',
});
