import { timeIn } from '../../shared/time';
import { isAppUpdate, logWindow } from '../observe/logged-changes';
import { widestSkewMs } from '../observe/okta-clock';
import type { Okta } from '../okta/okta';
import type { App, LogEvent } from '../okta/types';

/** So young an app integration has few events yet: one query brings all of them. */
const youngMs = 24 * 60 * 60_000;

/**
 * An Okta whose questions to the System Log about this app integration are answered by one query, where it is young: by all its
 * events since it was created. An older one has more events than a summary needs, and each question is sent.
 */
export function withOneLog(okta: Okta, app: App, now: Date): Okta {
  const created = timeIn(app.created);
  if (created === null || now.getTime() - Date.parse(created) > youngMs) return okta;
  const { until } = logWindow(now);
  let reading: Promise<LogEvent[]> | null = null;
  const within = async (appId: string, since: Date, last: Date): Promise<LogEvent[]> => {
    reading ??= okta.logEvents(appId, new Date(Date.parse(created) - widestSkewMs), until);
    const isWithin = ({ published }: LogEvent): boolean =>
      Date.parse(published) >= since.getTime() && Date.parse(published) <= last.getTime();
    return (await reading).filter(isWithin);
  };
  return {
    ...okta,
    logEvents: (appId, since, last) =>
      appId === app.id ? within(appId, since, last) : okta.logEvents(appId, since, last),
    appUpdates: async (appId, since, last) =>
      appId === app.id
        ? (await within(appId, since, last)).filter(isAppUpdate)
        : okta.appUpdates(appId, since, last),
  };
}
