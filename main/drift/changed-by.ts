import type { ChangedBy } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import type { LogEvent, Okta } from '../okta/types';
import { logWindow } from '../observe/logged-changes';
import { isAboutApp, ofSystemLog } from '../summary/evidence';

const mostShown = 20;

/** The events of the app integration since then, read once for all that asks. */
export async function eventsSince(okta: Okta, appId: string, since: Date, now: Date): Promise<LogEvent[]> {
  const window = logWindow(now, since);
  return okta.logEvents(appId, window.since, window.until);
}

/** Who changed the app integration, newest first; null when the System Log may not be read. */
export async function changedSince(reading: Promise<LogEvent[]>, appId: string): Promise<ChangedBy[] | null> {
  const events = await readable(reading);
  return (
    events
      ?.filter(isAboutApp)
      .map((event) => ofSystemLog(event, appId))
      .reverse()
      .slice(0, mostShown)
      .map(({ at, who, what, id }) => ({ at, who, what, eventId: id })) ?? null
  );
}

/** Null when the System Log may not be read. */
export async function readable(reading: Promise<LogEvent[]>): Promise<LogEvent[] | null> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return null;
  }
}
