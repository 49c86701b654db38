import type { ChangedBy } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import type { Okta } from '../okta/types';
import { logWindow } from '../observe/logged-changes';
import { isAboutApp, ofSystemLog } from '../summary/evidence';

const mostShown = 20;

/** Who changed the app integration since then, newest first; null when the System Log may not be read. */
export async function changedSince(
  okta: Okta,
  appId: string,
  since: Date,
  now: Date,
): Promise<ChangedBy[] | null> {
  const window = logWindow(now, since);
  try {
    const events = await okta.logEvents(appId, window.since, window.until);
    return events
      .filter(isAboutApp)
      .map((event) => ofSystemLog(event, appId))
      .reverse()
      .slice(0, mostShown)
      .map(({ at, who, what, id }) => ({ at, who, what, eventId: id }));
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return null;
  }
}
