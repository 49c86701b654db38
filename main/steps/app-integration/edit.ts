import { audience, saml } from '../../../shared/oktopost';
import type { Target } from '../../../shared/oktopost';
import type { AppChoice } from '../../../shared/snapshot';
import { asObject } from '../../okta/json';
import type { App } from '../../okta/types';
import { wantedRelayState } from './settings';

/** Changes the raw app integration that is sent; what it does not name stays byte for byte. */
export type Edit = (raw: Record<string, unknown>) => void;

export const noEdit: Edit = () => undefined;

/** Writes what `changedSettings` names. */
export function settingsEdit(app: App, { acsUrl }: Target, choice: AppChoice): Edit {
  const relayState = wantedRelayState(app, choice);
  return (raw) => {
    const signOn = asObject(asObject(raw, 'settings'), 'signOn');
    Object.assign(signOn, {
      ssoAcsUrl: acsUrl,
      recipient: acsUrl,
      destination: acsUrl,
      audience,
      subjectNameIdTemplate: saml.nameIdTemplate,
      subjectNameIdFormat: saml.nameIdFormat,
      // An empty one stays as Okta has it.
      ...(relayState === (app.signOn?.defaultRelayState ?? null) ? {} : { defaultRelayState: relayState }),
    });
    writeEmailFormat(raw);
  };
}

/** The user name format alone. */
export const writeEmailFormat: Edit = (raw) => {
  const format = asObject(asObject(raw, 'credentials'), 'userNameTemplate');
  if (format['template'] !== saml.userNameTemplate)
    Object.assign(format, { template: saml.userNameTemplate, type: 'BUILT_IN' });
  format['pushStatus'] = 'PUSH';
};
