import { checkOf } from '../../shared/plan';
import type { Check } from '../../shared/plan';
import { asLost } from '../steps/app-integration/checks';
import { mappedAttribute } from '../../shared/settings';
import type { Session } from '../storage/session';
import type { ReadSetting } from './settings';

/**
 * What a reading of all settings tells of the checks that the session keeps, so that the list of steps and the summary say the
 * same. `at`: when that was read. What is as it was stays the same object; empty when everything is.
 */
export function sessionChecks(
  { appChecks, mapping }: Session,
  read: readonly ReadSetting[],
  at: string,
): Partial<Pick<Session, 'appChecks' | 'appCheckedAt' | 'mapping'>> {
  const app = merged(appChecks, read);
  const attributes =
    mapping.appliedAt === null
      ? mapping.checks
      : merged(mapping.checks, read, ({ setting }) => mappedAttribute(setting) !== null);
  return {
    ...(app === appChecks ? {} : { appChecks: app, appCheckedAt: at }),
    ...(attributes === mapping.checks ? {} : { mapping: { ...mapping, checks: attributes, checkedAt: at } }),
  };
}

/** `isOne`: a setting of the same list that was not there before. */
function merged(
  checks: Check[],
  read: readonly ReadSetting[],
  isOne: (setting: ReadSetting) => boolean = () => false,
): Check[] {
  const now = new Map(read.map((setting) => [setting.setting, setting]));
  const known = new Set(checks.map(({ setting }) => setting));
  const kept = checks.map((check) => {
    const found = now.get(check.setting);
    return found === undefined || isSame(check, found) ? check : asLost(checkOf(found), check);
  });
  const added = read.filter((setting) => !known.has(setting.setting) && isOne(setting)).map(checkOf);
  return added.length === 0 && kept.every((check, index) => check === checks[index])
    ? checks
    : [...kept, ...added];
}

const isSame = (check: Check, { expected, actual }: ReadSetting): boolean =>
  check.expected === expected && check.actual === actual;
