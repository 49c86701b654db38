import { fromTo } from '../../shared/logged-change';
import type { LoggedChange } from '../../shared/logged-change';
import { userNameFormatWords } from '../../shared/oktopost';
import { ownValue } from '../../shared/own-value';
import { labelOf } from '../../shared/settings';
import type { SettingId } from '../../shared/settings';
import { nullOnFailure } from '../okta/calls';
import { appUpdate } from '../okta/event-types';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { logOutcomeOf } from './log-outcome';
import { logUntil } from './okta-clock';

/** How long Okta keeps its System Log. */
const keptMs = 90 * 24 * 60 * 60_000;

/** What a log entry is read for: from a moment, or from the oldest entry that Okta keeps, up to now. */
export function logWindow(now: Date, since: Date | null = null): { since: Date; until: Date } {
  const oldest = now.getTime() - keptMs;
  return {
    since: new Date(since === null ? oldest : Math.max(since.getTime(), oldest)),
    until: logUntil(now),
  };
}

/** The newest change of each setting that the log tells of. */
export type LoggedChanges = ReadonlyMap<SettingId, LoggedChange>;

/**
 * What Okta's System Log tells of changed settings: a second source beside what the API shows. Null when the log cannot be read.
 * Nothing may need it: Okta need not fill it for a custom app. Source: Okta as recorded, R1, R2 and R3.
 */
export async function readLoggedChanges(
  okta: Pick<Okta, 'appUpdates'>,
  appId: string,
  now: Date,
  since: Date | null = null,
): Promise<LoggedChanges | null> {
  const window = logWindow(now, since);
  const events = await nullOnFailure(() => okta.appUpdates(appId, window.since, window.until));
  return events === null ? null : loggedChangesIn(events, appId);
}

/** The newest change of each setting among these events, whatever their order. */
export function loggedChangesIn(events: readonly LogEvent[], appId: string): LoggedChanges {
  const newest = new Map<SettingId, LoggedChange>();
  const inOrder = [...events].sort((a, b) => a.published.localeCompare(b.published));
  for (const event of inOrder) {
    for (const { setting, from, to } of [...changesIn(event, appId), ...statusIn(event, appId)]) {
      const { published, actor, uuid } = event;
      const at = new Date(published).toISOString();
      newest.set(setting, { at, who: actor?.who ?? null, from, to, eventId: uuid });
    }
  }
  return newest;
}

/** A change of an app integration, made in the console or by API. */
export const isAppUpdate = ({ eventType }: LogEvent): boolean => eventType === appUpdate;

interface SettingChange {
  setting: SettingId;
  from: string | null;
  to: string;
}

/** The settings of this app integration that an event says were changed; none when it did not succeed. */
export function changesIn(event: LogEvent, appId: string): SettingChange[] {
  if (!isAppUpdate(event) || logOutcomeOf(event) !== 'success') return [];
  const told = event.targets
    .filter(({ id }) => id === appId)
    .flatMap(({ changes }) => changes)
    .flatMap(({ name, from, to }): SettingChange[] => {
      const known = ownValue(byName, name);
      const value = known?.words(to) ?? null;
      if (known === undefined || value === null) return [];
      return [{ setting: known.setting, from: from === null ? null : known.words(from), to: value }];
    });
  const said = ownValue(byMessage, event.customMessage ?? '');
  return told.length > 0 || said === undefined ? told : [{ ...said, from: null }];
}

/** The status that an app integration has after these events. Source: Okta facts, section 2, "System Log". */
const statusAfter: Readonly<Record<string, string>> = {
  'application.lifecycle.activate': 'ACTIVE',
  'application.lifecycle.deactivate': 'INACTIVE',
};

/** The status that an event gave this app integration; none for any other event, or when it did not succeed. */
function statusIn(event: LogEvent, appId: string): SettingChange[] {
  const to = ownValue(statusAfter, event.eventType);
  const isOfApp = event.targets.some(({ id }) => id === appId);
  if (to === undefined || !isOfApp || logOutcomeOf(event) !== 'success') return [];
  return [{ setting: 'app.status', from: null, to }];
}

/** This app integration was written. */
export const isWriteOf = (event: LogEvent, appId: string): boolean =>
  isAppUpdate(event) && logOutcomeOf(event) === 'success' && event.targets.some(({ id }) => id === appId);

/** A write of this app integration of which the log does not tell what was changed. */
export const tellsNothing = (event: LogEvent, appId: string): boolean =>
  isWriteOf(event, appId) &&
  event.customMessage === null &&
  event.targets.every(({ changes }) => changes.length === 0);

/** Those that no request of these ids made. By its request, not by time alone: a write may be in the log at a later time than in the journal. */
export const exceptOwn = (events: readonly LogEvent[], own: ReadonlySet<string>): LogEvent[] =>
  events.filter(({ transactionId }) => transactionId === null || !own.has(transactionId));

/** A change of the app integration of which Okta's System Log does not tell what was changed. */
export interface UntoldChange extends Pick<LoggedChange, 'at' | 'who' | 'eventId'> {}

/** Those of this app integration, oldest first. `own`: ids of requests whose changes are known otherwise. */
export const untoldChanges = (
  events: readonly LogEvent[],
  appId: string,
  own: ReadonlySet<string> = new Set(),
): UntoldChange[] =>
  exceptOwn(events, own)
    .filter((event) => tellsNothing(event, appId))
    .map(({ published, actor, uuid }) => ({
      at: new Date(published).toISOString(),
      who: actor?.who ?? null,
      eventId: uuid,
    }))
    .sort((a, b) => a.at.localeCompare(b.at));

/** Whether Okta's log has a name for this setting. Source: Okta as recorded, R1. */
export const isLogged = (setting: SettingId): boolean =>
  Object.values(byName).some((known) => known.setting === setting);

/** An event's changes in one line: `Create Users: off → on`. Null when it tells of none. */
export function changeWords(event: LogEvent, appId: string): string | null {
  const changes = changesIn(event, appId);
  if (changes.length === 0) return event.customMessage;
  return changes.map((change) => `${labelOf(change.setting)}: ${fromTo(change)}`).join('; ');
}

interface Known {
  setting: SettingId;
  /** The value as the setting's own words have it; null when it cannot be read. */
  words: (value: string | null) => string | null;
}

/** How Okta writes these values is unknown. Source: Okta as recorded, R1. */
const switches: Readonly<Record<string, boolean>> = {
  true: true,
  enabled: true,
  on: true,
  yes: true,
  false: false,
  disabled: false,
  off: false,
  no: false,
};

const switchWords =
  (on: string, off: string): Known['words'] =>
  (value) => {
    const text = (value ?? '').trim().toLowerCase();
    if (!Object.hasOwn(switches, text)) return null;
    return switches[text] === true ? on : off;
  };

const box = switchWords('on', 'off');
const text: Known['words'] = (value) => value ?? '(none)';
/** A template, or a name in whatever spelling, as far as it leaves no doubt. */
const format: Known['words'] = (value) => {
  switch (value?.toLowerCase()) {
    case undefined:
      return null;
    case 'email':
      return 'Email';
    case 'okta_username':
      return 'Okta username';
    default:
      return value === null ? null : userNameFormatWords(value);
  }
};

/** The names of R1 that are settings here. */
const byName: Readonly<Record<string, Known>> = {
  create_users: { setting: 'to-app.create', words: box },
  update_user_attributes: { setting: 'to-app.update', words: box },
  deactivate_users: { setting: 'to-app.deactivate', words: box },
  custom_user_management_support: { setting: 'scim', words: switchWords('SCIM', 'None') },
  username_format: { setting: 'user-name-format', words: format },
  sso_acs_url_override: { setting: 'sign-on.acs-url', words: text },
  audience_override: { setting: 'sign-on.audience', words: text },
  recipient_override: { setting: 'sign-on.recipient', words: text },
  destination_override: { setting: 'sign-on.destination', words: text },
  sign_on_mode: { setting: 'app.sign-in-method', words: text },
  label: { setting: 'app.name', words: text },
};

/** The sentences that leave no doubt which box they are about. Source: Okta as recorded, R2. */
const byMessage: Readonly<Record<string, { setting: SettingId; to: string }>> = {
  'Pushing new users': { setting: 'to-app.create', to: 'on' },
  'Pushing user profile changes': { setting: 'to-app.update', to: 'on' },
  'Deprovisioning unassigned users': { setting: 'to-app.deactivate', to: 'on' },
  'Stop deprovisioning unassigned users': { setting: 'to-app.deactivate', to: 'off' },
};
