import { counted } from './counted';
import type { DriftRow } from './drift';

/** What a summary has beside its settings, and does not count among them. */
const besideSettings: ReadonlyMap<DriftRow['setting'], string> = new Map([
  ['app.name', 'the name'],
  ['sign-on.certificate', 'the certificate'],
]);

const isSetting = ({ setting }: Pick<DriftRow, 'setting'>): boolean => !besideSettings.has(setting);

/**
 * Rows of a check for drift with what they do, `57 settings and the name match`: settings are counted as the summary counts them.
 * `all`: the rows that they are among, `2 of 57 settings`.
 */
export function rowsWith(
  rows: readonly Pick<DriftRow, 'setting'>[],
  [one, many]: readonly [one: string, many: string],
  all: readonly Pick<DriftRow, 'setting'>[] | null = null,
): string {
  const settings = rows.filter(isSetting).length;
  const beside = rows.flatMap(({ setting }) => besideSettings.get(setting) ?? []);
  const number = all === null ? '' : `${settings} of `;
  const among = all === null ? settings : all.filter(isSetting).length;
  const parts = [
    ...(settings > 0 || beside.length === 0 ? [`${number}${counted(among, 'setting')}`] : []),
    ...beside,
  ];
  const last = parts.pop() ?? '';
  const isOne = settings + beside.length === 1;
  return `${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`} ${isOne ? one : many}`;
}
