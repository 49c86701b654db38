import type { PhaseRecord } from '../../shared/life-cycle';
import type { LifeCyclePhase } from '../../shared/life-cycle-phases';
import { ownValue } from '../../shared/own-value';
import type { LogEvent } from '../okta/types';
import { logOutcomeOf } from '../observe/log-outcome';
import { sentEvents } from './scenario';

/** Okta logs these at the write itself: from the first or second one on, the events are of that phase. */
const separators: Readonly<Record<string, readonly LifeCyclePhase[]>> = {
  'application.user_membership.add': ['assign', 'reassign'],
  'application.user_membership.remove': ['unassign', 'deactivate'],
};

/** Okta says by this event that it has sent what the phase changed. */
export const saysSent = (phase: LifeCyclePhase, event: LogEvent): boolean =>
  sentEvents[phase]?.includes(event.eventType) === true && logOutcomeOf(event) === 'success';

/**
 * Which phase each event is of. Okta's log comes later than its state, so that an event may be read in a later phase than its
 * own: the order of the log decides, and no clock. `events` are all of the test, oldest first; what a phase has is kept.
 */
export function eventsOfPhases(
  phases: readonly PhaseRecord[],
  current: LifeCyclePhase,
  events: readonly LogEvent[],
): ReadonlyMap<LifeCyclePhase, readonly LogEvent[]> {
  const order = phases.map(({ phase }) => phase);
  const last = order.indexOf(current);
  const isSeparate = Object.values(separators).some((list) => list.includes(current));
  const known = new Map(
    phases.flatMap(({ phase, eventIds }) => eventIds.map((id) => [id, order.indexOf(phase)] as const)),
  );
  const found = new Map<LifeCyclePhase, LogEvent[]>();
  const seen = new Map<string, number>();
  let at = 0;
  for (const event of events) {
    const nth = seen.get(event.eventType) ?? 0;
    seen.set(event.eventType, nth + 1);
    const separates = ownValue(separators, event.eventType)?.[nth];
    const from = known.get(event.uuid) ?? (separates === undefined ? 0 : order.indexOf(separates));
    at = Math.min(Math.max(at, from), last);
    while (at < last && isOver(phases[at], isSeparate)) at += 1;
    const phase = order[at];
    if (phase === undefined) break;
    found.set(phase, [...(found.get(phase) ?? []), event]);
    if (at < last && saysSent(phase, event)) at += 1;
  }
  return found;
}

/** It has no event yet to come. What failed may still log one, until the event that begins the current phase. */
const isOver = (record: PhaseRecord | undefined, isSeparate: boolean): boolean =>
  record === undefined || sentEvents[record.phase] === null || (record.state !== 'passed' && !isSeparate);
