import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import type { GuidedFinding } from '../../shared/screens';
import type { App } from '../okta/types';

/**
 * Features by which Okta shows actions of the SCIM connection as on that are to stay off; their absence shows nothing, and none is
 * documented for Import Groups. Source: Okta's API reference, `features` of an application.
 */
const shownWhenOn: Partial<Record<SettingId, readonly string[]>> = {
  'connection.import-users': ['IMPORT_NEW_USERS', 'IMPORT_PROFILE_UPDATES'],
  'connection.push-groups': ['GROUP_PUSH'],
};

type WithFeatures = Pick<App, 'features'>;

/** Whether Okta shows this action as on; false: it does not show it, or it is no such action. */
export const isShownOn = ({ features }: WithFeatures, setting: SettingId): boolean =>
  shownWhenOn[setting]?.some((feature) => features.includes(feature)) === true;

/** What Okta shows as on that is to stay off; null: nothing. */
export function otherActionsOn(app: WithFeatures): GuidedFinding | null {
  const on = (['connection.import-users', 'connection.push-groups'] as const).filter((setting) =>
    isShownOn(app, setting),
  );
  if (on.length === 0) return null;
  return {
    text: `Okta shows ${on.map((setting) => labelOf(setting)).join(' and ')} as on.`,
    next: `Untick ${on.length === 1 ? 'it' : 'them'} in Okta, on the tab Provisioning, Integration, and save.`,
  };
}
