import { fromTo } from '../../shared/logged-change';
import type { Check } from '../../shared/plan';
import { timeIn } from '../../shared/time';
import { minute } from '../export/document';
import { changeWords, exceptOwn, isLogged, loggedChangesIn, tellsNothing } from '../observe/logged-changes';
import { logUntil } from '../observe/okta-clock';
import type { LogEvent } from '../okta/types';
import { requestIdsOf } from '../storage/journal-entry';
import type { JournalEntry } from '../storage/journal-entry';
import type { StepContext } from './step';

/** Of people who are assigned, and what Okta does because of it by itself: no change of the app integration. */
const notOfTheApp = ['user_membership', 'provision', 'integration'].map((kind) => `application.${kind}.`);

/** Changes of the app integration itself. */
const isChange = ({ eventType }: LogEvent): boolean =>
  eventType.startsWith('application.') && !notOfTheApp.some((prefix) => eventType.startsWith(prefix));

/** What came after a moment, without what this set-up wrote itself. */
export interface Since {
  at: Date;
  /** The journal of this set-up. */
  entries: readonly JournalEntry[];
}

/**
 * Who last changed this set-up's app integration since a moment, in a sentence: from the System Log, else only when, from the
 * app's `lastUpdated`. Null when Okta tells neither. Source: Okta facts, section 2, "System Log".
 */
export async function whoChanged(context: StepContext, since: Since): Promise<string | null> {
  const { okta, session } = context;
  const { app } = session();
  if (app === null) return null;
  const last = (await eventsSince(context, app.id, since)).findLast(isChange);
  if (last !== undefined && whoOf(last) !== null) {
    const changes = changeWords(last, app.id);
    const details = changes === null ? '' : ` (${changes})`;
    return `${eventWords(context, last)}${details}.`;
  }
  const found = await okta.app(app.id).catch(() => null);
  const updated = timeIn(found?.lastUpdated ?? '');
  if (updated === null || new Date(updated) <= since.at) return null;
  return `Okta says that it was last changed at ${timeWords(updated)}; its System Log does not tell by whom.`;
}

/**
 * Adds to each setting that differs who changed that very setting since a moment, as far as the System Log tells; a log that
 * tells of another value has missed a change. A setting that the log never names has the one change that tells of nothing.
 */
export async function withWhoChanged(
  context: StepContext,
  checks: readonly Check[],
  since: Since,
): Promise<Check[]> {
  const { app } = context.session();
  const events = app === null ? [] : await eventsSince(context, app.id, since);
  if (app === null || events.length === 0) return [...checks];
  const newest = loggedChangesIn(events, app.id);
  const untold = events.filter((event) => tellsNothing(event, app.id));
  const wordsOf = ({ setting, actual }: Check): string | null => {
    const change = newest.get(setting);
    if (change !== undefined) {
      const event = events.find(({ uuid }) => uuid === change.eventId);
      if (event === undefined || change.to !== actual) return null;
      // The title of the event says it.
      const details = setting === 'app.status' ? '' : ` (${fromTo(change)})`;
      return `${eventWords(context, event)}${details}.`;
    }
    const [only] = untold;
    if (setting === 'app.status' || isLogged(setting) || only === undefined || untold.length > 1) return null;
    return `${eventWords(context, only, 'changed the app integration')}; the System Log does not tell which setting.`;
  };
  return checks.map((check) => {
    const changed = check.state === 'different' ? wordsOf(check) : null;
    return changed === null ? check : { ...check, changed };
  });
}

/** Oldest first; none when the log cannot be read. */
async function eventsSince(
  { okta, now }: StepContext,
  appId: string,
  { at, entries }: Since,
): Promise<LogEvent[]> {
  const events = await okta.logEvents(appId, at, logUntil(now())).catch(() => []);
  if (events.length === 0) return events;
  return exceptOwn(events, new Set(entries.flatMap(requestIdsOf)));
}

const whoOf = ({ actor }: LogEvent): string | null => actor?.who ?? null;

/** `jane@acme.com changed it at 2026-11-24 11:02 UTC: “Update application”` */
function eventWords({ session }: StepContext, event: LogEvent, did = 'changed it'): string {
  const who = whoOf(event);
  const owner = who !== null && who === session().org?.login ? ', the owner of this token,' : '';
  const what = event.displayMessage ?? event.eventType;
  return `${who ?? 'Somebody'}${owner} ${did} at ${timeWords(event.published)}: “${what}”`;
}

const timeWords = (at: string): string => minute(timeIn(at) ?? at);
