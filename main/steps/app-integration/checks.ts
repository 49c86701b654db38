import type { RelayState, Target } from '../../../shared/oktopost';
import type { App } from '../../okta/types';
import { appSettings, wantedRelayState, writtenSettings } from './settings';
import { checkState } from '../../../shared/plan';
import type { Check } from '../../../shared/plan';

export const goneWarning =
  'The app integration that this set-up made or used before is not found in Okta: it was deleted, or the assistant may not see it. Applying this plan creates another one, and everything after it is to be done again.';

/** What was read back shows that Okta has the app integration no more. */
export const isGone = (checks: readonly Check[]): boolean =>
  checks.some(({ setting, state }) => setting === 'app' && state === 'different');

/** Something differs that another plan would set. */
export function hasFixableDifference(checks: readonly Check[], target: Target): boolean {
  const written = writtenSettings(target);
  return checks.some(({ setting, state }) => state === 'different' && written.includes(setting));
}

const previewAgain = 'Preview the plan again: the assistant can set it.';

export const notFound = (appId: string): Check => ({
  setting: 'app',
  expected: appId,
  actual: 'not found',
  state: 'different',
  next: 'It was deleted in Okta, or the assistant may not see it. Ask who deleted it; the plan can create another one.',
});

/** Expected beside actual; a relay state that was not chosen is as it is, if Oktopost knows it. */
export function checksOf(app: App, target: Target, relayState: RelayState | null): Check[] {
  const activate = target.app === 'catalogue' ? previewAgain : 'Activate the app integration in Okta.';
  const status: Check = {
    setting: 'app.status',
    expected: 'ACTIVE',
    actual: app.status,
    state: app.status === 'ACTIVE' ? 'same' : 'different',
    next: app.status === 'ACTIVE' ? null : activate,
  };
  const wanted = wantedRelayState(app, relayState);
  const settings = appSettings(target, wanted).map(({ id, expected, actual, byHand }): Check => {
    const read = actual(app);
    const state = checkState(expected, read);
    return {
      setting: id,
      expected,
      actual: read,
      state,
      next: state === 'same' ? null : (byHand ?? previewAgain),
    };
  });
  return [status, ...settings];
}
