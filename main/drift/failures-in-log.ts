import { counted } from '../../shared/counted';
import type { WatchFinding } from '../../shared/drift';
import { phaseOfEvent } from '../../shared/explain/phase';
import { isLifeCycleLogin } from '../observe/life-cycle-login';
import { isFailure, logOutcomeOf } from '../observe/log-outcome';
import type { LogEvent } from '../okta/types';

export const isSent = ({ eventType }: LogEvent): boolean => eventType.startsWith('application.provision.');

/**
 * Failures of provisioning that are open. Of whoever Okta created, changed or deactivated at Oktopost afterwards, an earlier failure is
 * over; a search or an import that went well ends none. Those of the user of a life-cycle test are the test's, which tells of them.
 * `events`: oldest first.
 */
export function failuresIn(events: readonly LogEvent[]): WatchFinding[] {
  const person = personIn(events);
  const reached = new Map<string, number>();
  events.forEach((event, index) => {
    const who = person(event);
    if (who !== null && hasReached(event)) reached.set(who, index);
  });
  const ofTests = new Set(events.filter(isOfLifeCycle).map(person));
  const failures = events.filter((event, index) => {
    if (!isSent(event) || !isFailure(event)) return false;
    const who = person(event);
    return who === null || (!ofTests.has(who) && index > (reached.get(who) ?? -1));
  });
  const last = failures.at(-1);
  if (last === undefined) return [];
  const people = new Set(failures.flatMap((event) => person(event) ?? [])).size;
  const reason = last.outcome?.reason ?? last.displayMessage ?? last.eventType;
  return [
    {
      kind: 'failures',
      text: `${counted(failures.length, 'provisioning failure')} since then, of ${counted(people, 'person', 'people')}; the last one: ${reason}${reason.endsWith('…') ? ' (Okta cuts it there)' : ''}`,
      next: 'The screen “Explain a failure” explains it. In Okta: Dashboard, Tasks. Once it is settled, export a summary again: only what came after it is read.',
      since: failures[0]?.published ?? null,
    },
  ];
}

const isOfLifeCycle = ({ targets }: LogEvent): boolean =>
  targets.some(
    ({ type, alternateId }) => (type === 'User' || type === 'AppUser') && isLifeCycleLogin(alternateId),
  );

function hasReached(event: LogEvent): boolean {
  const phase = phaseOfEvent(event.eventType);
  const isWrite =
    phase === 'create' || phase === 'update' || phase === 'reactivate' || phase === 'deactivate';
  return isSent(event) && isWrite && logOutcomeOf(event) === 'success';
}

/** Whom an event is about, the same whether it names the Okta user, the app user of the same person, or both. */
function personIn(events: readonly LogEvent[]): (event: LogEvent) => string | null {
  const named = (type: 'User' | 'AppUser', { targets }: LogEvent): string | null =>
    targets.find((target) => target.type === type)?.id ?? null;
  const userOf = new Map<string, string>();
  for (const event of events) {
    const [user, appUser] = [named('User', event), named('AppUser', event)];
    if (user !== null && appUser !== null) userOf.set(appUser, user);
  }
  return (event) => {
    const appUser = named('AppUser', event);
    return named('User', event) ?? (appUser === null ? null : (userOf.get(appUser) ?? appUser));
  };
}
