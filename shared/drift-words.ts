import { counted, firstOf } from './counted';
import type { DriftReport, DriftRow } from './drift';
import { labelOf } from './settings';

/** A summary does not count it among its settings. */
const certificate: DriftRow['setting'] = 'sign-on.certificate';

/** Whether it is counted among the settings; the certificate is named apart. */
export const isSetting = ({ setting }: Pick<DriftRow, 'setting'>): boolean => setting !== certificate;

/**
 * Rows of a check for drift with what they do, `57 settings and the certificate match`: settings are counted as the summary counts them.
 * `all`: the rows that they are among, `2 of 57 settings`.
 */
export function rowsWith(
  rows: readonly Pick<DriftRow, 'setting'>[],
  [one, many]: readonly [one: string, many: string],
  all: readonly Pick<DriftRow, 'setting'>[] | null = null,
): string {
  const settings = rows.filter(isSetting).length;
  const hasCertificate = settings < rows.length;
  const number = all === null ? '' : `${settings} of `;
  const among = all === null ? settings : all.filter(isSetting).length;
  const parts = [
    ...(settings > 0 || !hasCertificate ? [`${number}${counted(among, 'setting')}`] : []),
    ...(hasCertificate ? ['the certificate'] : []),
  ];
  return `${parts.join(' and ')} ${rows.length === 1 ? one : many}`;
}

/** What is no drift, since it was so when the summary was made, and is not as it should be either. */
export const isWrongAsThen = ({
  state,
  expected,
  actual,
}: Pick<DriftRow, 'state' | 'expected' | 'actual'>): boolean => state === 'same' && actual !== expected;

/** Said where nothing tells whether a change was of the connection, which is no drift; null: there is no such change. */
export const untoldWords = ({ watch }: Pick<DriftReport, 'watch'>): string | null =>
  watch.some(({ kind }) => kind === 'connection-changed')
    ? 'Okta does not show whether the SCIM connection is as it was: the app integration was changed after it was proven or stated.'
    : null;

/** More than these are in the table. */
const namedAtMost = 5;

/** Names those; null where there is none. */
export function wrongAsThenWords(rows: readonly DriftRow[]): string | null {
  const wrong = rows.filter(isWrongAsThen);
  if (wrong.length === 0) return null;
  const names = firstOf(
    wrong.map(({ setting }) => labelOf(setting)),
    namedAtMost,
  );
  const verbs = [
    'is not as it should be, and was not then',
    'are not as they should be, and were not then',
  ] as const;
  return `${rowsWith(wrong, verbs)}: ${names}.`;
}
