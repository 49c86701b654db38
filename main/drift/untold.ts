import type { DriftRow } from '../../shared/drift';
import { minute } from '../export/document';
import type { UntoldChange } from '../observe/logged-changes';

/** More are no help. */
const mostNamed = 5;

/** Who made these changes, and when; of many the newest. */
const namesOf = (changes: readonly UntoldChange[]): string =>
  changes
    .slice(-mostNamed)
    .map(({ who, at }) => `${who ?? 'somebody'} at ${minute(at)}`)
    .join('; ');

/** Said of what one of these changes was, and the log does not tell which. */
export const whichOfThem = (changes: readonly UntoldChange[]): string =>
  `Okta’s System Log does not tell which of these updates it was: ${namesOf(changes)}.`;

/**
 * Names who changed the app integration beside a setting that drifted and of which the log tells no change: whoever it was is asked.
 * `changes`: of which the log does not tell what was changed.
 */
export function withUntold(changes: readonly UntoldChange[], row: DriftRow): DriftRow {
  // The names of people are no setting of the app integration.
  if (row.state !== 'drift' || row.change !== null || row.setting === 'user-names' || changes.length === 0)
    return row;
  const said = `Okta’s System Log does not tell what these updates of the app integration changed: ${namesOf(changes)}.`;
  return { ...row, note: row.note === null ? said : `${row.note} ${said}` };
}
