import { capitalised, counted, firstOf } from './counted';
import type { DriftReport, DriftRow } from './drift';
import { leftMeans, leftWords } from './left-as-is';
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

/** Expected where no earlier value is known, and nothing asks for one. */
export const notKept = 'not known';

/**
 * What is no drift and not as it should be either: it was so when the summary was made, or was not known then, since Okta did not show it
 * (`cannot-be-read`). What an admin left so is none of it.
 */
export const isWrongAsThen = ({
  state,
  expected,
  actual,
  left,
}: Pick<DriftRow, 'state' | 'expected' | 'actual' | 'left'>): boolean =>
  state !== 'drift' && actual !== null && actual !== expected && expected !== notKept && left === null;

/** What matches what is expected of it. */
export const isAsExpected = ({
  state,
  expected,
  actual,
}: Pick<DriftRow, 'state' | 'expected' | 'actual'>): boolean => state === 'same' && actual === expected;

/** Says of the settings that an admin left otherwise who did, and what that means; `timeOf` writes a time. Null: there are none. */
export function leftAsThenWords(rows: readonly DriftRow[], timeOf: (at: string) => string): string | null {
  const asLeft = rows.flatMap(({ left, actual, ...row }) =>
    left === null ? [] : [{ ...row, left, value: actual ?? '' }],
  );
  const [first] = asLeft;
  const means = leftMeans(asLeft);
  return first === undefined || means === null
    ? null
    : `${capitalised(leftWords(first.left, timeOf))}: ${means}`;
}

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
  const said = (['same', 'cannot-be-read'] as const).flatMap((state) => {
    const of = wrong.filter((row) => row.state === state);
    if (of.length === 0) return [];
    const known = state === 'same' ? '' : ' known';
    const verbs = [
      `is not as it should be, and was not${known} then`,
      `are not as they should be, and were not${known} then`,
    ] as const;
    const names = firstOf(
      of.map(({ setting }) => labelOf(setting)),
      namedAtMost,
    );
    return [`${rowsWith(of, verbs)}: ${names}.`];
  });
  return said.length === 0
    ? null
    : said.map((each, index) => (index === 0 ? each : capitalised(each))).join(' ');
}
