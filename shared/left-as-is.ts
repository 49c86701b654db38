import { z } from 'zod';
import { counted } from './counted';
import { keptAttributes } from './oktopost';
import { ownValue } from './own-value';
import { mappedAttribute } from './settings';
import type { SettingId } from './settings';
import { time } from './time';

/** Who left something as it is, and when; null where that was not noted. */
export const leftAsIsSchema = z.strictObject({ by: z.string().nullable(), at: time.nullable() });
export type LeftAsIs = z.infer<typeof leftAsIsSchema>;

/** As a summary has it. */
interface Row {
  setting: SettingId;
  value: string;
  expected: string;
}

/** A name that Oktopost needs, from where the article has it: how Okta sends it stands behind the comma. */
const isNeeded = ({ setting }: Pick<Row, 'setting'>): boolean =>
  ownValue<string>(keptAttributes, mappedAttribute(setting) ?? '') !== undefined;

const sourceIn = (row: string): string => row.slice(0, row.lastIndexOf(', '));

/**
 * Whether a row of the mapping differs because the admin left the mapping as it is, which the article allows (step 7, "optional"). The
 * names that Oktopost needs are among them only where Okta sends the right ones, on create only, as a new app integration has it; a row for
 * the user name never is.
 */
export function isLeft(row: Row, left: LeftAsIs | null): boolean {
  const attribute = mappedAttribute(row.setting);
  if (left === null || attribute === null || attribute === 'userName' || row.value === row.expected)
    return false;
  return !isNeeded(row) || sourceIn(row.value) === sourceIn(row.expected);
}

/** As a clause; `timeOf` writes a time. */
export const leftWords = ({ by, at }: LeftAsIs, timeOf: (at: string) => string): string =>
  `left as it is by ${by ?? 'an admin'}${at === null ? '' : `, ${timeOf(at)}`}`;

/** What `rows`, which are left, mean; `null`: there are none. */
export function leftMeans(rows: readonly Row[]): string | null {
  if (rows.length === 0) return null;
  const names = rows.some(isNeeded)
    ? ' Okta sends the names when it creates an account, and not when they change later.'
    : '';
  return `${counted(rows.length, 'attribute')} of the mapping ${rows.length === 1 ? 'differs' : 'differ'} from Oktopost’s article, which calls this step optional.${names}`;
}
