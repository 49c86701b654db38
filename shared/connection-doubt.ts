import type { LeftItem } from './left-to-do';
import type { SettingId } from './settings';

/** The task of stating that the SCIM connection is as it was, after a change of the app integration of which nothing tells what it changed. */
export const asProvenTask = 'connection-as-proven';

/** It is about the connection's being as it was proven or stated. */
export const isDoubt = ({ statement }: Pick<LeftItem, 'statement'>): boolean =>
  statement?.startsWith(`${asProvenTask}=`) === true;

/** Such a change has put this setting in doubt. */
export const isDoubtedIn = (left: readonly LeftItem[], setting: SettingId): boolean =>
  left.some((item) => isDoubt(item) && item.settings.includes(setting));

/** What is said of one such setting: by whom, when, and what is to be done, an item says once for all of them. */
export const doubtedWords =
  'Proven or stated before the app integration was changed: it may be otherwise now.';
