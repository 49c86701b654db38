import type { ChangedBy } from '../../shared/drift';
import type { Okta } from '../okta/okta';
import type { LogEvent } from '../okta/types';
import { logWindow } from '../observe/logged-changes';
import { nullOnFailure } from '../okta/calls';
import { isAboutApp, ofSystemLog } from '../summary/evidence';

const mostShown = 20;
/** Twenty pages. An org of many thousands logs as many in a week, each of them a push that succeeded. */
export const mostEvents = 10_000;

/** The events of an app integration, oldest first. */
export interface AppEvents {
  events: readonly LogEvent[];
  /** Where not all are read: the time of the oldest one that is, but for changes of settings, which all are. */
  readFrom: string | null;
}

/** The newest events of the app integration since then, and every change of its settings; read once for all that asks. */
export async function eventsSince(
  okta: Pick<Okta, 'newestEvents' | 'appUpdates'>,
  appId: string,
  since: Date,
  now: Date,
): Promise<AppEvents> {
  const window = logWindow(now, since);
  const { events, isWhole } = await okta.newestEvents(appId, window.since, window.until, mostEvents);
  if (isWhole) return { events, readFrom: null };
  const known = new Set(events.map(({ uuid }) => uuid));
  const updates = await okta.appUpdates(appId, window.since, window.until);
  return {
    events: [...updates.filter(({ uuid }) => !known.has(uuid)), ...events],
    readFrom: events[0]?.published ?? null,
  };
}

/** Who changed the app integration, newest first; null when the System Log may not be read. */
export async function changedSince(reading: Promise<AppEvents>, appId: string): Promise<ChangedBy[] | null> {
  const read = await readable(reading);
  return (
    read?.events
      .filter(isAboutApp)
      .map((event) => ofSystemLog(event, appId))
      .reverse()
      .slice(0, mostShown)
      .map(({ at, who, what, id }) => ({ at, who, what, eventId: id })) ?? null
  );
}

/** Null when the System Log may not be read. */
export const readable = (reading: Promise<AppEvents>): Promise<AppEvents | null> =>
  nullOnFailure(() => reading);
