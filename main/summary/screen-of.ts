import type { Target } from '../../shared/oktopost';
import type { FlowScreenId } from '../../shared/screens';
import { mappedAttribute } from '../../shared/settings';
import { writtenSettings } from '../steps/app-integration/settings';
import type { ReadSetting } from './settings';

/** The screen whose plan or guidance sets a setting; null: set by hand in Okta, without guidance. */
export function screenOf(
  { setting, step }: Pick<ReadSetting, 'setting' | 'step'>,
  target: Target,
): FlowScreenId | null {
  if (mappedAttribute(setting) !== null) return 'mapping';
  // The set-up of a custom app has no such screen.
  if (setting === 'user-names' && target.app === 'catalogue') return 'user-names';
  return step ?? (writtenSettings(target).includes(setting) ? 'plan' : null);
}
