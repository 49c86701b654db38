import { audience, relayStates, relayStateSchema, saml, userNameFormatWords } from '../../../shared/oktopost';
import type { RelayState, Target } from '../../../shared/oktopost';
import { labelOf, shownValue } from '../../../shared/settings';
import type { SettingId } from '../../../shared/settings';
import type { AppChoice } from '../../../shared/snapshot';
import type { App } from '../../okta/types';
import type { ChangeRow } from '../../../shared/plan';
import { fieldText, fieldWords, signedWords, updateOnWords } from './fields';

export interface AppSettings {
  target: Target;
  label: string;
  choice: AppChoice;
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

/** A relay state as a setting's value. */
export const relayStateWords = (relayState: RelayState): string => fieldWords(relayStates[relayState]);

/** The relay state that a setting's value names; null when Oktopost knows none like that. */
export const relayStateIn = (words: string | null | undefined): RelayState | null =>
  relayStateSchema.options.find((option) => relayStateWords(option) === words) ?? null;

/** What is asked for by a setting's value; nothing where there is none. A value that Oktopost does not know can only be kept. */
export function relayStateChoice(words: string | null | undefined): AppChoice {
  const relayState = relayStateIn(words);
  if (relayState !== null || typeof words !== 'string') return { relayState };
  return { relayState, keeps: fieldText(words) };
}

/** Nothing was chosen: an app integration keeps the relay state that it has. */
export const asItIs: AppChoice = { relayState: null };

/** The Default RelayState that this app integration is to have; null: none. */
export function wantedRelayState(app: App | null, { relayState, keeps }: AppChoice): string | null {
  if (relayState !== null) return relayStates[relayState];
  return keeps === undefined ? (app?.signOn?.defaultRelayState ?? null) : keeps;
}

/** The choice that a plan for this app integration shows, null for a new one: approved, it stays so whatever Okta shows later. */
export function approvedChoice(app: App | null, choice: AppChoice): AppChoice {
  if (choice.relayState !== null) return { relayState: choice.relayState };
  return app === null ? { relayState: 'none' } : { relayState: null, keeps: wantedRelayState(app, choice) };
}

const userNameFormat = ({ userNameTemplate }: App): string | null =>
  userNameTemplate === null ? null : userNameFormatWords(userNameTemplate.template);

const updateOn = (app: App): string | null => updateOnWords(app.userNameTemplate?.pushStatus ?? '');

/** Of when user names are updated. Source: Okta facts, section 2, "Create". */
export const mayNotTake =
  'Okta may not accept this by API. It is read back; if it is missing, the assistant shows where to set it.';
export const updateOnPlace = 'Set it where it differs: Sign On tab, Settings, Edit.';

/** Where a setting of single sign-on is set by hand. */
export const samlPage = 'Set it by hand: General tab, SAML Settings, Edit.';

/** What the app integration has to be, in the order of Okta's pages. Source: article, steps 1 and 2; Okta facts, section 2, "Create". */
export function appSettings({ acsUrl, app: kind }: Target, relayState: string | null): AppSetting[] {
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
    setting('user-name-format.update-on', 'Create and update', updateOn, updateOnPlace, false, mayNotTake),
  ];
  // The pre-built app brings its own addresses.
  if (kind === 'catalogue') return userName;
  return [
    setting('sign-on.acs-url', acsUrl, (app) => app.signOn?.ssoAcsUrl ?? null),
    setting('sign-on.recipient', acsUrl, (app) => app.signOn?.recipient ?? null),
    setting('sign-on.destination', acsUrl, (app) => app.signOn?.destination ?? null),
    setting('sign-on.audience', audience, (app) => app.signOn?.audience ?? null),
    setting('sign-on.relay-state', fieldWords(relayState), (app) =>
      app.signOn === null ? null : fieldWords(app.signOn.defaultRelayState),
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
  ...appSettings(target, null)
    .filter(isWritten)
    .map(({ id }) => id),
];

/** The settings that an adopted app integration does not have yet and that the assistant writes. */
function differingSettings(app: App, target: Target, choice: AppChoice): AppSetting[] {
  return appSettings(target, wantedRelayState(app, choice)).filter(
    (setting) => !setting.readOnly && setting.actual(app) !== setting.expected,
  );
}

/**
 * What writing the settings changes: with the user name format, also when it is updated. Empty where nothing is to be written.
 * `isAdoption`: the app integration is written in any case, for its note, by which Okta may forget when user names are updated
 * (Okta facts, section 2, "Create"): what it shows of that is not lost without being named.
 */
export function changedSettings(
  app: App,
  target: Target,
  { choice, isAdoption }: { choice: AppChoice; isAdoption: boolean },
): AppSetting[] {
  const differing = differingSettings(app, target, choice);
  return differing.some(isWritten)
    ? differing
    : differing.filter((setting) => isAdoption && setting.actual(app) !== null);
}

/** What is written, as rows of a plan. */
export const rowsOf = (app: App, changed: readonly AppSetting[]): ChangeRow[] =>
  changed.map(({ id, actual, expected, note }) => ({
    setting: id,
    now: actual(app),
    after: expected,
    verb: 'change',
    note,
  }));

/** How the assistant undoes that, as the end of a sentence. */
export const undoOf = (app: App, changed: readonly AppSetting[]): string =>
  `sets the values of the column “Now” again${
    changed.some(({ actual }) => actual(app) === null) ? '; what Okta does not show, you set by hand' : ''
  }.`;

/**
 * What differs and is set by hand alone, beside what `changedSettings` writes: a sentence each. The signatures are only compared: a write
 * of the app integration risks its provisioning (Okta facts, section 1).
 */
export function leftByHand(
  app: App,
  target: Target,
  of: Parameters<typeof changedSettings>[2],
): AppSetting[] {
  const written = new Set(changedSettings(app, target, of).map(({ id }) => id));
  return appSettings(target, null).filter(({ id, expected, actual, byHand }) => {
    const now = actual(app);
    return byHand !== null && now !== null && now !== expected && !written.has(id);
  });
}

/** The same, a sentence each. */
export const leftByHandWords = (app: App, left: readonly AppSetting[]): string[] =>
  left.map(({ id, expected, actual, byHand }) => {
    const [now, wanted] = [actual(app) ?? '', expected].map((value) => shownValue(id, value));
    return `${labelOf(id)} differs: ${now} instead of ${wanted}. ${byHand}`;
  });
