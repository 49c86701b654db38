import type { LeftItem } from './left-to-do';
import type { SettingId } from './settings';

/** The task of stating that the SCIM connection is as it was, after a change of the app integration of which nothing tells what it changed. */
export const asProvenTask = 'connection-as-proven';

/** It is about the connection's being as it was proven or stated. */
export const isDoubt = ({ statement }: Pick<LeftItem, 'statement'>): boolean =>
  statement?.startsWith(`${asProvenTask}=`) === true;

/** What is said of a setting that such a change has put in doubt; null: no change has. */
export const doubtIn = (left: readonly LeftItem[], setting: SettingId): string | null =>
  left.find((item) => isDoubt(item) && item.settings.includes(setting))?.text ?? null;
