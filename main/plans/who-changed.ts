import { timeIn } from '../../shared/time';
import { changeWords } from '../observe/logged-changes';
import type { LogEvent } from '../okta/types';
import type { StepContext } from './step';

/** Changes of the app integration itself: what follows from assignments (`application.provision…`) is Okta's own work. */
const isChange = ({ eventType }: LogEvent): boolean =>
  eventType.startsWith('application.') &&
  !eventType.startsWith('application.provision.') &&
  !eventType.startsWith('application.integration.');

/**
 * Who last changed this set-up's app integration since a moment, in a sentence: from the System Log, else only when, from the
 * app's `lastUpdated`. Null when Okta tells neither. Source: Okta facts, section 2, "System Log".
 */
export async function whoChanged({ okta, session, now }: StepContext, since: Date): Promise<string | null> {
  const { app, org } = session();
  if (app === null) return null;
  // A minute more: this computer's clock and Okta's differ.
  const until = new Date(now().getTime() + 60_000);
  const events = await okta.logEvents(app.id, since, until).catch(() => []);
  const last = events.findLast(isChange);
  const who = last?.actor?.alternateId ?? null;
  if (last !== undefined && who !== null) {
    const owner = who === org?.login ? ', the owner of this token,' : '';
    const what = last.displayMessage ?? last.eventType;
    const changes = changeWords(last, app.id);
    const told = changes === null ? '' : ` (${changes})`;
    return `${who}${owner} changed it at ${timeWords(last.published)}: “${what}”${told}.`;
  }
  const found = await okta.app(app.id).catch(() => null);
  const updated = timeIn(found?.lastUpdated ?? '');
  if (updated === null || new Date(updated) <= since) return null;
  return `Okta says that it was last changed at ${timeWords(updated)}; its System Log does not tell by whom.`;
}

/** `2026-11-24 11:02 UTC` */
const timeWords = (at: string): string => `${(timeIn(at) ?? at).slice(0, 16).replace('T', ' ')} UTC`;
