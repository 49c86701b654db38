import { mappingOf } from '../../../shared/settings';
import type { ChangeRow, Check } from '../../../shared/plan';
import type { Mapping, MappingProperty } from '../../okta/types';
import { mappingWords, ofType } from './words';

const name = 'userName';

export const hasUserNameRow = ({ properties }: Mapping): boolean => properties[name] !== undefined;

/** The row makes the user name the email, as Oktopost asks for it. */
const isEmail = ({ expression }: MappingProperty): boolean => /^\s*(user|source)\.email\s*$/.test(expression);

const byHand =
  'In Okta: Provisioning tab, To App, Go to Profile Editor, Mappings, from Okta User to the app: let userName follow “Application username format” again, or set it to user.email. The assistant never changes this row.';

/** The row stays as it is: it is somebody's override, and decides who people are at Oktopost. */
export function userNameRow(mapping: Mapping): ChangeRow | null {
  const row = mapping.properties[name];
  if (row === undefined) return null;
  const words = mappingWords(row);
  const note = isEmail(row)
    ? 'Takes the place of “Application username format”, and gives the email too. Left as it is.'
    : 'Takes the place of “Application username format”, and does not give the email. Left as it is.';
  return { setting: settingOf(mapping), now: words, after: words, verb: 'keep', note };
}

/** What a plan says of a row that does not give the email; null without one. */
export function userNameWarning(mapping: Mapping, several: boolean): string | null {
  const row = mapping.properties[name];
  if (row === undefined || isEmail(row)) return null;
  return `The mapping${ofType(mapping.userType, several)} has a row for userName: ${row.expression}. It takes the place of “Application username format”, so Okta sends that as user name, and Oktopost asks for the email. ${byHand}`;
}

export function userNameCheck(mapping: Mapping): Check {
  const row = mapping.properties[name];
  const actual = mappingWords(row);
  const same = row === undefined || isEmail(row);
  return {
    setting: settingOf(mapping),
    expected: same ? actual : 'user.email, or no row',
    actual,
    state: same ? 'same' : 'different',
    next: same ? null : byHand,
  };
}

const settingOf = ({ userType }: Mapping): ChangeRow['setting'] =>
  mappingOf(name, userType.isDefault ? null : userType);
