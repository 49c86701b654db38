import type { OktaApp } from './state';
import type { World } from './world';

/** Whether Okta minds that another app has the label, which the profile decides. `app` is the one that is renamed, null for a new one. */
export const isLabelTaken = ({ state, options }: World, label: string, app: OktaApp | null): boolean =>
  options.profile.duplicateLabels === 'refused' &&
  Object.values(state.apps).some((other) => other.id !== app?.id && other.label === label);
