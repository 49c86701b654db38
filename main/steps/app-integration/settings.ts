import { audience, relayStates, relayStateSchema, saml, userNameFormatWords } from '../../../shared/oktopost';
import type { RelayState, Target } from '../../../shared/oktopost';
import { labelOf } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import type { App } from '../../okta/types';
import { signedWords, updateOnWords } from './fields';

export interface AppSettings {
  target: Target;
  label: string;
  /** Null: not chosen. A new app integration gets none, an adopted one keeps what it has. */
  relayState: RelayState | null;
  /** An existing app integration to adopt; null to create one. */
  adopt: string | null;
  /** Create although apps with the same audience and ACS URL exist. */
  createAnyway: boolean;
}

/** One setting of the app integration: what it has to be, and how it reads as words. */
export interface AppSetting {
  id: SettingId;
  expected: string;
  /** Null: not reported by Okta. */
  actual(app: App): string | null;
  /** Where an admin sets it by hand; null where the assistant does. */
  byHand: string | null;
  /** What to know before it is written. */
  note: string | null;
  /** True: compared and reported, but nothing is written because of it. */
  readOnly: boolean;
}

const signed = (value: boolean | null | undefined): string | null =>
  value === null || value === undefined ? null : signedWords(value);

const none = '(none)';

/** A relay state as a setting's value. */
export const relayStateWords = (relayState: RelayState): string => relayStates[relayState] ?? none;

/** The relay state that a setting's value names; null when Oktopost knows none like that. */
export const relayStateIn = (words: string | null | undefined): RelayState | null =>
  relayStateSchema.options.find((option) => relayStateWords(option) === words) ?? null;

/** The relay state that this app integration is to have: the one chosen, else what it has, if Oktopost knows that one. */
export function wantedRelayState(app: App | null, chosen: RelayState | null): RelayState {
  if (chosen !== null) return chosen;
  return relayStateIn(app?.signOn?.defaultRelayState) ?? 'none';
}

const userNameFormat = ({ userNameTemplate }: App): string | null =>
  userNameTemplate === null ? null : userNameFormatWords(userNameTemplate.template);

const updateOn = (app: App): string | null => updateOnWords(app.userNameTemplate?.pushStatus ?? '');

/** Where a setting of single sign-on is set by hand. */
export const samlPage = 'Set it by hand: General tab, SAML Settings, Edit.';

/** What the app integration has to be, in the order of Okta's pages. Source: article, steps 1 and 2; Okta facts, section 2, "Create". */
export function appSettings({ acsUrl, app: kind }: Target, relayState: RelayState): AppSetting[] {
  const signOn = 'Sign On tab, Settings, Edit';
  const setting = (
    id: SettingId,
    expected: string,
    actual: (app: App) => string | null,
    byHand: string | null = null,
    readOnly = false,
    note: string | null = null,
  ): AppSetting => ({ id, expected, actual, byHand, readOnly, note });
  const userName = [
    setting('user-name-format', 'Email', userNameFormat),
    setting(
      'user-name-format.update-on',
      'Create and update',
      updateOn,
      `Set it where it differs: ${signOn}.`,
      false,
      'Okta may not accept this by API. It is read back; if it is missing, the assistant shows where to set it.',
    ),
  ];
  // The pre-built app brings its own addresses.
  if (kind === 'catalogue') return userName;
  return [
    setting('sign-on.acs-url', acsUrl, (app) => app.signOn?.ssoAcsUrl ?? null),
    setting('sign-on.recipient', acsUrl, (app) => app.signOn?.recipient ?? null),
    setting('sign-on.destination', acsUrl, (app) => app.signOn?.destination ?? null),
    setting('sign-on.audience', audience, (app) => app.signOn?.audience ?? null),
    setting('sign-on.relay-state', relayStateWords(relayState), (app) =>
      app.signOn === null ? null : (app.signOn.defaultRelayState ?? none),
    ),
    setting('sign-on.name-id', saml.nameIdTemplate, (app) => app.signOn?.subjectNameIdTemplate ?? null),
    setting('sign-on.name-id-format', saml.nameIdFormat, (app) => app.signOn?.subjectNameIdFormat ?? null),
    setting('sign-on.response', 'Signed', (app) => signed(app.signOn?.responseSigned), samlPage, true),
    setting(
      'sign-on.assertion-signature',
      'Signed',
      (app) => signed(app.signOn?.assertionSigned),
      samlPage,
      true,
    ),
    ...(['signatureAlgorithm', 'digestAlgorithm'] as const).map((name) =>
      setting(algorithmSettings[name], saml[name], (app) => app.signOn?.[name] ?? null, samlPage, true),
    ),
    ...userName,
  ];
}

const algorithmSettings = {
  signatureAlgorithm: 'sign-on.signature-algorithm',
  digestAlgorithm: 'sign-on.digest-algorithm',
} as const satisfies Record<string, SettingId>;

const isWritten = ({ readOnly, byHand }: AppSetting): boolean => !readOnly && byHand === null;

/** The settings that a plan for the app integration sets; only the pre-built one is activated by a plan. */
export const writtenSettings = (target: Target): SettingId[] => [
  ...(target.app === 'catalogue' ? (['app.status'] as const) : []),
  ...appSettings(target, 'none')
    .filter(isWritten)
    .map(({ id }) => id),
];

/** The settings that an adopted app integration does not have yet and that the assistant writes. */
export function differingSettings(app: App, target: Target, relayState: RelayState): AppSetting[] {
  return appSettings(target, relayState).filter((setting) => {
    return isWritten(setting) && setting.actual(app) !== setting.expected;
  });
}

/** What writing these settings changes: with the user name format, also when it is updated. Empty where nothing is written. */
export function changedSettings(app: App, target: Target, relayState: RelayState): AppSetting[] {
  if (differingSettings(app, target, relayState).length === 0) return [];
  return appSettings(target, relayState).filter(
    (setting) => !setting.readOnly && setting.actual(app) !== setting.expected,
  );
}

/**
 * What differs and is set by hand alone, beside what `changedSettings` writes: a sentence each. The signatures are only compared: a write
 * of the app integration risks its provisioning (Okta facts, section 1).
 */
export function leftByHand(app: App, target: Target, relayState: RelayState): string[] {
  const written = new Set(changedSettings(app, target, relayState).map(({ id }) => id));
  return appSettings(target, relayState).flatMap(({ id, expected, actual, byHand }) => {
    const now = actual(app);
    if (byHand === null || now === null || now === expected || written.has(id)) return [];
    return [`${labelOf(id)} differs: ${now} instead of ${expected}. ${byHand}`];
  });
}
