import type { Target } from '../../../shared/oktopost';
import type { App } from '../../okta/types';
import { appSettings, asItIs, wantedRelayState, writtenSettings } from './settings';
import type { AppChoice } from '../../../shared/snapshot';
import { ownNote } from './identity';
import { isCustomApp } from '../../okta/app-name';
import type { Session } from '../../storage/session';
import { updateOn } from '../../../shared/settings';
import { checkOf } from '../../../shared/plan';
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

/** What Okta has shown and does not any more: the checks know it from what it never showed by their state. */
const wasShown = ({ actual, state }: Check): boolean => actual !== null || state === 'different';

/** A check of something that Okta showed at `before` and does not show now differs: nobody can take it for as it was. */
export function asLost(check: Check, before: Check | undefined): Check {
  if (check.actual !== null || before === undefined || !wasShown(before)) return check;
  return { ...check, state: 'different', next: lostNext };
}

/** Whether a check says that Okta has shown its setting and does not any more. */
export const isLostCheck = ({ actual, state }: Check): boolean => actual === null && state === 'different';

/** What is said of it. */
export const lostNext =
  'Okta showed it before, and does not any more: it may have been reset. Look at it in Okta and set it again.';

/** The setting that a write of the app integration may reset, after one. `before`: what was read last. */
export function updateOnChecks(app: App, target: Target, before: readonly Check[]): Check[] {
  return checksOf(app, target, asItIs)
    .filter(isUpdateOn)
    .map((check) => asLost(check, before.find(isUpdateOn)));
}

const isUpdateOn = ({ setting }: Check): boolean => setting === updateOn;

/** What only the creation of an app integration sets. */
interface Creation {
  label: string;
  /** The sentence of the set-up in the admin note. */
  note: string;
  /** Of the org; Okta's names of custom apps begin with it. */
  subdomain: string;
}

/** What an adoption sets: the note alone. Null: it has whatever it has. */
interface Adoption {
  label: string | null;
  note: string | null;
}

/** What this set-up has made of an app integration that nobody but a set-up would. */
export type Identity = Creation | Adoption;

/** Of the app integration of a session. */
export function identityOf({ app, label, setupId, org }: Session): Identity {
  if (app === null) return { label: null, note: null };
  const subdomain = org?.subdomain ?? '';
  const note = ownNote(setupId, app.createdByUs ? 'created' : 'adopted');
  return app.createdByUs && isCustomApp(app, subdomain) ? { label, note, subdomain } : { label: null, note };
}

/** Of one that was created its name and what it is; and the note that says whose it is. */
export function identityChecks(app: App, identity: Identity): Check[] {
  const note = identity.note === null ? [] : [noteCheck(app, identity.note)];
  if (!('subdomain' in identity)) return note;
  const replaced = 'It is not the app that this set-up created: look at it in Okta.';
  const type = isCustomApp(app, identity.subdomain) ? internalApp : app.name;
  return [
    nameCheck(app, identity.label),
    checkOf({
      setting: 'app.sign-in-method',
      expected: samlWords,
      actual: signOnWords(app),
      next: replaced,
    }),
    checkOf({ setting: 'app.type', expected: internalApp, actual: type, next: replaced }),
    ...note,
  ];
}

/** The admin note of an app integration that has none. */
export const noNote = '(none)';

/** What others wrote beside it is theirs. */
function noteCheck({ adminNote }: App, note: string): Check {
  return checkOf({
    setting: 'app.admin-note',
    expected: note,
    actual: adminNote?.includes(note) === true ? note : (adminNote ?? noNote),
    next: 'Okta tells by it whose the app integration is: put it back, General tab, App Settings, Edit.',
  });
}

export const nameCheck = (app: App, label: string): Check =>
  checkOf({
    setting: 'app.name',
    expected: label,
    actual: app.label,
    next: 'General tab, App Settings, Edit, Application label.',
  });

const samlWords = 'SAML 2.0';
const internalApp = 'internal app';
export const signOnWords = ({ signOnMode }: Pick<App, 'signOnMode'>): string =>
  signOnMode === 'SAML_2_0' ? samlWords : signOnMode;

export const notFound = (appId: string): Check => ({
  setting: 'app',
  expected: appId,
  actual: 'not found',
  state: 'different',
  next: 'It was deleted in Okta, or the assistant may not see it. Ask who deleted it; the plan can create another one.',
});

/** Expected beside actual. */
export function checksOf(app: App, target: Target, choice: AppChoice): Check[] {
  const activate = target.app === 'catalogue' ? previewAgain : 'Activate the app integration in Okta.';
  const wanted = wantedRelayState(app, choice);
  return [
    checkOf({ setting: 'app.status', expected: 'ACTIVE', actual: app.status, next: activate }),
    ...appSettings(target, wanted).map(({ id, expected, actual, byHand }) =>
      checkOf({ setting: id, expected, actual: actual(app), next: byHand ?? previewAgain }),
    ),
  ];
}
