import type { Target } from '../../shared/oktopost';
import type { ScreenId } from '../../shared/screens';
import { mappedAttribute } from '../../shared/settings';
import { writtenSettings } from '../steps/app-integration/settings';
import type { ReadSetting } from './settings';

/** The screen whose plan, repair or guidance sets a setting; null: set by hand in Okta, without guidance. */
export function screenOf(
  { setting, step, isRepaired = false }: Pick<ReadSetting, 'setting' | 'step' | 'isRepaired'>,
  target: Target,
): ScreenId | null {
  if (isRepaired) return 'rollout';
  if (mappedAttribute(setting) !== null) return 'mapping';
  // The set-up of a custom app has no such screen.
  if (setting === 'user-names' && target.app === 'catalogue') return 'user-names';
  return step ?? (writtenSettings(target).includes(setting) ? 'plan' : null);
}
