import type { LeftItem } from './left-to-do';
import type { SettingId } from './settings';

/** The task of stating that the SCIM connection is as it was proven, after a change of the app integration of which nothing tells what it changed. */
export const asProvenTask = 'connection-as-proven';

/** What is said of a setting whose proof such a change has put in doubt; null: no change has. */
export const doubtIn = (left: readonly LeftItem[], setting: SettingId): string | null =>
  left.find(
    ({ statement, settings }) =>
      statement?.startsWith(`${asProvenTask}=`) === true && settings.includes(setting),
  )?.text ?? null;
