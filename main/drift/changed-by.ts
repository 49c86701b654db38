import type { ChangedBy } from '../../shared/drift';
import { AppFailure } from '../../shared/errors';
import type { Okta } from '../okta/types';
import { isAboutApp, ofSystemLog } from '../summary/evidence';

const mostShown = 20;
/** How long Okta keeps its System Log. */
const logKeptMs = 90 * 24 * 60 * 60_000;
/** Okta's clock may be ahead of this computer's. */
const aheadMs = 60_000;

/** Who changed the app integration since then, newest first; null when the System Log may not be read. */
export async function changedSince(
  okta: Okta,
  appId: string,
  since: Date,
  now: Date,
): Promise<ChangedBy[] | null> {
  const from = new Date(Math.max(since.getTime(), now.getTime() - logKeptMs));
  try {
    const events = await okta.logEvents(appId, from, new Date(now.getTime() + aheadMs));
    return events
      .filter(isAboutApp)
      .map(ofSystemLog)
      .reverse()
      .slice(0, mostShown)
      .map(({ at, who, what, id }) => ({ at, who, what, eventId: id }));
  } catch (error) {
    if (!(error instanceof AppFailure)) throw error;
    return null;
  }
}
